"""Roster, watch lists, weekly summaries, import."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from foundation.duties.models import Duty
from interpretation.monitoring import rules, summaries
from interpretation.monitoring.enums import Channel, WatchKind
from interpretation.monitoring.importing import HEADINGS, example, import_findings
from interpretation.monitoring.models import Finding, PolicySummary, WatchItem
from interpretation.monitoring.roster import add_shifts, gap_days, on_duty, remove_shift, roster
from interpretation.monitoring.watching import save_source, save_watch_item

from .conftest import at

EIGHT = dt.time(8)
# The well-known example number of GB 11643.
IDENTITY = "11010519491231002X"


def shifts(desk, first, last, **fields):
    values = {"person": desk.officer, "first": first, "last": last, "begins": EIGHT, "ends": EIGHT}
    return add_shifts(desk.office.body, desk.officer, **values | fields)


@pytest.mark.rows("R-135")
def test_a_day_without_duty_person_is_a_gap(desk):
    with time_machine.travel(at(9), tick=False):
        shifts(desk, dt.date(2026, 1, 7), dt.date(2026, 1, 9))
        days = roster(desk.office.body, dt.date(2026, 1, 8), 4)
        assert [str(one.person) for one in on_duty(desk.office.body)] == ["叶值守"]
    assert [(one.day.day, one.gaps, one.is_empty) for one in days] == [
        (8, (), False),
        (9, (), False),
        (10, ("08:00—24:00",), False),
        (11, ("00:00—24:00",), True),
    ]
    assert len(gap_days(days)) == 2


def test_the_roster_costs_the_same_however_many_are_on_it(desk, django_assert_num_queries):
    with time_machine.travel(at(9), tick=False):
        shifts(desk, dt.date(2026, 1, 8), dt.date(2026, 1, 30))
        with django_assert_num_queries(1):
            roster(desk.office.body, dt.date(2026, 1, 8), 30)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"last": dt.date(2026, 1, 7)}, "早于起日"),
        ({"last": dt.date(2026, 12, 7)}, "分次排班"),
        ({"begins": dt.time(12), "ends": dt.time(20)}, "重叠"),
    ],
)
def test_a_slip_in_the_roster_is_refused(desk, fields, words):
    with time_machine.travel(at(9), tick=False):
        shifts(desk, dt.date(2026, 1, 8), dt.date(2026, 1, 8))
        values = {"first": dt.date(2026, 1, 8), "last": dt.date(2026, 1, 8)} | fields
        with pytest.raises(ValidationError, match=words):
            shifts(desk, **values)


def test_who_was_on_duty_stays_on_record(desk):
    with time_machine.travel(at(9), tick=False):
        begun, coming = shifts(desk, dt.date(2026, 1, 8), dt.date(2026, 1, 9))
        with pytest.raises(ValidationError, match="已经开始"):
            remove_shift(begun, desk.officer)
        remove_shift(coming, desk.officer)


@pytest.mark.rows("R-137")
def test_a_watch_item_needs_somebody_responsible(desk):
    item = WatchItem(body=desk.office.body, kind=WatchKind.AREA, subject="甲河镇农贸市场")
    with pytest.raises(ValidationError, match="没有负责人"):
        save_watch_item(item, desk.officer)
    item.responsible = desk.officer
    assert save_watch_item(item, desk.officer).pk


@pytest.mark.rows("R-137")
@pytest.mark.parametrize(
    ("subject", "words"),
    [
        (f"来访人{IDENTITY}", "身份证号码"),
        ("某群主 13800000000", "电话号码"),
        ("值班 0579-82345678", "电话号码"),
        ("某人110105194912310021", "身份证号码"),
    ],
)
def test_watch_lists_hold_no_numbers_of_persons(desk, subject, words):
    item = WatchItem(body=desk.office.body, kind=WatchKind.OBJECT, subject=subject, responsible=desk.officer)
    with pytest.raises(ValidationError, match=words):
        save_watch_item(item, desk.officer)
    assert not WatchItem.objects.exists()


def test_topics_with_harmless_numbers_pass():
    assert rules.names_a_person("2026年第12号文件、12345热线", dt.date(2026, 1, 8)) == ""


@pytest.mark.parametrize("name", ["editor", "head", "leader"])
def test_others_keep_no_watch_lists(desk, name):
    item = WatchItem(body=desk.office.body, kind=WatchKind.AREA, subject="老城区", responsible=desk.officer)
    with pytest.raises(PermissionDenied):
        save_watch_item(item, getattr(desk.office, name))


@pytest.mark.rows("R-138", "R-099")
def test_a_flagged_policy_has_a_watch_with_weekly_summaries(desk):
    office = desk.office
    with time_machine.travel(at(10, day=8), tick=False):
        page = office.publish(office.document(needs_watch=True))
    due = {duty.period: duty.due_on for duty in Duty.objects.open().of(page, "yq.summary")}
    assert due == {"第1周": dt.date(2026, 1, 15)}
    with time_machine.travel(at(10, day=20), tick=False):
        assert "1项" in summaries.follow_all()
        assert summaries.follow_all() == ""
        made = summaries.summarise(
            page, office.editor, week=1, words="本周收到咨询三条，均已电话答复。", concerns=3
        )
        again = summaries.summarise(page, office.editor, week=1, words="重复提交的一次小结。", concerns=3)
        with pytest.raises(ValidationError, match="已经开始"):
            summaries.summarise(page, office.editor, week=3, words="还没有到的一周的小结", concerns=0)
    assert made == again == PolicySummary.objects.get()
    assert [duty.period for duty in Duty.objects.open().of(page, "yq.summary")] == ["第2周"]


def test_a_policy_taken_down_asks_for_no_more_summaries(desk):
    office = desk.office
    with time_machine.travel(at(10, day=8), tick=False):
        page = office.publish(office.document(needs_watch=True))
        office.take_down(page)
    assert not Duty.objects.open().of(page, "yq.summary").exists()


def rows(*changes: dict[str, str]) -> bytes:
    base = {
        "主题": "网民反映道路积水",
        "来源渠道": "网络宣传",
        "知悉时间": "2026-01-08 09:20",
        "级别": "一般",
    }
    lines = [",".join(base)]
    for number, change in enumerate(changes):
        lines.append(",".join((base | {"主题": f"网民反映道路积水{number}"} | change).values()))
    return "\r\n".join(lines).encode()


@pytest.mark.rows("R-135")
def test_findings_come_in_from_a_file(desk):
    with time_machine.travel(at(10), tick=False):
        done = import_findings(desk.office.body, desk.officer, rows({}, {"来源渠道": "信访"}))
        assert (len(done.findings), done.faults) == (2, [])
        gbk = rows({"主题": "另一件网民反映"}).decode().encode("gb18030")
        assert len(import_findings(desk.office.body, desk.officer, gbk).findings) == 1
    assert Finding.objects.filter(channel=Channel.PETITION).count() == 1


def test_every_faulty_row_is_named_and_nothing_comes_in(desk):
    with time_machine.travel(at(10), tick=False):
        data = rows(
            {}, {"级别": "很大"}, {"知悉时间": "昨天"}, {"来源渠道": ""}, {"知悉时间": "2026-01-09 09:00"}
        )
        done = import_findings(desk.office.body, desk.officer, data)
    assert [number for number, _ in done.faults] == [3, 4, 5, 6]
    assert "级别“很大”" in done.faults[0][1]
    assert not Finding.objects.exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "缺少"), ("甲,乙\n1,2".encode(), "缺少“主题”"), (b"\x00" * 3_000_000, "2MB")],
    ids=["空文件", "表头不符", "过大"],
)
def test_a_file_that_is_no_such_table_is_refused_with_the_way_out(desk, data, words):
    with pytest.raises(ValidationError, match=words):
        import_findings(desk.office.body, desk.officer, data)


def test_the_example_file_can_be_imported_as_it_is(desk):
    save_source(desk.office.body, desk.officer, name="本地论坛", channel=Channel.NETWORK)
    with time_machine.travel(at(10), tick=False):
        done = import_findings(desk.office.body, desk.officer, example().encode())
    assert done.faults == []
    assert all(heading in example() for heading in HEADINGS)
