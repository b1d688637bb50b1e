"""run_duties from two machines at once, and killed in the middle: every message exactly once."""

import datetime as dt
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from foundation.duties import jobs
from foundation.duties.job_models import JobState
from foundation.duties.jobs import register_job, run_due
from foundation.duties.models import Duty
from foundation.duties.planning import plan_reminders
from foundation.duties.reminder_models import Reminder
from foundation.duties.sending import send_reminders
from tests.foundation.signoff.faults.together import together

from ..conftest import REPORT

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.rows("R-270"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time"),
]
ROOT = Path(__file__).parents[4]
KILLED_AFTER = 2


def many(opened, office, number: int = 8) -> None:
    """Due today, each of another person."""
    for count, user in zip(
        range(number), [office.editor, office.head, *office.approvers[1:]] * number, strict=False
    ):
        opened(
            REPORT, period=str(count), person=user, due_on=timezone.localdate(), base_on=timezone.localdate()
        )


def test_two_machines_run_each_job_once(office, monkeypatch):
    monkeypatch.setattr(jobs, "_jobs", {})
    calls = []
    register_job("test.work", "测试任务", lambda: calls.append(1) or "", dt.timedelta(minutes=10))
    together(*[lambda: list(run_due())] * 3)
    assert len(calls) == 1


def test_two_machines_plan_and_send_at_once(opened, office):
    many(opened, office)
    together(plan_reminders, plan_reminders)
    assert Reminder.objects.count() == 8
    mail.outbox.clear()
    together(send_reminders, send_reminders, send_reminders)
    addresses = [message.to[0] for message in mail.outbox]
    assert len(addresses) == len(set(addresses)) == 5
    assert sum(message.body.count("今日到期：") for message in mail.outbox) == 8


DIE = f"""
import os, signal, django
django.setup()
from foundation.duties import sending
sent = []
def send(subject, text, to):
    sent.append(to)
    if len(sent) > {KILLED_AFTER}:
        os.kill(os.getpid(), signal.SIGKILL)
sending.send_mail = send
from foundation.duties.jobs import run_due
list(run_due())
"""


def test_killed_between_people_the_next_run_completes(opened, office):
    many(opened, office)
    settings = connection.settings_dict
    address = (
        f"postgres://{settings['USER']}:{settings['PASSWORD']}@{settings['HOST']}:{settings['PORT'] or 5432}"
    )
    environment = os.environ | {
        "DATABASE_URL": f"{address}/{settings['NAME']}",
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "site"), os.environ.get("PYTHONPATH", ""))),
    }
    Duty.objects.update(kind="gone")  # the other process has not registered the test's kinds
    done = subprocess.run(
        [sys.executable, "-c", DIE], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert Reminder.objects.filter(sent_at__isnull=True).count() > 0
    told = set(Reminder.objects.filter(sent_at__isnull=False).values_list("recipient__email", flat=True))
    assert len(told) == KILLED_AFTER

    mail.outbox.clear()
    assert not [run for run in run_due() if run.key == "duties.send"], "its lease still runs"
    JobState.objects.update(leased_until=timezone.now())
    outcomes = [run.outcome for run in run_due() if run.key == "duties.send"]
    assert outcomes == ["broken_off", "succeeded"]
    assert not Reminder.objects.filter(sent_at__isnull=True).exists()
    addresses = [message.to[0] for message in mail.outbox]
    assert len(addresses) == len(set(addresses)) == 5 - KILLED_AFTER
    assert not told & set(addresses)
