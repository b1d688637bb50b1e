"""What happens to a finding: a person sets it aside with a reason, or takes that back."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError

from foundation.organisations.enums import PostKind
from foundation.organisations.models import User
from foundation.organisations.selectors import appointments_of

from .checks import Report, run_checks
from .enums import Decision
from .models import FindingDecision
from .rules.dismissal import refusal
from .rules.finding import Finding, Kind

_GONE = "已保存的稿件中没有该问题，或者已经处理。刚修改过的请先保存草稿，再刷新页面。"
_REASON_MAX_LENGTH = 500


def dismiss(page, fingerprint: str, user: User, reason: str, report: Report | None = None) -> FindingDecision:
    """Set one finding of the page aside. It stays so as long as the words around it stay the same.

    No transaction: checking may read files, and no lock may be held meanwhile; one row is written.
    ``report`` is what `run_checks` said of this very page in the same request.
    Raises ValidationError for a finding that is not there or a poor reason, PermissionDenied for a person
    who has no say over this page or this kind of finding.
    """
    posts = posts_over(page, user)
    report = report or run_checks(page)
    finding = next((found for found in report.open if found.fingerprint == fingerprint), None)
    if finding is None:
        raise ValidationError(_GONE)
    reason = reason.strip()[:_REASON_MAX_LENGTH]
    why_not = refusal(finding.kind, reason, is_secrecy_reviewer=PostKind.SECRECY_REVIEWER in posts)
    if why_not and finding.kind == Kind.SECRET:
        raise PermissionDenied(why_not)
    if why_not:
        raise ValidationError(why_not)
    return _record(page, finding, Decision.DISMISSED, user, reason)


def dismissible(page, findings: Iterable[Finding], user: User) -> frozenset[str]:
    """Fingerprints of those findings that this user may set aside, given a reason. One query."""
    try:
        posts = posts_over(page, user)
    except PermissionDenied:
        return frozenset()
    reviews_secrecy = PostKind.SECRECY_REVIEWER in posts
    return frozenset(found.fingerprint for found in findings if reviews_secrecy or found.kind != Kind.SECRET)


def reopen(page, fingerprint: str, user: User, reason: str, report: Report | None = None) -> FindingDecision:
    """Let a dismissed finding count again (恢复提示). Raises ValidationError, PermissionDenied."""
    posts_over(page, user)
    report = report or run_checks(page)
    dismissed = {finding.fingerprint: finding for finding, _decision in report.dismissed}
    if fingerprint not in dismissed:
        raise ValidationError(_GONE)
    return _record(page, dismissed[fingerprint], Decision.REOPENED, user, reason.strip()[:_REASON_MAX_LENGTH])


def posts_over(page, user: User) -> set[str]:
    """Posts the user holds in the page's body. Raises PermissionDenied for outsiders."""
    held = [appointment.post for appointment in appointments_of(user)]
    # A step may be decided at the issuing body instead of the one that drafted.
    bodies = {page.body_id, page.issuing_body_id}
    posts = {post.kind for post in held if post.body_id in bodies}
    if not posts and not page.permissions_for_user(user).can_edit():
        raise PermissionDenied("您不是本机关人员，不能处理本页面的预检问题。")
    return posts


def _record(page, finding: Finding, decision: Decision, user: User, reason: str) -> FindingDecision:
    return FindingDecision.objects.create(
        page_id=page.pk,
        fingerprint=finding.fingerprint,
        kind=finding.kind.value,
        place=finding.place[:255],
        excerpt=finding.excerpt[:255],
        decision=decision,
        reason=reason,
        person=user,
        person_name=user.get_full_name(),
    )
