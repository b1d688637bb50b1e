"""What the public sees of a column: its list, filters, pages, tree and basis."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from disclosure.catalogue.models import BodyPage, CatalogueItem, CatalogueTemplate, ColumnEntry, ColumnPage
from disclosure.documents.models import InformationPage
from foundation.signoff.services import publish_structure
from tests.bench.bulk import fill_column
from tests.public import links, read, text, titles


def column(office, title: str, parent=None, **fields) -> ColumnPage:
    page = ColumnPage(title=title, body=office.body, unit=office.unit, **fields)
    (parent or type(office.home).objects.get()).add_child(instance=page)
    publish_structure(page, "建立栏目")
    return page


def published_on(office, day: str, **fields):
    document = office.document(**fields)
    with time_machine.travel(f"{day}T10:00:00+08:00", tick=False):
        return office.publish(document)


@pytest.fixture
def three_years(office):
    """A notice of 2024, a normative document of 2025, a notice of 2026."""
    for year, kind in (("2024", "other"), ("2025", "normative"), ("2026", "other")):
        published_on(
            office,
            f"{year}-03-05",
            title=f"{year}年的文件",
            document_number=f"示政办发〔{year}〕1号",
            written_on=dt.date(int(year), 3, 1),
            printed_on=dt.date(int(year), 3, 1),
            kind=kind,
        )
    return office.column


def test_newest_first_with_number_and_day(three_years):
    page = read(three_years.url)
    assert titles(page) == ["2026年的文件", "2025年的文件", "2024年的文件"]
    first = text(page.xpath("//ul[@class='rows']/li")[0])
    assert "示政办发〔2026〕1号" in first
    assert "2026-03-05" in first


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"year": "2025"}, ["2025年的文件"]),
        ({"kind": "其他文件"}, ["2026年的文件", "2024年的文件"]),
        ({"kind": "其他文件", "year": "2024"}, ["2024年的文件"]),
        ({"year": "1999"}, ["2026年的文件", "2025年的文件", "2024年的文件"]),
        ({"year": "x", "kind": "'", "page": "-3"}, ["2026年的文件", "2025年的文件", "2024年的文件"]),
    ],
)
@pytest.mark.rows("R-011")
def test_filters_by_year_and_kind(three_years, chosen, expected):
    assert titles(read(three_years.url, **chosen)) == expected


def test_filters_are_links_that_say_how_many(three_years):
    choices = links(read(three_years.url).find(".//main"))
    assert {
        "2026年（1）",
        "2025年（1）",
        "2024年（1）",
        "其他文件（2）",
        "行政规范性文件（1）",
    } <= choices.keys()
    assert titles(read(three_years.url + choices["行政规范性文件（1）"])) == ["2025年的文件"]


def test_pages_of_twenty_reach_every_entry_once(office):
    long = column(office, "很长的栏目")
    fill_column(long, office.publish(office.document()), 45)
    seen = []
    for number in ("1", "2", "3"):
        page = read(long.url, page=number)
        seen += page.xpath("//ul[@class='rows']//a/@href")
    assert len(seen) == len(set(seen)) == 45
    assert "共 45 条" in text(page)
    assert page.xpath("//nav[@class='pagination']//a[@rel='prev']")
    assert not page.xpath("//nav[@class='pagination']//a[@rel='next']")


@pytest.mark.rows("R-011")
def test_a_published_page_is_listed_at_once_and_a_draft_never(office):
    assert "本栏目暂无信息" in text(read(office.column.url))
    draft = office.document()
    assert titles(read(office.column.url)) == []
    assert Client().get(draft.get_url()).status_code == 404
    document = office.publish(draft)
    assert titles(read(office.column.url)) == [document.title]
    assert "2026年（1）" in links(read(office.column.url)) or document.public_date.year != 2026


@pytest.mark.rows("R-017")
def test_a_secondary_column_lists_the_same_address_and_search_counts_it_once(office):
    bidding, works = column(office, "招标投标"), column(office, "重大建设项目")
    document = office.document(title="示范县大桥工程招标公告")
    document.secondary_columns = [bidding, works]
    document.save_revision(user=office.editor)
    document = office.publish(document)

    addresses = {
        links(read(page.url).find(".//main"))[document.title] for page in (office.column, bidding, works)
    }
    assert addresses == {document.url}
    assert len(read("/search/", q="大桥工程").xpath("//*[@class='hit__title']")) == 1


@pytest.mark.rows("R-023")
def test_a_column_kept_elsewhere_leads_to_the_other_site(office):
    other = column(office, "政府采购", external_url="https://www.ccgp.example.gov.cn/")
    response = Client().get(other.get_url())
    assert (response.status_code, response["Location"]) == (302, "https://www.ccgp.example.gov.cn/")
    assert links(read("/"))["政府采购（外部网站）"] == "https://www.ccgp.example.gov.cn/"


def test_basis_requirements_and_limit_can_be_unfolded(office):
    template = CatalogueTemplate.objects.create(code="t", name="基本目录", year=2026)
    item = CatalogueItem.objects.create(
        template=template,
        number=1,
        level1="行政规范性文件",
        content="文件全文",
        legal_basis="《中华人民共和国政府信息公开条例》第二十条第一项",
        time_limit="印发后7个工作日",
        time_kind="working_days",
        days=7,
        department="各起草单位",
    )
    page = read(column(office, "行政规范性文件", item=item).url)
    unfolded = text(page.xpath("//details[summary]")[0])
    for part in ("第二十条第一项", "文件全文", "印发后7个工作日", "各起草单位"):
        assert part in unfolded


def test_tree_beside_the_list_shows_the_section_around_the_column(office):
    section = column(office, "法定主动公开内容")
    plans, _figures = column(office, "规划信息", section), column(office, "统计信息", section)
    column(office, "专项规划", plans)
    column(office, "别的栏目")

    sidebar = read(plans.url).xpath("//nav[@class='sidebar']")[0]
    assert list(links(sidebar)) == ["规划信息", "专项规划", "统计信息"]
    assert text(sidebar.xpath(".//a[@aria-current='page']")[0]) == "规划信息"
    assert not read(office.column.url).xpath("//nav[@class='sidebar']")


def test_an_empty_column_states_its_approved_reason(office):
    page = column(office, "征地信息", absence="not_produced", absence_reason="本年度没有征地项目")
    shown = text(read(page.url))
    assert "未产生信息" in shown
    assert "本年度没有征地项目" in shown


@pytest.mark.rows("R-286")
def test_a_column_on_bodies_leads_to_the_page_of_the_body(office):
    functions = column(office, "机构职能", column_type="functions")
    body = BodyPage(
        title="示范县人民政府办公室",
        body=office.body,
        functions="<p>负责政务公开工作。</p>",
        address="建设路1号",
        hours="工作日 8:30—17:30",
        phone="0000-1234567",
        leaders="<p>方某某,主任</p>",
    )
    functions.add_child(instance=body)
    publish_structure(body, "建立机构页")
    page = text(read(links(read(functions.url).find(".//main"))["示范县人民政府办公室"]))
    for part in ("负责政务公开工作", "建设路1号", "工作日 8:30—17:30", "0000-1234567", "方某某"):
        assert part in page


def test_information_and_documents_share_one_list(office):
    information = InformationPage(
        title="主要经济指标", body=office.body, unit=office.unit, owner=office.editor,
        text="<p>增长5.6%。</p>", phone="0000-7654321",
    )  # fmt: skip
    office.column.add_child(instance=information)
    information.save_revision(user=office.editor)
    information = office.publish(information)
    document = office.publish(office.document())
    assert set(titles(read(office.column.url))) == {information.title, document.title}
    shown = text(read(information.url))
    assert "增长5.6%" in shown
    assert "0000-7654321" in shown


@pytest.mark.parametrize("parameters", [{}, {"page": "3"}, {"kind": "其他文件"}])
def test_a_long_list_costs_as_many_queries_as_a_short_one(office, parameters, django_assert_max_num_queries):
    pattern = office.publish(office.document())
    section = column(office, "法定主动公开内容")
    long = column(office, "很长的栏目", section)
    fill_column(long, pattern, 300)
    address = long.get_url()
    with django_assert_max_num_queries(12):
        assert len(titles(read(address, **parameters))) == 20
    assert ColumnEntry.objects.filter(column=long).count() == 300
