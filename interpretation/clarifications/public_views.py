"""Public screens: all clarifications with search and filters, and the answer to “有帮助吗”."""

from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from disclosure.catalogue.enums import ColumnType
from foundation.search.queries import LONGEST_QUERY, Query
from foundation.search.selectors import find
from foundation.signoff.addresses import client_address

from .enums import Verdict
from .found import KIND
from .helpful import count
from .page_models import ClarificationPage
from .selectors import public_clarifications, verdict_counts

PER_PAGE = 20
# Found by words: more than anybody turns to.
MOST_FOUND = 200
SCREEN = ("澄清辟谣", "对不实、不完整信息的澄清", ColumnType.CLARIFICATION)
A_DAY = 24 * 3600
LARGEST_KEY = 2**31 - 1  # of a page, in every database


def clarifications(request: HttpRequest) -> HttpResponse:
    """/piyao/: newest first, or those that hold the words (``q``); by verdict and year. At most ten queries."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY]
    verdict = request.GET.get("verdict", "")
    year = request.GET.get("year", "")
    approximate = False
    pages = public_clarifications(verdict, request.GET.get("body", "")[:60], year)
    if words:
        results = find(Query(words, kind=KIND), size=MOST_FOUND)
        approximate = results.approximate
        ids = [hit.entry.page_id for hit in results.hits]
        found = pages.in_bulk(ids)
        listed: Any = [found[pk] for pk in ids if pk in found]
    else:
        listed = pages
    counts = verdict_counts()
    shown = Paginator(listed, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "clarifications/list.html",
        {
            "screen": SCREEN,
            "words": words,
            "approximate": approximate,
            "verdict": verdict if verdict in Verdict.values else "",
            "verdicts": [(one.value, one.label, counts.get(one, 0)) for one in Verdict],
            "total": sum(counts.values()),
            "listing_page": shown,
            "longest": LONGEST_QUERY,
        },
    )


@csrf_exempt  # changes no more than a counter, for anybody, without a login; other sites are turned away
@require_POST
@never_cache
def helpful(request: HttpRequest, pk: int) -> HttpResponse:
    """有帮助 or 没有帮助: one answer a day from one address for one page."""
    if pk > LARGEST_KEY:
        raise Http404
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return HttpResponseForbidden("请在本网站的页面上作答。")
    page = get_object_or_404(ClarificationPage.objects.live().select_related("body"), pk=pk)
    answer = request.POST.get("answer", "")
    if answer in ("yes", "no") and _is_first(request, page):
        count(page, helped=answer == "yes")
    return render(request, "clarifications/thanks.html", {"subject": page, "answer": answer})


def _is_first(request: HttpRequest, page: ClarificationPage) -> bool:
    """Kept for a day under a keyed digest: no address is stored."""
    about = f"{client_address(request) or ''} {page.pk} {timezone.localdate()}"
    digest = salted_hmac("clarifications.helpful", about, settings.SECRET_KEY, algorithm="sha256").hexdigest()
    return cache.add(f"helpful:{digest}", 1, A_DAY)
