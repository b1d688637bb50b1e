"""Entering the yearly notice, and the calendar every worker then reads."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError

from foundation.workdays import selectors
from foundation.workdays.models import CalendarDay, HolidayNotice
from foundation.workdays.notices import OffRange
from foundation.workdays.selectors import load_calendar
from foundation.workdays.services import enter_notice
from foundation.workdays.shipped import load_shipped_notices, read_shipped
from foundation.workdays.signals import calendar_changed
from tests.databases import restore_migrated_rows
from tests.notices import NEW_YEAR, REST_OF_2027

pytestmark = pytest.mark.django_db

D = date.fromisoformat
SPRING, *REST = REST_OF_2027
NOTICE = (2027, "国办发明电〔2026〕0号", D("2026-11-10"), [NEW_YEAR, SPRING, *REST], [D("2027-01-30")])
SHIPPED_2026 = next(shipped for shipped in read_shipped() if shipped["year"] == 2026)


@pytest.fixture(autouse=True)
def shipped_notices(db):
    restore_migrated_rows()


@pytest.fixture
def announced():
    """What listeners of `calendar_changed` are told."""
    told = []

    def listen(sender, year, since, **kwargs):
        told.append((year, since))

    calendar_changed.connect(listen)
    yield told
    calendar_changed.disconnect(listen)


@pytest.mark.rows("R-278")
def test_a_new_site_knows_its_notices():
    calendar = load_calendar()
    assert calendar.known_years == {2024, 2025, 2026}
    assert calendar.add_workdays(D("2026-09-19"), 20).due == D("2026-10-22")
    assert str(HolidayNotice.objects.get(year=2025)) == (
        "国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）"
    )


@pytest.mark.rows("R-278")
def test_the_notice_settles_provisional_dates():
    before = load_calendar().add_workdays(D("2026-12-31"), 25)
    assert before.provisional
    enter_notice(*NOTICE)
    after = load_calendar().add_workdays(D("2026-12-31"), 25)
    assert not after.provisional
    assert (before.due, after.due) == (D("2027-02-04"), D("2027-02-04"))
    assert load_calendar().add_workdays(D("2026-12-31"), 26).due == D("2027-02-15")


def test_entering_records_who_and_announces_after_commit(announced, django_capture_on_commit_callbacks):
    official = get_user_model().objects.create_user("clerk")
    with django_capture_on_commit_callbacks(execute=True):
        notice = enter_notice(*NOTICE, entered_by=official)
        assert announced == []
    assert announced == [(2027, D("2027-01-01"))]
    assert (notice.entered_by, notice.days.count()) == (official, 20)


def test_the_same_notice_twice_changes_nothing(announced, django_capture_on_commit_callbacks):
    first = enter_notice(*NOTICE)
    with django_capture_on_commit_callbacks(execute=True):
        again = enter_notice(*NOTICE)
    assert announced == []
    assert (again.pk, again.version) == (first.pk, first.version)


def test_a_changed_notice_replaces_its_year_only(announced, django_capture_on_commit_callbacks):
    others = set(CalendarDay.objects.values_list("pk", flat=True))
    december = OffRange("元旦", D("2026-12-31"), D("2027-01-02"))
    enter_notice(*NOTICE)
    with django_capture_on_commit_callbacks(execute=True):
        enter_notice(
            2027, "国办发明电〔2026〕0号", D("2026-11-10"), [december, SPRING, *REST], [], reason="元旦提前"
        )
    assert announced == [(2027, D("2026-12-31"))]
    assert set(CalendarDay.objects.exclude(notice__year=2027).values_list("pk", flat=True)) == others
    assert not load_calendar().is_workday(D("2026-12-31"))
    assert not load_calendar().is_workday(D("2027-01-30"))


def test_one_failing_listener_does_not_silence_the_others(announced, django_capture_on_commit_callbacks):
    def fail(**kwargs):
        raise RuntimeError

    calendar_changed.connect(fail)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            enter_notice(*NOTICE)
    finally:
        calendar_changed.disconnect(fail)
    assert announced == [(2027, D("2027-01-01"))]


@pytest.mark.rows("R-278")
def test_a_wrong_notice_is_refused_and_leaves_everything_as_it_was():
    with pytest.raises(ValidationError, match="本来就是工作日"):
        enter_notice(2026, "", D("2025-11-04"), [NEW_YEAR], [D("2026-02-13")])
    assert load_calendar().add_workdays(D("2026-01-23"), 20).due == D("2026-02-27")


def test_a_day_already_ruled_by_another_year_is_refused():
    early = OffRange("元旦", D("2026-12-30"), D("2027-01-01"))
    enter_notice(2027, "", D("2026-11-10"), [early, SPRING, *REST], [])
    clash = [*SHIPPED_2026["off_ranges"], OffRange("年末", D("2026-12-30"), D("2026-12-30"))]
    with pytest.raises(ValidationError, match="2026-12-30已由2027年的通知规定为“元旦”"):
        enter_notice(2026, "", D("2025-11-04"), clash, [], reason="更正")
    assert not load_calendar().is_workday(D("2026-10-01"))


@pytest.mark.parametrize(
    "change",
    [
        lambda day: CalendarDay(
            date=D("2026-07-01"), is_workday=False, name="放假", notice=day.notice
        ).save(),
        lambda day: day.delete(),
        lambda day: day.notice.delete(),
        lambda day: HolidayNotice.objects.filter(year=2026).delete(),
    ],
)
def test_a_change_reaches_a_process_that_has_the_calendar_already(change):
    kept = load_calendar()
    change(CalendarDay.objects.select_related("notice").get(date=D("2026-10-01")))
    assert load_calendar() != kept


def test_the_kept_calendar_costs_one_query(django_assert_num_queries, monkeypatch):
    monkeypatch.setattr(selectors, "_kept", None)
    with django_assert_num_queries(2):
        first = load_calendar()
    with django_assert_num_queries(1):
        assert load_calendar() is first


def test_loading_the_shipped_notices_again_keeps_what_the_office_entered():
    enter_notice(2026, "更正", D("2025-11-04"), SHIPPED_2026["off_ranges"], [], reason="更正")
    HolidayNotice.objects.get(year=2024).delete()
    load_shipped_notices(HolidayNotice, CalendarDay)
    assert HolidayNotice.objects.get(year=2026).notice_no == "更正"
    assert load_calendar().known_years == {2024, 2025, 2026}
    assert not load_calendar().is_workday(D("2024-10-01"))


@pytest.mark.rows("R-278")
def test_a_second_notice_needs_a_reason_and_keeps_the_first_as_history():
    official = get_user_model().objects.create_user("clerk", last_name="林", first_name="小北")
    enter_notice(*NOTICE, entered_by=official)
    later = (2027, "国办发明电〔2027〕1号", D("2027-03-01"), [NEW_YEAR, SPRING, *REST], [])
    with pytest.raises(ValidationError, match=r"2027年的放假安排已经录入.*更换须写明理由"):
        enter_notice(*later, entered_by=official)
    assert not load_calendar().is_workday(D("2027-02-05"))
    notice = enter_notice(*later, entered_by=official, reason="国务院办公厅调整春节调休")
    former = notice.replaced.get()
    assert (former.notice_no, former.reason) == ("国办发明电〔2026〕0号", "国务院办公厅调整春节调休")
    assert ["2027-01-30", True, "调休上班"] in former.days
    assert former.entered_by_name == former.replaced_by_name == official.get_full_name()


@pytest.mark.rows("R-278")
@pytest.mark.parametrize(
    ("today", "missing"),
    [("2026-11-30", []), ("2026-12-01", [2027]), ("2027-01-04", [2027]), ("2027-12-01", [2027, 2028])],
)
def test_the_next_year_is_missed_from_december_on(today, missing):
    assert selectors.missing_years(D(today)) == missing
