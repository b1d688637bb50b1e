"""The public catalogue (政府信息公开目录) and its downloads (R-011, R-038)."""

import json
from collections.abc import Iterator
from dataclasses import asdict, replace

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from wagtail.models import Site

from disclosure.catalogue.enums import ColumnType
from disclosure.documents.public_catalogue import Chosen, Entry, as_rows, choices, entries_of, page_of

from .serving.tags import LISTS, public
from .tables import csv_file, named, xlsx_file

NAME = "政府信息公开目录"
SCREEN = (NAME, "全部已公开政府信息的索引号、名称、内容概述和生成日期", ColumnType.CATALOGUE)


@public(LISTS)
def catalogue(request: HttpRequest) -> HttpResponseBase:
    """One page of the catalogue, or all of what was chosen as csv, xlsx or json (``?format=``)."""
    chosen = Chosen(**{name: request.GET.get(name, "")[:60] for name in ("year", "body", "column", "state")})
    if download := DOWNLOADS.get(request.GET.get("format", "")):
        return download(_with_addresses(request, entries_of(chosen)))
    page, entries = page_of(chosen, request.GET.get("page", "1"))
    context = {
        "chosen": chosen,
        "choices": choices(),
        "listing_page": page,
        "entries": entries,
        "screen": SCREEN,
    }
    return render(request, "portal/catalogue.html", context)


def _with_addresses(request: HttpRequest, entries: Iterator[Entry]) -> Iterator[Entry]:
    """Paths of the tree as addresses that lead back here."""
    site = Site.find_for_request(request)
    home = site.root_page.url_path if site else "/"
    for entry in entries:
        path = entry.url_path
        address = request.build_absolute_uri("/" + path.removeprefix(home)) if path else ""
        yield replace(entry, url_path=address)


def _csv(entries: Iterator[Entry]) -> StreamingHttpResponse:
    return csv_file(as_rows(entries), "catalogue")


def _json(entries: Iterator[Entry]) -> StreamingHttpResponse:
    def pieces() -> Iterator[str]:
        before = "["
        for entry in entries:
            yield before + json.dumps(asdict(entry), cls=DjangoJSONEncoder, ensure_ascii=False)
            before = ",\n"
        yield "]" if before != "[" else "[]"

    return named(StreamingHttpResponse(pieces(), content_type="application/json"), "catalogue", "json")


def _xlsx(entries: Iterator[Entry]) -> HttpResponse:
    return xlsx_file(as_rows(entries), "catalogue", NAME)


DOWNLOADS = {"csv": _csv, "json": _json, "xlsx": _xlsx}
