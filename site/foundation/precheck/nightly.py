"""The nightly run over everything live: in small batches, resumable, memory flat."""

import datetime as dt
import logging
from collections.abc import Callable, Iterable

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from .checks import run_checks
from .models import NightlyFinding, NightlyRun
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
    while batch := list(live_pages().filter(pk__gt=run.last_page_id).order_by("pk")[:_BATCH].specific()):
        for page in batch:
            _check_one(page, run)
        on_progress(len(batch))
    NightlyFinding.objects.exclude(page__live=True).delete()
    run.finished_at = timezone.now()
    run.save(update_fields=["finished_at"])
    return run


def _check_one(page: Page, run: NightlyRun) -> None:
    try:
        findings: Iterable[Finding] = run_checks(page).open
    except Exception:  # whatever one page makes a check stumble over, the others are checked
        logger.exception("Pre-check of page %s failed", page.pk)
        run.failures += 1
        findings = [Finding(Kind.FAILED, Severity.CONFIRM, "本页面未能完成检查，请联系平台运维人员。")]
    with transaction.atomic():
        NightlyFinding.objects.filter(page_id=page.pk).delete()
        NightlyFinding.objects.bulk_create(_row(page, finding) for finding in findings)
        run.last_page_id = page.pk
        run.pages += 1
        run.save(update_fields=["last_page_id", "pages", "failures"])


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
