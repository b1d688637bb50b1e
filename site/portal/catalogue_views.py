"""The public catalogue (政府信息公开目录) and its downloads (R-011, R-038)."""

import csv
import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from io import BytesIO
from typing import TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from openpyxl import Workbook
from wagtail.models import Site

from disclosure.catalogue.enums import ColumnType
from disclosure.documents.public_catalogue import Chosen, Entry, as_rows, choices, entries_of, page_of
from foundation.organisations.spreadsheets import harmless

from .serving.tags import LISTS, public

NAME = "政府信息公开目录"
SCREEN = (NAME, "全部已公开政府信息的索引号、名称、内容概述和生成日期", ColumnType.CATALOGUE)
BOM = "\ufeff"  # so that Excel reads the file as UTF-8
Response = TypeVar("Response", bound=HttpResponseBase)


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


class _Echo:
    """A file that gives back what is written, so that a download is never held in memory."""

    def write(self, text: str) -> str:
        return text


def _csv(entries: Iterator[Entry]) -> StreamingHttpResponse:
    writer = csv.writer(_Echo())
    lines = (writer.writerow([harmless(cell) for cell in row]) for row in as_rows(entries))
    return _named(StreamingHttpResponse(_after(BOM, lines), content_type="text/csv; charset=utf-8"), "csv")


def _after(first: str, lines: Iterator[str]) -> Iterator[str]:
    yield first
    yield from lines


def _json(entries: Iterator[Entry]) -> StreamingHttpResponse:
    def pieces() -> Iterator[str]:
        before = "["
        for entry in entries:
            yield before + json.dumps(asdict(entry), cls=DjangoJSONEncoder, ensure_ascii=False)
            before = ",\n"
        yield "]" if before != "[" else "[]"

    return _named(StreamingHttpResponse(pieces(), content_type="application/json"), "json")


def _xlsx(entries: Iterator[Entry]) -> HttpResponse:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(NAME)
    for row in as_rows(entries):
        sheet.append([harmless(cell) for cell in row])
    buffer = BytesIO()
    book.save(buffer)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _named(HttpResponse(buffer.getvalue(), content_type=kind), "xlsx")


def _named(response: Response, extension: str) -> Response:
    response["Content-Disposition"] = f"attachment; filename=catalogue.{extension}"
    return response


DOWNLOADS = {"csv": _csv, "json": _json, "xlsx": _xlsx}
