"""Two people at the same instant: one duty, one event, nothing lost."""

import datetime as dt

import pytest
from django.db import connection

from foundation.duties import services as duties
from foundation.duties.enums import EventKind
from foundation.duties.models import Duty, DutyPause
from foundation.duties.recalculation import recompute_open
from tests.foundation.signoff.faults.together import refused, together

from ..conftest import INTERPRET, PUBLISH

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time"),
]
ROUNDS = 4
BASE = dt.date(2026, 1, 23)


def test_two_open_the_same_duty(office, opened):
    for number in range(ROUNDS):
        first, second = together(*[lambda period=str(number): opened(PUBLISH, period=period)] * 2)
        assert first.pk == second.pk
        assert first.events.count() == 1
    assert Duty.objects.count() == ROUNDS


def test_two_meet_the_same_duty(office, opened):
    for _ in range(ROUNDS):
        duty = opened(INTERPRET)
        together(*[lambda duty=duty: duties.meet(duty)] * 2)
        assert duty.events.filter(kind=EventKind.MET).count() == 1


def test_two_pauses_and_two_extensions(office, opened):
    duty = opened(INTERPRET, base_on=None)
    results = together(*[lambda: duties.pause(duty, "other", "等批复", None, office.editor)] * 2)
    assert len(refused(results)) == 1
    assert DutyPause.objects.count() == 1
    together(*[lambda: duties.extend(duty, 2, office.leader, "复杂")] * 2)
    assert Duty.objects.get().extension_days == 4


def test_a_meeting_while_another_cancels(office, opened):
    for _ in range(ROUNDS):
        duty = opened(INTERPRET)
        results = together(
            lambda d=duty: duties.meet(d), lambda d=duty: duties.cancel(d, "不需要", office.editor)
        )
        duty.refresh_from_db()
        assert len(refused(results)) == 1
        assert not duty.is_open


def test_a_double_click_on_urge(office, opened):
    duty = opened(INTERPRET)
    together(*[lambda: duties.urge(duty, "请抓紧", office.leader)] * 2)
    assert duty.events.filter(kind=EventKind.URGED).count() == 1


def test_duties_go_on_while_a_notice_recomputes(office, opened):
    rows = [opened(PUBLISH, period=str(number)) for number in range(20)]
    together(
        lambda: recompute_open(2026, dt.date(2026, 1, 1)),
        lambda: [duties.meet(duty) for duty in rows],
        lambda: [opened(INTERPRET, period=str(number)) for number in range(20)],
    )
    assert Duty.objects.met().count() == 20
    assert Duty.objects.open().count() == 20
