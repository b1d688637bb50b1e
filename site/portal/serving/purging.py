"""Telling the caching proxies what they must forget: at once after the commit, again until they have."""

import datetime as dt
import logging
import urllib.error
import urllib.request
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.db.models import F

from foundation.duties.jobs import register_job

from . import version
from .models import Purge

logger = logging.getLogger(__name__)
# An approver waits for it at most this long; the job sends it again. Technical, no legal source.
PATIENCE_SECONDS = 1
EVERY = dt.timedelta(minutes=1)


def purge(*tags: str) -> None:
    """Forget every answer with one of these tags, here and on every proxy (PURGE_URLS)."""
    version.renew()
    if not settings.PURGE_URLS:
        return
    rows = Purge.objects.bulk_create(Purge(target=url, tags=" ".join(tags)) for url in settings.PURGE_URLS)
    transaction.on_commit(lambda: send(rows), robust=True)


def send(rows: Iterable[Purge]) -> int:
    """Tell each proxy everything that is due to it in one request; gives how many rows are done with."""
    by_target: dict[str, list[Purge]] = {}
    for row in rows:
        by_target.setdefault(row.target, []).append(row)
    done = 0
    for target, due in by_target.items():
        keys = [row.pk for row in due]
        words = dict.fromkeys(tag for row in due for tag in row.tags.split())
        if _ask(target, " ".join(words)):
            Purge.objects.filter(pk__in=keys).delete()
            done += len(due)
        else:
            Purge.objects.filter(pk__in=keys).update(failures=F("failures") + 1)
    return done


def _ask(target: str, tags: str) -> bool:
    request = urllib.request.Request(target, method="PURGE", headers={"Surrogate-Key": tags})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:  # noqa: S310
            return answer.status == 200
    except (OSError, urllib.error.URLError) as error:
        logger.error("cache %s was not purged, will be asked again: %s", target, error)
        return False


def send_what_is_left() -> str:
    """The job: purges that a proxy has not confirmed. A proxy that is configured no more is owed nothing."""
    Purge.objects.exclude(target__in=settings.PURGE_URLS).delete()
    left = list(Purge.objects.all()[:1000])
    return f"补发缓存清除{send(left)}条，共{len(left)}条" if left else ""


def register_jobs() -> None:
    register_job("serving.purges", "补发缓存清除", send_what_is_left, EVERY)
