"""One verification from beginning to end, and what is kept of it and told about it every night."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Appointment

from ..check_models import SealCheck
from ..mails import tell
from ..models import Seal
from .files import broken_files, public_files
from .findings import Breach, Finding
from .pages import PageCheck
from .records import Walk, broken_records

# How many findings are kept with their words; all are counted.
KEPT = 200
TOLD = 20
ANSWERING_POSTS = (PostKind.OPERATOR, PostKind.SUPERVISOR)


@dataclass(slots=True)
class Verification:
    """What one verification looked at and found."""

    walk: Walk = field(default_factory=Walk)
    pages: int = 0
    compared_in_full: int = 0
    counts: Counter[Breach] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)

    @property
    def first(self) -> Finding | None:
        """The first broken link."""
        return self.findings[0] if self.findings else None

    def note(self, finding: Finding) -> None:
        """Count a finding and keep the first ones."""
        self.counts[finding.breach] += 1
        if len(self.findings) < KEPT:
            self.findings.append(finding)


def expected_work(with_files: bool) -> int:
    """How many records, pages and files there are to look at."""
    live = Page.objects.filter(live=True, depth__gt=1).count()
    return Seal.objects.count() + live + (public_files() if with_files else 0)


def verify(done: Callable[[int], None], *, with_files: bool = False) -> Verification:
    """Look at everything, whatever is found on the way. Writes nothing; memory does not grow with the site."""
    result = Verification()
    check = PageCheck(done)

    def everything() -> Iterator[Finding]:
        yield from broken_records(result.walk, done)
        yield from check.findings()
        if with_files:
            yield from broken_files(done)

    for finding in everything():
        result.note(finding)
    result.pages, result.compared_in_full = check.pages, check.compared_in_full
    return result


@transaction.atomic
def keep_and_tell(result: Verification) -> list[Finding]:
    """Keep the result of a night; tell those who answer for it what they have not been told the night before.

    Returns what is new.
    """
    before = SealCheck.objects.order_by("-pk").first()
    known = {row["key"] for row in before.findings} if before else set()
    SealCheck.objects.create(
        records=result.walk.records,
        pages=result.pages,
        last_seal_id=result.walk.last_id or None,
        last_digest=result.walk.last_digest,
        findings=[{"key": finding.key, "text": str(finding)} for finding in result.findings],
    )
    new = [finding for finding in result.findings if finding.key not in known]
    if new:
        _tell(result, new)
    return new


def _tell(result: Verification, new: list[Finding]) -> None:
    held = Appointment.objects.on(timezone.localdate()).filter(
        post__kind__in=ANSWERING_POSTS, user__is_active=True
    )
    subject = f"审签记录校验发现问题 {sum(result.counts.values())} 处，其中新发现 {len(new)} 处"
    tell(
        {appointment.user for appointment in held.select_related("user")},
        subject,
        f"{timezone.localtime():%Y-%m-%d %H:%M} 校验审签记录 {result.walk.records} 条、公开页面 {result.pages} 页。",
        "新发现：",
        *(f"{number}. {finding}" for number, finding in enumerate(new[:TOLD], start=1)),
        *([f"另有 {len(new) - TOLD} 处。"] if len(new) > TOLD else []),
        "",
        "完整结果请运行 manage.py verify_seals 查看。问题未处理前不再逐日重复提醒。",
    )
