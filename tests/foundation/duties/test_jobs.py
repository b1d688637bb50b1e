"""Periodic jobs: each when it is due, once, whatever happened to the run before."""

import datetime as dt

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.duties import jobs
from foundation.duties.enums import Outcome
from foundation.duties.job_models import JobRun, JobState
from foundation.duties.jobs import register_job, run_due

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def clock():
    """Noon in China."""
    with time_machine.travel(dt.datetime(2026, 3, 11, 4, tzinfo=dt.UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def ran(monkeypatch):
    """One job, and when it ran; it fails as often as it is told."""
    monkeypatch.setattr(jobs, "_jobs", {})
    calls = []

    def work() -> str:
        calls.append(dt.datetime.now(dt.UTC))
        if getattr(work, "fails", 0):
            work.fails -= 1
            raise RuntimeError("邮件服务器没有应答")
        return "做了一件事"

    register_job("test.work", "测试任务", work, 10 * MINUTE)
    return calls, work


def run(**options) -> list[JobRun]:
    return list(run_due(**options))


def test_when_due_and_not_before(ran, clock):
    calls, _ = ran
    for minutes in (0, 1, 8, 1, 1):
        clock.shift(minutes * MINUTE)
        run()
    assert len(calls) == 2
    assert [one.words for one in JobRun.objects.all()] == ["做了一件事"] * 2


def test_not_run_for_a_month_it_runs_once(ran, clock):
    calls, _ = ran
    run()
    clock.shift(dt.timedelta(days=30))
    run()
    run()
    assert len(calls) == 2


@pytest.mark.parametrize(
    ("hours_later", "runs"), [(0, 1), (13, 1), (13.4, 1), (13.6, 2), (37, 2), (38, 3), (24 * 30, 2)]
)
def test_a_daily_job_keeps_its_hour(monkeypatch, clock, hours_later, runs):
    """At 01:30; begun at noon, it is due 13.5 hours later."""
    monkeypatch.setattr(jobs, "_jobs", {})
    calls = []
    register_job("test.nightly", "夜间", lambda: calls.append(1) or "", jobs.DAY, at=dt.time(1, 30))
    run()
    if runs == 3:
        clock.shift(dt.timedelta(hours=14))
        run()
        hours_later -= 14
    clock.shift(dt.timedelta(hours=hours_later))
    run()
    run()
    assert len(calls) == runs


def test_a_failure_is_recorded_once_told_and_tried_again(ran, clock, capsys):
    calls, work = ran
    work.fails = 2
    with pytest.raises(CommandError, match="1项任务失败"):
        call_command("run_duties")
    assert "邮件服务器没有应答" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("run_duties", "--health")
    for _ in range(2):
        clock.shift(10 * MINUTE)
        call_command("run_duties")
    assert len(calls) == 3
    assert [one.outcome for one in JobRun.objects.order_by("pk")] == [Outcome.FAILED, Outcome.SUCCEEDED]
    call_command("run_duties", "--health")
    assert "正常" in capsys.readouterr().out


def test_a_killed_run_is_made_up_for_when_its_lease_is_over(ran, clock):
    calls, _work = ran
    now = dt.datetime.now(dt.UTC)
    JobState.objects.create(key="test.work", last_started_at=now, leased_until=now + 15 * MINUTE)
    run()
    assert calls == []
    clock.shift(15 * MINUTE)
    outcomes = [one.outcome for one in run()]
    assert outcomes == [Outcome.BROKEN_OFF, Outcome.SUCCEEDED]
    assert len(calls) == 1


def test_only_one_at_any_time(ran, capsys):
    calls, _ = ran
    run()
    call_command("run_duties", "--only", "test.work")
    assert len(calls) == 2
    assert "测试任务 完成 做了一件事" in capsys.readouterr().out
    with pytest.raises(CommandError, match="没有名为"):
        call_command("run_duties", "--only", "test.other")


def test_monitoring(client, clock):
    JobState.objects.all().delete()
    answer = client.get("/healthz/duties/")
    assert (answer.status_code, answer.json()["ok"], answer.json()["age_seconds"]) == (503, False, None)
    with pytest.raises(CommandError):
        call_command("run_duties", "--health")
    JobState.objects.create(key=jobs.ITSELF, last_succeeded_at=dt.datetime.now(dt.UTC))
    clock.shift(15 * MINUTE)
    assert client.get("/healthz/duties/").json() == {"ok": True, "age_seconds": 900, "failing": 0}
    clock.shift(MINUTE)
    assert client.get("/healthz/duties/").status_code == 503


def test_everything_periodic_is_registered_and_idle_runs_cost_little(office):
    keys = {job.key for job in jobs.all_jobs()}
    assert keys >= {
        "signoff.scheduled", "signoff.verify", "signoff.batches", "precheck.nightly", "organisations.rights",
        "duties.plan", "duties.send",
    }  # fmt: skip
    first = run()
    assert not [one for one in first if one.outcome == Outcome.FAILED]
    with CaptureQueriesContext(connection) as captured:
        assert run() == []
    assert len(captured) <= 6
