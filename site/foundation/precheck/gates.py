"""Findings that must be fixed stop submission and publication (R-080)."""

from collections.abc import Iterator

from foundation.signoff.gates import Reason

from .checks import run_checks

# More would bury the form; the side panel shows them all.
_TOLD_AT_ONCE = 20


def precheck_gate(page) -> Iterator[Reason]:
    """One reason for each finding that must be fixed and was neither fixed nor dismissed."""
    must_fix = run_checks(page).must_fix
    for finding in must_fix[:_TOLD_AT_ONCE]:
        yield Reason(f"抽查预检：{finding.in_words}。{finding.suggestion}", finding.field)
    if (rest := len(must_fix) - _TOLD_AT_ONCE) > 0:
        yield Reason(f"另有{rest}处必须处理的问题，请在“检查”中逐项处理。")


def findings_to_confirm(page) -> Iterator[Reason]:
    """What stops nothing but nobody has confirmed: reviewers are told, and it keeps a draft out of a batch."""
    for finding in run_checks(page).confirm:
        yield Reason(f"{finding.in_words}。{finding.suggestion}", finding.field)
