"""What of an interpretation the pre-check reads (R-080)."""

from collections.abc import Iterator

from wagtail.blocks import StructValue

from disclosure.documents.passages import (
    Passage,
    dead_links,
    field_parts,
    file_part,
    linked_files,
    passage,
    picture_finding,
    pictures_in_text,
    web_links,
    without_numbers,
)
from foundation.precheck.registry import FilePart, OutsideLink, TextPart
from foundation.precheck.rules.finding import Finding, Kind

from .enums import Section
from .models import InterpretationPage

_FIELDS = {
    "title": "标题",
    "overview": "内容概述",
    "interpreter": "解读人",
    "interpreter_post": "解读人职务",
    "source": "信息来源",
}
CHECKED_KINDS = (Kind.LINK, Kind.ALT_TEXT)
_ELEMENTS = dict(Section.choices)


def texts(page) -> Iterator[TextPart]:
    """Everything a reader of the interpretation will read or hear read out."""
    if not isinstance(page, InterpretationPage):
        return
    yield from field_parts(page, _FIELDS)
    for one in _passages(page):
        yield from one.text_parts()
    for block in page.sections:
        yield TextPart(
            "sections", f"{_element(block.value)}不适用的理由", block.value["not_applicable"] or ""
        )
    for block in page.clause_notes:
        yield TextPart("clause_notes", "逐条解读的条款", block.value["clause"])
    yield from _media_texts(page)


def files(page) -> Iterator[FilePart]:
    """Documents that the text links to, and pictures."""
    if not isinstance(page, InterpretationPage):
        return
    passages = list(_passages(page))
    yield from linked_files(passages)
    yield from pictures_in_text(passages)
    for number, block in enumerate(page.media, start=1):
        if block.block_type == "graphic" and block.value["image"]:
            yield file_part("media", f"第{number}项图解", block.value["image"])


def links(page) -> Iterator[OutsideLink]:
    """Links to other sites, recordings included."""
    if not isinstance(page, InterpretationPage):
        return
    yield from web_links(_passages(page))
    for number, block in enumerate(page.media, start=1):
        if block.block_type == "recording" and block.value["url"]:
            yield OutsideLink(
                "media", f"第{number}项音视频", block.value["url"], without_numbers(block.value["title"])
            )


def check(page) -> Iterator[Finding]:
    """Links that lead nowhere and pictures without a text alternative."""
    if not isinstance(page, InterpretationPage):
        return
    yield from dead_links(page, _passages(page))
    for number, block in enumerate(page.media, start=1):
        if block.block_type != "graphic" or not (image := block.value["image"]):
            continue
        if not image.contextual_alt_text and not image.decorative:
            yield picture_finding("media", f"第{number}项图解")


def _passages(page: InterpretationPage) -> Iterator[Passage]:
    for block in page.sections:
        yield passage("sections", _element(block.value), block.value["text"].source)
    for block in page.clause_notes:
        yield passage("clause_notes", f"“{block.value['clause']}”的解读", block.value["text"].source)
    for number, block in enumerate(page.media, start=1):
        if block.block_type == "question":
            yield passage("media", f"第{number}项问答的答", block.value["answer"].source)


def _element(value: StructValue) -> str:
    """The name of an element; in a draft it may not be chosen yet."""
    return f"“{_ELEMENTS.get(value['kind'], '要素')}”"


def _media_texts(page: InterpretationPage) -> Iterator[TextPart]:
    for number, block in enumerate(page.media, start=1):
        match block.block_type:
            case "graphic":
                alternative = getattr(block.value["image"], "contextual_alt_text", "") or ""
                yield TextPart("media", f"第{number}项图解", block.value["text"], "行")
                yield TextPart("media", f"第{number}项图解替代文字", alternative)
            case "recording":
                yield TextPart("media", f"第{number}项音视频名称", block.value["title"])
                yield TextPart("media", f"第{number}项音视频文字稿", block.value["transcript"], "行")
            case "question":
                yield TextPart("media", f"第{number}项问答的问", block.value["question"])
