"""浏览次数: counted without cookies and without storing who came (R-271, R-273).

A page that is read asks a small address of ours, so that visits of pages kept by a proxy count too. The visit is
put in a row in the cache; the row goes to the database in one piece, by the visit that fills it or by the job.
What the cache loses is not counted: no more depends on it.
"""

import datetime as dt
from collections import Counter

from django.core.cache import cache
from django.db.models import F, Sum
from django.utils import timezone
from wagtail.models import Page

from .visit_models import DailyVisits

BATCH = 50  # visits; technical, no legal source
AT_LEAST_EVERY = dt.timedelta(minutes=1)
SHOWN_SECONDS = 600
_LAST, _DONE, _LOCK, _FLUSHED = "visits:last", "visits:done", "visits:lock", "visits:flushed"
_LOCK_SECONDS = 30
_MOST = 10_000  # visits written at once


def count(page_id: int) -> int:
    """One more visit of a page; gives back how many it has had, this one included."""
    visits = _one_more(page_id)  # before what waits is written, which would count it twice
    cache.add(_LAST, 0, None)
    number = cache.incr(_LAST)
    cache.set(_visit(number), (page_id, timezone.localdate()), None)
    waited = cache.add(_FLUSHED, True, AT_LEAST_EVERY.total_seconds())
    if waited or number - cache.get(_DONE, 0) >= BATCH:
        flush()
    return visits


def flush() -> str:
    """Write what waits. Another run at the same time does nothing; a run that is cut off is made up for."""
    if not cache.add(_LOCK, True, _LOCK_SECONDS):
        return ""
    try:
        done, last = cache.get(_DONE, 0), cache.get(_LAST, 0)
        # The cache may have lost either number: then what is left of the newest visits is written.
        first = max(done + 1 if done <= last else 1, last - _MOST)
        keys = [_visit(number) for number in range(first, last + 1)]
        waiting = cache.get_many(keys)
        _write(Counter(waiting.values()))
        cache.set(_DONE, last, None)
        cache.delete_many(keys)
    finally:
        cache.delete(_LOCK)
    return f"记入 {len(waiting)} 次浏览" if waiting else ""


def total(page_id: int) -> int:
    """All visits of a page; from the database once in ten minutes."""
    return cache.get_or_set(_total(page_id), lambda: _counted(page_id), SHOWN_SECONDS) or 0


def _one_more(page_id: int) -> int:
    total(page_id)
    try:
        return cache.incr(_total(page_id))
    except ValueError:  # it ran out in between
        return total(page_id)


def _counted(page_id: int) -> int:
    return DailyVisits.objects.filter(page_id=page_id).aggregate(all=Sum("visits"))["all"] or 0


def _write(waiting: Counter[tuple[int, dt.date]]) -> None:
    """Two queries, and one more for each page and day that was visited."""
    live = set(Page.objects.live().filter(pk__in={pk for pk, _ in waiting}).values_list("pk", flat=True))
    for (page_id, day), visits in waiting.items():
        if page_id in live:
            row, _ = DailyVisits.objects.get_or_create(page_id=page_id, day=day)
            DailyVisits.objects.filter(pk=row.pk).update(visits=F("visits") + visits)


def _visit(number: int) -> str:
    return f"visits:{number}"


def _total(page_id: int) -> str:
    return f"visits:total:{page_id}"
