"""The interface itself: lists, single records, its description for programs and for people."""

import json
from collections.abc import Callable, Collection
from dataclasses import asdict
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from wagtail.models import Page, Site

from disclosure.documents.models import DocumentPage
from disclosure.documents.public_catalogue import page_of
from interpretation.clarifications.models import ClarificationPage
from interpretation.policies.models import InterpretationPage
from interpretation.press.models import PressConferencePage, PressReleasePage
from opinion.consultations.models import ConsultationPage, ConsultationResultPage
from opinion.decisions.meeting_models import MeetingPage
from portal.serving import tags

from . import participation, records, responses
from .parameters import (
    ALLOWED,
    ALLOWED_OF_CATALOGUE,
    Asked,
    BadParameter,
    read_list_parameters,
    refuse_parameters,
)
from .records import Address, Listed, Record

DESCRIPTION = Path(__file__).with_name("openapi.json")
MISSING = "没有这条信息，或者已不再公开。"


def answered(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answers a program in JSON whatever happens, and lets pages of other sites read it too."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            response: HttpResponse = _json({"message": "本接口只供读取，请使用 GET。"}, 405)
            response["Allow"] = "GET, HEAD"
        else:
            try:
                response = view(request, *args, **kwargs)
            except BadParameter as refusal:
                response = _json({"message": str(refusal)}, 400)
            except Http404:
                response = _json({"message": MISSING}, 404)
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return inner


def _json(data: Any, status: int = 200) -> JsonResponse:
    return JsonResponse(data, DjangoJSONEncoder, status=status, json_dumps_params={"ensure_ascii": False})


def _addresses(request: HttpRequest) -> Address:
    """Public addresses of paths of the page tree; other paths of the site stay as they are."""
    site = Site.find_for_request(request)
    home = site.root_page.url_path if site else "/"

    def address(path: str) -> str:
        if path.startswith(home):
            path = reverse("wagtail_serve", args=[path.removeprefix(home)])
        return request.build_absolute_uri(path) if path else ""

    return address


def list_view(
    read: Callable[[Asked, Address], Listed], allowed: Collection[str] = ALLOWED
) -> Callable[..., HttpResponseBase]:
    """The view of a list."""

    @tags.public(tags.LISTS)
    @answered
    def view(request: HttpRequest) -> HttpResponse:
        asked = read_list_parameters(request.GET, allowed)
        found = read(asked, _addresses(request))
        return _json(
            {
                "count": found.count,
                "next": _neighbour(request, asked.page + 1) if asked.page < found.pages else None,
                "previous": _neighbour(request, asked.page - 1) if asked.page > 1 else None,
                "results": found.results,
            }
        )

    return view


def _neighbour(request: HttpRequest, page: int) -> str:
    query = {name: value for name, value in request.GET.items() if value} | {"page": page}
    return request.build_absolute_uri(f"{request.path}?{urlencode(query)}")


def _catalogue(asked: Asked, address: Address) -> Listed:
    page, entries = page_of(asked.chosen, str(asked.page), asked.page_size)
    records.require_page(asked, page.paginator)
    rows = [asdict(entry) for entry in entries]
    for row in rows:
        row["url"] = address(row.pop("url_path"))
    return Listed(page.paginator.count, page.paginator.num_pages, rows)


def detail_view(
    model: type[Page], detail: Callable[[Any, Address], Record]
) -> Callable[..., HttpResponseBase]:
    """The view of a single record; kept like the page that says the same."""

    @answered
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        refuse_parameters(request.GET)
        page = model._default_manager.filter(live=True, pk=pk).select_related("body").first()
        if page is None:
            raise Http404
        response = _json(detail(page, _addresses(request)))
        tags.put(response, tags.of_page(page.pk))
        return response

    return view


catalogue = list_view(_catalogue, ALLOWED_OF_CATALOGUE)


class Kind(NamedTuple):
    """A kind of page that the interface tells of."""

    model: type[Page]
    listed: Callable[[Asked, Address], Listed]
    detail: Callable[[Any, Address], Record]


# By the word in the address.
KINDS = {
    "documents": Kind(DocumentPage, records.documents, records.document_detail),
    "interpretations": Kind(InterpretationPage, records.interpretations, records.interpretation_detail),
    "consultations": Kind(ConsultationPage, participation.consultations, participation.consultation_detail),
    "consultation-results": Kind(ConsultationResultPage, participation.results, participation.result_detail),
    "meetings": Kind(MeetingPage, participation.meetings, participation.meeting_detail),
    "press-releases": Kind(PressReleasePage, responses.releases, responses.release_detail),
    "press-conferences": Kind(PressConferencePage, responses.conferences, responses.conference_detail),
    "clarifications": Kind(ClarificationPage, responses.clarifications, responses.clarification_detail),
}


@tags.public()
@answered
def description(request: HttpRequest) -> HttpResponse:
    """The description for programs (OpenAPI 3)."""
    return HttpResponse(DESCRIPTION.read_bytes(), content_type="application/json")


@tags.public()
def explained(request: HttpRequest) -> HttpResponse:
    """The description for people, made from the one for programs."""
    told = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    operations = [(path, methods["get"]) for path, methods in told["paths"].items()]
    context = {"told": told, "operations": operations, "bodies": records.body_codes()}
    return render(request, "portal/api.html", context)
