"""Each step is due in the ledger; the ledger follows what happens to the steps."""

import pytest

from foundation.duties.models import Duty
from foundation.signoff.step_duties import STEP, settle

pytestmark = pytest.mark.django_db


def steps() -> list[tuple[str, str, str]]:
    return [
        (duty.label.partition(":")[0], str(duty.due_on), str(duty.met_on or duty.cancel_reason or ""))
        for duty in Duty.objects.filter(kind=STEP).order_by("pk")
    ]


def test_steps_are_due_met_and_cancelled(office, time_machine):
    """Two working days a step: from Friday to Tuesday."""
    time_machine.move_to("2026-03-06T10:00+08:00")
    page = office.submit(office.document())
    settle()
    assert settle() == ""
    head = Duty.objects.get(kind=STEP)
    assert (str(head.due_on), head.unit, head.person) == ("2026-03-10", office.unit, office.head)
    time_machine.move_to("2026-03-09T10:00+08:00")
    page = office.decide(page, office.head)
    settle()
    secrecy = Duty.objects.open().get(kind=STEP)
    assert secrecy.unit is None and secrecy.person == office.secrecy
    page.current_workflow_state.cancel(user=office.editor)
    settle()
    assert [row[1:] for row in steps()] == [("2026-03-10", "2026-03-09"), ("2026-03-11", "送审已撤回")]


def test_a_step_decided_between_two_runs_keeps_its_own_days(office, time_machine):
    time_machine.move_to("2026-03-06T10:00+08:00")
    page = office.submit(office.document())
    settle()
    time_machine.move_to("2026-03-11T10:00+08:00")
    office.decide(page, office.head)
    time_machine.move_to("2026-03-20T10:00+08:00")
    settle()
    duty = Duty.objects.get(kind=STEP, met_on__isnull=False)
    assert str(duty.met_on) == "2026-03-11" and duty.late_days == 1
