"""The nightly run over everything live: in small batches, resumable, memory flat; then mails about what is new."""

import datetime as dt
import logging
from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page

from foundation.organisations.models import Unit

from .checks import run_checks
from .mails import tell_new_findings
from .models import NightlyFinding, NightlyRun
from .outside import NightlyLinks
from .rules.finding import Finding, Kind, Severity

logger = logging.getLogger(__name__)

_BATCH = 50
# A run broken off longer ago is not continued: what it checked first is old by now.
_RESUMED_WITHIN = dt.timedelta(hours=20)


def live_pages():
    """What the run covers."""
    return Page.objects.live().filter(depth__gt=1)


def open_run() -> NightlyRun:
    """The run that was broken off, or a new one."""
    broken_off = NightlyRun.objects.filter(
        finished_at=None, started_at__gte=timezone.now() - _RESUMED_WITHIN
    ).first()
    return broken_off or NightlyRun.objects.create()


def check_live_pages(run: NightlyRun, on_progress: Callable[[int], None] = lambda pages: None) -> NightlyRun:
    """Check every live page after the last one checked. A page that fails is told and does not stop the run."""
    links = NightlyLinks()
    while batch := list(live_pages().filter(pk__gt=run.last_page_id).order_by("pk")[:_BATCH].specific()):
        for page in batch:
            _check_one(page, run, links)
        on_progress(len(batch))
    links.forget()
    NightlyFinding.objects.exclude(page__live=True).delete()
    run.finished_at = timezone.now()
    run.save(update_fields=["finished_at"])
    return run


def tell_editors() -> int:
    """Mail each unit's editors the findings that nobody was told of yet; returns how many units were told.

    A finding is marked only when its mail was handed over, so that a failing mail server loses nothing and
    no finding is mailed twice while it stays open.
    """
    told = 0
    waiting = NightlyFinding.objects.filter(told_at=None).exclude(kind=Kind.FAILED)
    for unit_id, page_ids in _pages_by_unit(waiting).items():
        findings = list(waiting.filter(page_id__in=page_ids).select_related("page"))
        if tell_new_findings(Unit.objects.select_related("body").get(pk=unit_id), findings):
            NightlyFinding.objects.filter(pk__in=[row.pk for row in findings]).update(told_at=timezone.now())
            told += 1
    return told


def _pages_by_unit(findings: QuerySet[NightlyFinding]) -> dict[int, list[int]]:
    """Pages with these findings under the unit responsible for each; pages of no unit are left out."""
    ids = findings.order_by().values_list("page_id", flat=True).distinct()
    by_unit: dict[int, list[int]] = {}
    for page in Page.objects.filter(pk__in=ids).specific(defer=False).iterator(chunk_size=_BATCH):
        if unit_id := getattr(page, "unit_id", None):
            by_unit.setdefault(unit_id, []).append(page.pk)
    return by_unit


def _check_one(page: Page, run: NightlyRun, links: NightlyLinks) -> None:
    try:
        links.ask(page)
        findings: Iterable[Finding] = run_checks(page).open
    except Exception:  # whatever one page makes a check stumble over, the others are checked
        logger.exception("Pre-check of page %s failed", page.pk)
        run.failures += 1
        findings = [Finding(Kind.FAILED, Severity.CONFIRM, "本页面未能完成检查，请联系平台运维人员。")]
    with transaction.atomic():
        _replace_findings(page, {finding.fingerprint: finding for finding in findings})
        run.last_page_id = page.pk
        run.pages += 1
        run.save(update_fields=["last_page_id", "pages", "failures"])


def _replace_findings(page: Page, found: dict[str, Finding]) -> None:
    """What is found again keeps its row, and with it since when, and that the editors know."""
    earlier = NightlyFinding.objects.filter(page_id=page.pk)
    earlier.exclude(fingerprint__in=found).delete()
    known = set(earlier.values_list("fingerprint", flat=True))
    NightlyFinding.objects.bulk_create(
        _row(page, finding) for fingerprint, finding in found.items() if fingerprint not in known
    )


def _row(page: Page, finding: Finding) -> NightlyFinding:
    return NightlyFinding(
        page_id=page.pk,
        kind=finding.kind.value,
        severity=finding.severity.value,
        place=finding.place[:255],
        excerpt=finding.excerpt[:255],
        message=finding.message[:255],
        suggestion=finding.suggestion[:255],
        fingerprint=finding.fingerprint,
    )
