"""A new holiday notice moves dates: all at once, listed, and told."""

import datetime as dt

import pytest
import time_machine

from foundation.duties import services as duties
from foundation.duties.enums import Clock
from foundation.duties.models import MovedDuty, Recalculation
from foundation.duties.signals import dates_moved
from foundation.workdays.notices import OffRange
from foundation.workdays.services import enter_notice
from tests.notices import REST_OF_2027

from .conftest import REPORT

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R-278")]
D = dt.date.fromisoformat


@pytest.fixture(autouse=True)
def in_december():
    with time_machine.travel(dt.datetime(2026, 12, 26, 2, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def enter(django_capture_on_commit_callbacks):
    """An invented notice for 2027 with so many days off at New Year."""

    def enter_for(last: str) -> Recalculation:
        holiday = OffRange("元旦", D("2027-01-01"), D(last))
        with django_capture_on_commit_callbacks(execute=True):
            enter_notice(
                2027, "国办发明电〔2026〕0号", D("2026-11-10"), [holiday, *REST_OF_2027], [], reason="更正"
            )
        return Recalculation.objects.first()

    return enter_for


def test_provisional_dates_move_and_say_by_how_much(opened, enter):
    duty = opened(base_on=D("2026-12-25"), days=7)
    settled = opened(base_on=D("2026-12-25"), days=3, period="2")
    untouched = opened(REPORT, due_on=D("2027-04-01"))
    assert (duty.due_on, duty.provisional, settled.provisional) == (D("2027-01-05"), True, False)
    heard = []
    dates_moved.connect(
        lambda recalculation, **kwargs: heard.append(recalculation), weak=False, dispatch_uid="t"
    )
    record = enter("2027-01-03")
    dates_moved.disconnect(dispatch_uid="t")
    duty.refresh_from_db()
    assert (duty.due_on, duty.provisional) == (D("2027-01-06"), False)
    moved = MovedDuty.objects.get()
    assert (moved.duty, moved.before, moved.after, moved.by_days) == (
        duty,
        D("2027-01-05"),
        D("2027-01-06"),
        1,
    )
    assert (record.examined, record.settled, record.moved) == (1, 1, 1)
    assert "由2027-01-05改为2027-01-06" in duty.events.last().words
    assert heard == [record]
    untouched.refresh_from_db()
    assert untouched.due_on == D("2027-04-01")


def test_a_corrected_notice_moves_what_was_settled(opened, enter):
    duty = opened(base_on=D("2026-12-25"), days=7)
    natural = opened(base_on=D("2026-12-25"), days=7, clock=Clock.NATURAL_DAYS, period="n")
    enter("2027-01-03")
    record = enter("2027-01-04")
    duty.refresh_from_db()
    natural.refresh_from_db()
    assert duty.due_on == D("2027-01-07")
    assert natural.due_on == D("2027-01-05")
    assert (record.settled, record.moved) == (0, 2)


def test_pauses_extensions_and_what_is_done(opened, enter, office):
    paused = duties.pause(
        opened(base_on=D("2026-12-20"), days=20), "other", "等", D("2026-12-25"), office.editor
    )
    longer = duties.extend(opened(base_on=D("2026-12-25"), days=3, period="x"), 4, office.leader, "复杂")
    resumed = opened(base_on=D("2026-12-21"), days=7, period="r")
    resumed = duties.pause(resumed, "other", "等", D("2026-12-22"), office.editor)
    resumed = duties.resume(resumed, D("2026-12-25"), office.editor)
    done = duties.meet(opened(base_on=D("2026-12-25"), days=7, period="done"))
    enter("2027-01-03")
    for duty, due in ((paused, None), (longer, "2027-01-06"), (resumed, "2027-01-06"), (done, "2027-01-05")):
        duty.refresh_from_db()
        assert duty.due_on == (D(due) if due else None)
