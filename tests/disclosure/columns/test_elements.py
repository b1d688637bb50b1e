"""R-022: a page without the elements its column asks for is not submitted."""

import pytest
from django.urls import reverse

from disclosure.catalogue.services import load_template
from disclosure.columns.completeness import completeness_of, starting_names
from disclosure.columns.models import Element
from disclosure.documents.models import InformationPage
from foundation.organisations.services import allow_unit_on_page
from foundation.signoff.gates import reasons

pytestmark = pytest.mark.django_db


def information(office, column, **elements):
    page = InformationPage(
        title="某道路工程施工有关信息",
        body=office.body,
        unit=office.unit,
        text="<p>现公开如下。</p>",
        elements=[("element", {"name": name, "value": value}) for name, value in elements.items()],
    )
    column.add_child(instance=page)
    page.save_revision()
    return page


def missing(page) -> list[str]:
    return [reason.message for reason in reasons(page) if "本栏目的信息须有" in reason.message]


@pytest.mark.rows("R-022")
def test_construction_without_its_supervisor_is_refused(office, add_column, items):
    column = add_column("施工有关信息", item=items[36], column_type="catalogue")
    names = starting_names(column)
    full = dict.fromkeys(names, "某公司")
    page = information(office, column, **full | {"监理单位名称": " "})
    assert missing(page) == ["本栏目的信息须有“监理单位名称”，现在没有。请在“栏目要素”中填写。"]
    assert missing(information(office, column, **full)) == []
    assert completeness_of(page).score == round((len(names) - 1) * 100 / len(names))


@pytest.mark.rows("R-022")
def test_a_normative_document_without_validity_is_refused(office, add_column, items):
    office.column = add_column("行政规范性文件", item=items[10], column_type="policy")
    page = office.document(kind="normative")
    assert missing(page) == []
    page.validity = ""
    assert missing(page) == ["本栏目的信息须有“有效性”，现在没有。请补充后送审。"]
    page = information(office, office.column)
    assert len(missing(page)) == 3  # 文号, 发文日期, 有效性: an information page has no such fields


def test_the_office_keeps_the_list(office, add_column, items):
    column = add_column("施工有关信息", item=items[36], column_type="catalogue")
    Element.objects.filter(item=items[36]).update(is_required=False)
    assert missing(information(office, column)) == []
    Element.objects.exclude(name="工期").filter(item=items[36]).delete()
    items[36].save()  # as a repeated load_catalogue does
    assert starting_names(column) == ["工期"]


@pytest.mark.rows("R-015")
def test_the_three_figures_of_the_bureau(db):
    item = load_template("zhengzhou-8").items.get(number=6)
    assert [one.name for one in item.elements.filter(is_required=True)] == [
        "年度预算数",
        "已使用数",
        "结余数",
    ]


@pytest.mark.rows("R-022")
def test_readers_see_the_elements(office, add_column, items, client):
    column = add_column("养老", item=items[49], column_type="catalogue")
    page = office.publish(information(office, column, 人数="1203", 总金额="24.5万元"))
    shown = client.get(page.url)
    assert "<dt>总金额</dt>" in shown.text
    assert "24.5万元" in shown.text


@pytest.mark.rows("R-039")
def test_each_topic_of_a_meeting_leads_to_its_document(office, add_column, items, client):
    column = add_column("市政府常务会议", item=items[14], column_type="news")
    topics = [office.publish(office.document()) for _ in range(2)]
    page = information(office, column, 会议日期="2026-11-18")
    page.elements.extend(
        ("element", {"name": "议题", "value": f"审议第{number}项", "page": topic})
        for number, topic in enumerate(topics, start=1)
    )
    page.save_revision()
    shown = client.get(office.publish(InformationPage.objects.get(pk=page.pk)).url)
    for number, topic in enumerate(topics, start=1):
        assert f'<a href="{topic.url}">审议第{number}项</a>' in shown.text


@pytest.mark.rows("R-039")
def test_the_progress_of_a_project_stays_visible(office, add_column, items, client):
    column = add_column("民生实事", item=items[57], column_type="catalogue")
    page = information(office, column, 目标="新建幼儿园3所")
    page.elements.extend(
        ("element", {"name": "进展", "value": words}) for words in ("3月:开工1所", "9月:完成2所,占67%")
    )
    page.save_revision()
    shown = client.get(office.publish(InformationPage.objects.get(pk=page.pk)).url).text
    assert shown.index("3月:开工1所") < shown.index("9月:完成2所,占67%")


def test_the_new_page_begins_with_the_rows_of_its_column(office, add_column, items, client):
    column = add_column("养老", item=items[49], column_type="catalogue")
    allow_unit_on_page(office.unit, column)
    client.force_login(office.editor)
    shown = client.get(reverse("wagtailadmin_pages:add", args=["documents", "informationpage", column.pk]))
    begun = shown.context["form"]["elements"].value()
    assert [block.value["name"] for block in begun] == ["人数", "总金额"]


@pytest.mark.rows("R-022")
@pytest.mark.parametrize(
    "code", ["jinhua-9", "regulation-711", "shaoxing-2024", "zhengzhou-8", "zongyang-15"]
)
def test_every_shipped_element_is_in_the_words_of_its_item(db, code):
    """Nothing is asked for that the catalogue does not name: each shares at least two characters with its text.

    Meetings, replies and projects have theirs from R-039.
    """
    by_r039 = {13, 14, 15, 52, 57}
    template = load_template(code)
    found = 0
    for item in template.items.all():
        if code == "shaoxing-2024" and item.number in by_r039:
            continue
        for element in item.elements.all():
            pairs = {element.name[i : i + 2] for i in range(len(element.name) - 1)}
            assert any(pair in item.content for pair in pairs), (item, element.name)
            found += 1
    assert found


@pytest.mark.rows("R-022")
def test_a_leaders_page_begins_with_what_it_has_to_say(db):
    seventh = load_template("shaoxing-2024").items.get(number=7)
    assert [one.name for one in seventh.elements.all()] == [
        "领导姓名", "照片", "职务", "领导分工", "重要活动",
    ]  # fmt: skip
