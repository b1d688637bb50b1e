"""Before N6–N8 the officer is shown the catalogue and what is public; what was compared is on record (R-071)."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from disclosure.answers import comparison, decisions
from disclosure.catalogue.models import CatalogueItem, CatalogueTemplate, ColumnPage
from disclosure.requests.enums import AnswerKind
from disclosure.requests.models import CaseItem
from foundation.signoff.services import publish_structure

from .answering import MONDAY, TO_GROUNDS, TO_OURS, accepted, walked

pytestmark = pytest.mark.django_db
BASIS = "《中华人民共和国政府采购法》第十一条"
WANTED = "申请公开2025年政府采购项目的评审讨论记录"
TO_PROCESS = (
    f"{TO_GROUNDS} " + " ".join(f"ask_denied_{number}:no" for number in range(1, 6)) + " ask_denied_6:yes"
)
GIVEN = {
    "reasons": "本记录形成于评审讨论阶段，公开会影响坦率讨论。",
    "openness": "已核对目录第71项，公开的是采购结果，不含评审讨论记录",
}


@pytest.fixture(autouse=True)
def on_wednesday():
    with time_machine.travel(dt.datetime(2026, 3, 4, 2, tzinfo=dt.UTC), tick=False):
        yield


def column(office, number: int, name: str, **fields) -> CatalogueItem:
    """A column of the site with its item of the catalogue."""
    template, _ = CatalogueTemplate.objects.get_or_create(code="t", name="基本目录", year=2024)
    item = CatalogueItem.objects.create(
        template=template, number=number, level1=name, time_kind="dynamic", is_statutory=True, **fields
    )
    page = ColumnPage(title=name, slug=f"c{number}", body=office.body, unit=office.unit, item=item)
    office.home.add_child(instance=page)
    publish_structure(page, "建立栏目")
    return item


@pytest.fixture
def item(office) -> CaseItem:
    column(office, 71, "政府集中采购", content="采购项目公告、中标成交结果", legal_basis=BASIS)
    column(office, 12, "义务教育招生", content="招生范围和报名时间", legal_basis="《教育法》")
    return accepted(office, MONDAY, text=WANTED).items.get()


@pytest.mark.rows("R-071")
def test_n7_for_what_is_in_column_71_is_warned_with_the_rule(office, item, client):
    office.publish(office.document(title="2025年政府采购项目中标结果公告"))
    walked(item, TO_PROCESS, office.editor)
    client.force_login(office.editor)
    address = reverse("answers:decide", args=[item.pk])
    asked = client.get(address).content.decode()
    assert "有没有法律、法规、规章规定该信息应当公开" in asked
    assert "法定主动公开事项“71. 政府集中采购”" in asked and BASIS in asked
    assert "义务教育招生" not in asked and "2025年政府采购项目中标结果公告" in asked
    walked(item, "rule_denied_6:no part_denied_6:no", office.editor)
    assert "“71. 政府集中采购”" in client.get(address).content.decode()


@pytest.mark.rows("R-071")
def test_what_belongs_to_the_catalogue_is_not_withheld_as_n7(office, item, client):
    walked(item, f"{TO_PROCESS} rule_denied_6:no part_denied_6:no", office.editor)
    client.force_login(office.editor)
    chosen = [str(one.pk) for one in comparison.compare(item).items]
    typed = GIVEN | {"act": "conclude", "basis": "条例第十六条第二款", "belongs": chosen}
    refused = client.post(reverse("answers:decide", args=[item.pk]), typed).content.decode()
    assert "列入主动公开目录的，不得以此为由不予公开" in refused and GIVEN["reasons"] in refused
    item.refresh_from_db()
    assert item.kind == ""
    # Not even past the screen.
    with pytest.raises(ValidationError, match="政府集中采购"):
        decisions.conclude(item, by=office.editor, given=GIVEN | {"belongs": chosen})


@pytest.mark.rows("R-071")
def test_the_comparison_stands_in_the_story_of_the_case(office, item):
    page = office.publish(office.document(title="2025年政府采购项目中标结果公告"))
    walked(item, f"{TO_PROCESS} rule_denied_6:no part_denied_6:no", office.editor)
    decided = decisions.conclude(item, by=office.editor, given=GIVEN)
    assert decided.kind == AnswerKind.DENIED and "belongs" not in decided.details
    event = item.case.events.get(step="compare")
    assert "71. 政府集中采购" in event.words and BASIS in event.words and GIVEN["openness"] in event.words
    assert event.details["pages"] == [page.pk] and event.by == office.editor and event.told == ""


def test_where_the_catalogue_has_nothing_like_it_the_record_says_so(office):
    item = accepted(office, MONDAY, text="申请公开某次会议的讨论记录").items.get()
    walked(item, f"{TO_PROCESS} rule_denied_6:no part_denied_6:no", office.editor)
    decisions.conclude(item, by=office.editor, given=GIVEN)
    assert "目录中没有相近的事项；已公开：没有相近的信息" in item.case.events.get(step="compare").words


@pytest.mark.rows("R-174")
def test_whether_it_is_public_is_asked_beside_what_is_found(office, item, client):
    page = office.publish(office.document(title="2025年政府采购项目中标结果公告"))
    walked(item, TO_OURS, office.editor)
    client.force_login(office.editor)
    address = reverse("answers:decide", args=[item.pk])
    for answer in ("", "public:yes"):
        walked(item, answer, office.editor)
        shown = client.get(address).content.decode()
        assert page.title in shown and page.url in shown and "71. 政府集中采购" not in shown
