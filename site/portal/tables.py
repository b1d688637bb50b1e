"""Tables to be downloaded: CSV that Excel reads, and XLSX, neither of which runs what a cell says."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import TypeVar

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from foundation.organisations.spreadsheets import harmless

BOM = "\ufeff"  # so that Excel reads the file as UTF-8
Rows = Iterable[Sequence[str]]
Response = TypeVar("Response", bound=HttpResponseBase)


class _Echo:
    """A file that gives back what is written, so that a download is never held in memory."""

    def write(self, text: str) -> str:
        return text


def csv_file(rows: Rows, name: str) -> StreamingHttpResponse:
    """The rows, headings first, as they are read."""
    writer = csv.writer(_Echo())
    lines = (writer.writerow([harmless(cell) for cell in row]) for row in rows)
    return named(
        StreamingHttpResponse(_after(BOM, lines), content_type="text/csv; charset=utf-8"), name, "csv"
    )


def xlsx_file(rows: Rows, name: str, sheet_title: str) -> HttpResponse:
    """The rows, headings first, on one sheet."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(sheet_title)
    for row in rows:
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", harmless(cell)) for cell in row])
    buffer = BytesIO()
    book.save(buffer)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return named(HttpResponse(buffer.getvalue(), content_type=kind), name, "xlsx")


def named(response: Response, name: str, extension: str) -> Response:
    """To be saved under this name."""
    response["Content-Disposition"] = f"attachment; filename={name}.{extension}"
    return response


def _after(first: str, lines: Iterator[str]) -> Iterator[str]:
    yield first
    yield from lines
