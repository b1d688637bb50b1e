"""栏目体检: every state a column can be in, the weeks, and what the heat map costs."""

import datetime as dt
import hashlib

import pytest

from disclosure.columns.enums import Health
from disclosure.columns.health import health_of_columns
from disclosure.columns.indicators import indicators, read_indicators
from disclosure.columns.models import ColumnCare
from foundation.precheck.models import CheckedAddress
from foundation.signoff.services import publish_structure

from .conftest import TODAY, health_of

pytestmark = pytest.mark.django_db
D = dt.date.fromisoformat


@pytest.mark.rows("R-269", "R-268")
@pytest.mark.parametrize(
    ("kind", "updated", "state"),
    [
        ("news", "2026-11-16", Health.FRESH),
        ("news", "2026-11-10", Health.WARNING),  # 10 of 14 days
        ("news", "2026-11-07", Health.URGENT),  # 13 of 14 days
        ("news", "2026-11-06", Health.URGENT),  # its own due day
        ("news", "2026-11-05", Health.OVERDUE),
        ("notice", "2026-05-20", Health.URGENT),
        ("notice", "2026-05-19", Health.OVERDUE),
        ("policy", "2026-09-01", Health.FRESH),
        ("interpretation", "2026-05-19", Health.OVERDUE),
        ("data", "2026-08-19", Health.OVERDUE),
        ("data", "2026-08-20", Health.URGENT),
        ("services", "2020-01-01", Health.STANDING),
    ],
)
def test_a_column_lapses_by_the_period_of_its_category(add_column, entered, kind, updated, state):
    column = add_column("栏目", column_type=kind)
    entered(column, updated)
    assert health_of(column).health == state


@pytest.mark.rows("R-269")
def test_a_column_has_a_frequency_of_its_own(add_column, entered):
    column = add_column("月度公开", column_type="services")
    entered(column, "2026-10-11")  # 40 days ago
    assert health_of(column).health == Health.STANDING
    ColumnCare.objects.create(column=column, number=1, unit_of_time="months", source="本机关工作要点")
    row = health_of(column)
    assert (row.health, row.note) == (Health.OVERDUE, "应于2026-11-11前更新，已超9天")


@pytest.mark.rows("R-036")
@pytest.mark.parametrize(
    ("absence", "until", "state", "note"),
    [
        ("not_produced", "2026-11-20", Health.PLACEHOLDER, "预计2026-11-20产生"),
        ("not_produced", "2026-11-19", Health.EMPTY, "未产生信息说明已于2026-11-19到期"),
        ("no_function", None, Health.PLACEHOLDER, "无此职能"),
        ("", None, Health.EMPTY, "没有公开过信息"),
    ],
)
def test_a_statement_counts_until_its_date(add_column, absence, until, state, note):
    column = add_column(
        "招考录用", absence=absence, absence_reason="本年度尚未招考", absence_until=until and D(until)
    )
    row = health_of(column)
    assert (row.health, row.note) == (state, note)


@pytest.mark.rows("R-023")
def test_a_link_column_follows_the_nightly_check(add_column, items):
    column = add_column("社保", item=items[42], column_type="catalogue")
    assert health_of(column).note == "未填写跳转地址（绍兴市医疗保险网上办事服务大厅）"
    address = "https://example.gov.cn/ybj"
    column.external_url = address
    publish_structure(column, "填写跳转地址")
    assert health_of(column).health == Health.LINK
    CheckedAddress.objects.create(
        digest=hashlib.sha256(address.encode()).hexdigest(), url=address, problem="打不开（网站返回404）"
    )
    row = health_of(column)
    assert row.health == Health.BROKEN
    assert "打不开" in row.note


@pytest.mark.rows("R-021")
def test_the_yearly_report_of_the_rule_of_law(add_column, entered, items):
    column = add_column("法治政府工作报告", item=items[53], column_type="catalogue")
    on = D("2026-04-02")
    assert health_of(column, D("2026-04-01")).health != Health.OVERDUE
    assert health_of(column, on).note == "应于2026-04-01前更新，已超1天"
    entered(column, "2026-04-02")
    assert health_of(column, on).health == Health.FRESH
    assert health_of(column, D("2026-07-02")).health == Health.OVERDUE


@pytest.mark.rows("R-021")
def test_the_monthly_column(add_column, entered, items):
    column = add_column("养老", item=items[49], column_type="catalogue")
    entered(column, "2026-08-10", "2026-10-10")
    row = health_of(column)
    # July and September by the day of publication; August was due 20 working days after its end.
    assert (row.health, row.missing_words) == (Health.OVERDUE, "2026年8月")
    assert [(one.period.name, str(one.due)) for one in row.unanswered] == [
        ("2026-08", "2026-09-28"),
        ("2026-10", "2026-11-27"),
    ]


def test_weeks_hold_what_went_public_in_them(add_column, entered):
    column = add_column("通知")
    entered(column, "2026-11-16", "2026-11-20", "2026-11-15", "2026-05-25", "2026-05-24")
    weeks = {str(week.first): week.count for week in health_of(column).weeks if week.count}
    assert weeks == {"2026-11-16": 2, "2026-11-09": 1, "2026-05-25": 1}


def test_headings_are_left_out(add_column):
    heading = add_column("法定主动公开内容")
    add_column("下级", below=heading)
    titles = [row.column.title for row in health_of_columns(today=TODAY)]
    assert "下级" in titles
    assert heading.title not in titles


def test_the_number_of_queries_does_not_grow(add_column, entered, django_assert_max_num_queries):
    entered(add_column("第0栏"), "2026-11-01")
    for number in range(1, 6):
        entered(add_column(f"第{number}栏", column_type="news"), "2026-11-16", "2026-10-01")
    with django_assert_max_num_queries(12):
        rows = health_of_columns(today=TODAY)
        indicators(rows, TODAY)
    assert len(rows) >= 6


@pytest.mark.rows("R-269")
def test_the_veto_items_count_and_tell_the_distance(add_column, entered):
    found = {one.code: one for one in indicators(health_of_columns(today=TODAY), TODAY)}
    assert found["V3"].is_failed  # nothing was ever published
    before = found["V4a"].count
    for number in range(4):
        entered(add_column(f"要闻{number}", column_type="news"), "2026-11-05")
    entered(add_column("公告", column_type="notice"), "2026-05-19")
    entered(add_column("近闻", column_type="news"), "2026-11-19")
    found = {one.code: one for one in indicators(health_of_columns(today=TODAY), TODAY)}
    assert found["V4a"].count == before + 5
    assert found["V4a"].is_failed
    assert (found["V4b"].count, found["V4b"].distance) == (5, 5)
    assert not found["V3"].is_failed
    assert found["V2"].count is None
    assert "站外监测" in found["V2"].note


def test_every_indicator_of_the_document_is_shown_with_its_own_threshold():
    shown = indicators([], TODAY)
    items = read_indicators()["items"]
    assert [one.code for one in shown] == [item["code"] for item in items]
    limits = {one.code: one.limit for one in shown if one.limit}
    assert limits == {"V3": 1, "V4a": 5, "V4b": 10, "V4c": 5, "V5b": 1}
    assert all(one.count is not None or one.note for one in shown)
