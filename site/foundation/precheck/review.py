"""Findings as reviewers see them: each with its place, who set it aside and why, and what this user may do."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from foundation.organisations.models import User
from foundation.signoff.check_results import CheckResults, Item
from foundation.signoff.models import PostTaskState

from .checks import Report, run_checks
from .enums import Decision
from .models import FindingDecision
from .rules.finding import Finding
from .services import dismissible, posts_over


def review_results(draft: Any, state: PostTaskState, user: User) -> CheckResults:
    """For the review screen; a step that is over offers nothing to do."""
    is_open = state.status == state.STATUS_IN_PROGRESS
    return results_from(run_checks(draft), draft, user if is_open else None, step=state.pk)


def results_from(report: Report, draft: Any, user: User | None, step: int | None = None) -> CheckResults:
    """A report in the words of a screen; without a user for reading only. Two queries at most."""
    may_dismiss = dismissible(draft, report.open, user) if user and report.open else frozenset()
    may_reopen = bool(user and report.dismissed and _has_say(draft, user))

    def open_items(findings: Iterable[Finding]) -> tuple[Item, ...]:
        return tuple(
            Item(
                f"【{finding.kind.label}】{finding.in_words}",
                finding.suggestion,
                action_url=action_address(draft, finding, Decision.DISMISSED, step)
                if finding.fingerprint in may_dismiss
                else "",
                action=Decision.DISMISSED.label,
            )
            for finding in findings
        )

    return CheckResults(
        must_fix=open_items(report.must_fix),
        confirm=open_items(report.confirm),
        set_aside=tuple(
            Item(
                f"【{finding.kind.label}】{finding.in_words}",
                note=in_words(decision),
                action_url=action_address(draft, finding, Decision.REOPENED, step) if may_reopen else "",
                action=Decision.REOPENED.label,
            )
            for finding, decision in report.dismissed
        ),
        fine=report.fine,
    )


def in_words(decision: FindingDecision) -> str:
    """By whom, when and why a finding was set aside."""
    at = timezone.localtime(decision.at)
    return f"{decision.person_name}于{at:%Y-%m-%d %H:%M}忽略，理由：{decision.reason}"


def action_address(draft: Any, finding: Finding, decision: Decision, step: int | None) -> str:
    """Where a finding is dealt with; ``step`` is the review to come back to."""
    address = reverse("precheck_finding", args=[draft.pk, finding.fingerprint, decision.value])
    return f"{address}?step={step}" if step else address


def _has_say(draft: Any, user: User) -> bool:
    try:
        posts_over(draft, user)
    except PermissionDenied:
        return False
    return True
