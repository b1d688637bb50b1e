"""The column 政府信息公开: its five statutory parts, each with what is newest in it."""

import pytest

from disclosure.catalogue.models import ColumnPage
from foundation.organisations.services import allow_unit_on_page
from foundation.signoff.services import publish_structure
from tests.public import links, read, text

PARTS = {
    "政府信息公开指南": "guide",
    "政府信息公开制度": "rules",
    "法定主动公开内容": "catalogue",
    "政府信息公开工作年度报告": "annual_report",
    "依申请公开": "on_request",
}


def add(office, parent, title: str, kind: str) -> ColumnPage:
    column = ColumnPage(
        title=title, body=office.body, unit=office.unit, column_type=kind, description=f"{title}的说明"
    )
    type(parent).objects.get(pk=parent.pk).add_child(instance=column)
    publish_structure(column, "建立栏目")
    return column


@pytest.fixture
def platform(office) -> dict[str, ColumnPage]:
    """The parts by title, built in another order than the law's; and the platform itself."""
    top = add(office, office.home, "政府信息公开", "catalogue")
    return {"": top} | {title: add(office, top, title, kind) for title, kind in reversed(PARTS.items())}


def test_the_platform_leads_to_its_parts_in_their_order(office, platform):
    shown = read(platform[""].url).find(".//main")
    assert [text(heading) for heading in shown.iter("h2")] == list(PARTS)
    assert "依申请公开的说明" in text(shown)
    assert "暂无信息" not in text(shown)


def test_a_part_shows_its_newest_or_the_columns_below_it(office, platform):
    below = add(office, platform["法定主动公开内容"], "规划信息", "catalogue")
    allow_unit_on_page(office.unit, platform["政府信息公开制度"])
    office.column = ColumnPage.objects.get(pk=platform["政府信息公开制度"].pk)
    document = office.publish(office.document(title="示范县信息公开办法"))
    told = links(read(platform[""].url).find(".//main"))
    assert told["规划信息"] == below.url
    assert told["示范县信息公开办法"] == document.url


def test_other_columns_have_no_parts(office, platform):
    for column in (office.column, platform["法定主动公开内容"]):
        assert "part-" not in "".join(read(column.url).xpath("//main//@id"))


def test_the_platform_costs_the_same_with_many_columns(office, platform, django_assert_max_num_queries):
    for number in range(15):
        add(office, platform["法定主动公开内容"], f"事项{number}", "catalogue")
    address = platform[""].url
    with django_assert_max_num_queries(16):
        read(address)
