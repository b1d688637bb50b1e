"""Periodic jobs: features register theirs, ``manage.py run_duties`` runs what is due.

It may be run every minute and from two machines at once. The row of a job is its lock: whoever changes it from
what it read runs the job and holds it until ``lease`` is over. A run that was killed leaves a start without an
end, and is made up for as soon as its lease is over.
"""

import datetime as dt
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from .enums import Outcome
from .job_models import JobRun, JobState

logger = logging.getLogger(__name__)
DAY = dt.timedelta(days=1)
# After a failure: sooner than the usual time, not every minute. Technical, no legal source.
RETRY = dt.timedelta(minutes=15)
LEASE = dt.timedelta(minutes=15)
# The row that says when run_duties itself last came to its end.
ITSELF = "run_duties"


@dataclass(frozen=True, slots=True)
class Job:
    """``function`` says in Chinese what it did, nothing if there was nothing to do, and may run again at any time.

    ``at`` is the time of day of a daily job. ``lease`` is longer than any run takes.
    """

    key: str
    label: str
    function: Callable[[], str]
    every: dt.timedelta
    at: dt.time | None = None
    lease: dt.timedelta = LEASE

    def is_due(self, state: JobState, now: dt.datetime) -> bool:
        if state.leased_until and state.leased_until > now:
            return False
        started = state.last_started_at
        if started is None or (state.last_finished_at is None or state.last_finished_at < started):
            return True
        if state.outcome == Outcome.FAILED:
            return now >= started + min(RETRY, self.every)
        return now >= self.next_after(started)

    def next_after(self, started: dt.datetime) -> dt.datetime:
        """When a job that began then is due again."""
        if self.at is None:
            return started + self.every
        local = timezone.localtime(started)
        first = timezone.make_aware(dt.datetime.combine(local.date(), self.at))
        return first if first > local else first + max(self.every, DAY)


_jobs: dict[str, Job] = {}


def register_job(
    key: str,
    label: str,
    function: Callable[[], str],
    every: dt.timedelta,
    *,
    at: dt.time | None = None,
    lease: dt.timedelta = LEASE,
) -> None:
    """Make a job known, in ``AppConfig.ready()``; under the same key it takes the other's place."""
    _jobs[key] = Job(key, label, function, every, at, lease)


def all_jobs() -> list[Job]:
    """In the order of their registration."""
    return list(_jobs.values())


def run_due(only: str = "") -> Iterator[JobRun]:
    """Run what is due, each once; with ``only`` that job, due or not, unless it is running elsewhere.

    One query when nothing is due, beside the note that we were here.
    """
    states = JobState.objects.in_bulk()
    for job in all_jobs():
        if only and job.key != only:
            continue
        state = states.get(job.key) or JobState(key=job.key)
        now = timezone.now()
        running = state.leased_until and state.leased_until > now
        if (job.is_due(state, now) or (only and not running)) and _take(job, state, now):
            yield from _run(job, state, now)
    if not only:
        now = timezone.now()
        JobState.objects.update_or_create(
            key=ITSELF, defaults={"last_started_at": now, "last_finished_at": now, "last_succeeded_at": now}
        )


def _take(job: Job, state: JobState, now: dt.datetime) -> bool:
    """Whether we got it. Compares with what was read: another machine may have run it in between."""
    JobState.objects.get_or_create(key=job.key)
    free = Q(leased_until__isnull=True) | Q(leased_until__lte=now)
    same = JobState.objects.filter(free, key=job.key, last_started_at=state.last_started_at)
    return bool(same.update(leased_until=now + job.lease, last_started_at=now))


def _run(job: Job, before: JobState, started: dt.datetime) -> Iterator[JobRun]:
    begun, ended = before.last_started_at, before.last_finished_at
    if begun and (ended is None or ended < begun):
        # It cannot tell itself any more.
        yield JobRun.objects.create(
            key=job.key,
            started_at=begun,
            finished_at=started,
            outcome=Outcome.BROKEN_OFF,
            words="上次运行中断，本次继续。",
        )
    try:
        words, outcome = job.function(), Outcome.SUCCEEDED
    except Exception as error:
        logger.exception("job failed: %s", job.key)
        words, outcome = str(error) or type(error).__name__, Outcome.FAILED
    finished = timezone.now()
    done = {"last_finished_at": finished, "outcome": outcome, "leased_until": None}
    if outcome == Outcome.SUCCEEDED:
        done["last_succeeded_at"] = finished
    # Only what we still hold: after a lease that was too short another run may be under way.
    JobState.objects.filter(key=job.key, last_started_at=started).update(**done)
    if words and not _said_before(job, words, outcome):
        yield JobRun.objects.create(
            key=job.key, started_at=started, finished_at=finished, outcome=outcome, words=words
        )


def _said_before(job: Job, words: str, outcome: Outcome) -> bool:
    """The same failure as last time is no news; ``--health`` goes on reporting it."""
    last = JobRun.objects.filter(key=job.key).first()
    return outcome == Outcome.FAILED and bool(last and (last.outcome, last.words) == (outcome, words))
