"""A consultation opens and closes by itself; its period changes with a reason and an approval."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.utils import timezone

from foundation.duties.models import Duty
from opinion.consultations import duties
from opinion.consultations.enums import ChangeKind, State
from opinion.consultations.models import ConsultationCourse, ConsultationPage, PeriodChange
from opinion.consultations.selectors import course_of, is_open
from opinion.consultations.services import (
    ask_for_change,
    decide_change,
    results_published,
    results_withdrawn,
)

from .making import notice

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def page(office) -> ConsultationPage:
    return office.publish(notice(office))


@pytest.fixture
def closes_on(page) -> dt.date:
    return course_of(page).closes_on


def at(day: dt.date, clock: str = "12:00:00") -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.fromisoformat(clock)))


@pytest.mark.rows("R-105")
def test_opinions_are_taken_until_24_hours_of_the_last_day(page, closes_on):
    with time_machine.travel(at(closes_on, "23:59:59"), tick=False):
        assert is_open(page)
    with time_machine.travel(at(closes_on + DAY, "00:00:00"), tick=False):
        assert not is_open(page)
        assert course_of(page).state() == State.CLOSED


def test_the_states_follow_the_dates(office):
    today = timezone.localdate()
    page = office.publish(
        notice(
            office, opens_on=today + 2 * DAY, closes_on=today + 50 * DAY, results_expected_on=today + 90 * DAY
        )
    )
    course = course_of(page)
    seen = [course.state(today + n * DAY) for n in (0, 1, 2, 50, 51)]
    assert seen == [State.UPCOMING, State.UPCOMING, State.OPEN, State.OPEN, State.CLOSED]
    assert [state for state in State if ConsultationCourse.objects.in_state(state).exists()] == ["upcoming"]


def test_an_extension_holds_once_a_leader_approved_it(office, page, closes_on):
    later = closes_on + 10 * DAY
    change = ask_for_change(page, ChangeKind.EXTENDED, later, "村民代表要求再听取意见", office.editor)
    assert course_of(page).closes_on == closes_on
    decide_change(change, True, "", office.leader)
    assert course_of(page).closes_on == later


@pytest.mark.parametrize(
    ("kind", "days", "reason", "told"),
    [
        (ChangeKind.EXTENDED, 0, "理由", "应在"),
        (ChangeKind.EXTENDED, -3, "理由", "应在"),
        (ChangeKind.EARLY, 3, "理由", "提前结束的日期"),
        (ChangeKind.EARLY, -100, "理由", "提前结束的日期"),
        (ChangeKind.EXTENDED, 3, "  ", "理由"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused(office, page, closes_on, kind, days, reason, told):
    with pytest.raises(ValidationError, match=told):
        ask_for_change(page, kind, closes_on + days * DAY, reason, office.editor)


def test_nobody_approves_a_change_without_the_post_or_twice(office, page, closes_on):
    change = ask_for_change(page, ChangeKind.EARLY, closes_on - DAY, "意见已经充分", office.editor)
    for user in (office.editor, office.head, office.secrecy):
        with pytest.raises(PermissionDenied):
            decide_change(change, True, "", user)
    decide_change(change, False, "时间太短", office.leader)
    with pytest.raises(ValidationError, match="已经办理"):
        decide_change(change, True, "", office.leader)
    assert course_of(page).closes_on == closes_on
    with pytest.raises(IntegrityError):
        PeriodChange.objects.filter(pk=change.pk).update(approved=True)


def test_what_has_ended_cannot_be_extended(office, page, closes_on):
    with time_machine.travel(at(closes_on + DAY)), pytest.raises(ValidationError, match="已经结束"):
        ask_for_change(page, ChangeKind.EXTENDED, closes_on + 9 * DAY, "理由", office.editor)


@pytest.mark.rows("R-110")
def test_results_are_owed_from_the_end_and_met_by_their_page(office, page, closes_on):
    with time_machine.travel(at(closes_on)):
        assert duties.open_ended() == ""
    with time_machine.travel(at(closes_on + 3 * DAY)):
        assert "1项" in duties.open_ended()
        assert duties.open_ended() == ""
        duty = Duty.objects.open().get(kind=duties.RESULTS)
        assert (duty.base_on, duty.length) == (closes_on, 20)
        results_published(page, page, closes_on + 2 * DAY)
        assert course_of(page).state() == State.CONCLUDED
        assert not Duty.objects.open().filter(kind=duties.RESULTS).exists()
        results_withdrawn(page)
        assert Duty.objects.open().filter(kind=duties.RESULTS).exists()


def test_no_results_while_people_may_still_speak(page):
    with pytest.raises(ValidationError, match="结束前不能公布结果"):
        results_published(page, page, timezone.localdate())
