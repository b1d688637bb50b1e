"""The public list of major decisions by year, and each decision (R-103): the same for everybody."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from .models import MeetingPage
from .selectors import public_catalogues, public_decision, public_decisions

PER_PAGE = 50


def decisions(request: HttpRequest) -> HttpResponse:
    """One year, the newest unless said otherwise (``?year=``). A year that is not there is the newest."""
    catalogues = list(public_catalogues())
    years = sorted({one.year for one in catalogues}, reverse=True)
    asked = request.GET.get("year", "")
    year = int(asked) if asked in map(str, years) else next(iter(years), None)
    page = Paginator(public_decisions(year) if year else (), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "years": years,
        "year": year,
        "catalogues": [one for one in catalogues if one.year == year],
        "listing_page": page,
    }
    return render(request, "decisions/decisions.html", context)


def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """One decision with every stage, its meetings and its document."""
    found = public_decision(pk)
    if found is None:
        raise Http404("没有这个决策事项。")
    meetings = MeetingPage.objects.live().filter(decision=found).order_by("held_on", "pk")
    document = found.document if found.document and found.document.live else None
    return render(
        request,
        "decisions/decision.html",
        {"decision": found, "meetings": meetings, "document": document},
    )
