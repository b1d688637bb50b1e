"""The header of a document (R-271): the same rows on the page and in what is downloaded from it."""

from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.catalogue.enums import ColumnType
from disclosure.catalogue.meta_tags import public_time, source_of
from disclosure.catalogue.models import ColumnPage

from .enums import Validity
from .models import DocumentPage
from .selectors import HeaderNames


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of the header; an empty one is shown blank, so that a reader sees that nothing is stated."""

    name: str
    label: str
    words: str
    is_wide: bool = False


def document_facts(
    document: DocumentPage, header: HeaderNames, validity: Validity, category: str
) -> list[Fact]:
    """All rows in the order of the header. Asks no database beyond what it is given and the body."""
    published = public_time(document)
    day = "{:%Y-%m-%d}".format
    return [
        Fact("index_number", "索引号", header.index_number),
        Fact("column", "信息分类", category),
        Fact("title", "名称", document.title, is_wide=True),
        Fact("number", "文号", document.document_number),
        Fact("genre", "体裁", document.get_genre_display()),
        Fact("body", "发布机构", document.body.name if document.body else ""),
        Fact("co_issuers", "联合发文机关", "、".join(header.co_issuers)),
        Fact("written_on", "成文日期", day(document.written_on) if document.written_on else ""),
        Fact("printed_on", "印发日期", day(document.printed_on) if document.printed_on else ""),
        Fact("published", "发布日期", f"{published:%Y-%m-%d %H:%M}" if published else ""),
        Fact("validity", "有效性", " ".join([validity.label, *validity_days(document)])),
        Fact("subject", "主题分类", document.get_subject_display()),
        Fact("keywords", "主题词", " ".join(header.keywords)),
        Fact("source", "信息来源", source_of(document)),
        Fact("phone", "咨询电话", document.phone),
        Fact("overview", "内容概述", document.overview, is_wide=True),
    ]


def information_category(document: DocumentPage, column: ColumnPage | None) -> str:
    """信息分类: the column it is filed in; in the column of a body, which names no category, its own kind."""
    if column is None or (column.column_type == ColumnType.CATALOGUE and column.item_id is None):
        return document.get_kind_display()
    return column.title


def validity_days(document: DocumentPage) -> Iterator[str]:
    """The days that bound its validity, each with what it is."""
    days = {"施行": document.effective_on, "失效": document.expires_on, "废止": document.abolished_on}
    for what, day in days.items():
        if day:
            yield f"{what}日期 {day:%Y-%m-%d}"
