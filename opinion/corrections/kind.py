"""纠错 as a kind of submission."""

from foundation.organisations.models import User
from foundation.submissions.registry import SubmissionKind

from .access import handler, seen_by
from .models import PageCorrectionReport
from .parameters import KEPT_DAYS, PER_HOUR
from .services import KIND, stop_clock


def may_read(report: PageCorrectionReport, user: User) -> bool:
    return seen_by(user).filter(pk=report.pk).exists()


def may_reveal(report: PageCorrectionReport, user: User) -> bool:
    return handler(report, user) is not None


CORRECTION = SubmissionKind(
    key=KIND,
    label="纠错",
    prefix="JC",
    model=PageCorrectionReport,
    state=PageCorrectionReport.get_state_display,
    template="corrections/lookup.html",
    on_withdrawn=stop_clock,
    may_read=may_read,
    may_reveal=may_reveal,
    kept_days=KEPT_DAYS.key,
    per_hour=PER_HOUR.key,
)
