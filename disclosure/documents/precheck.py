"""What of documents and other information the pre-check reads (R-046, R-080)."""

import re
from collections import Counter
from collections.abc import Iterator

from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage

from foundation.precheck.checks import note_in
from foundation.precheck.registry import FilePart, OutsideLink, TextPart
from foundation.precheck.rules.finding import Finding, Kind, Severity
from foundation.precheck.rules.notes import PrintedNote, printed_note

from .enums import Openness
from .models import Attachment, DocumentPage, FiledPage, InformationAttachment, InformationPage
from .openness import openness_label
from .passages import (
    Passage,
    dead_links,
    field_parts,
    file_part,
    linked_files,
    passage,
    picture_finding,
    picture_findings,
    pictures_in_text,
    web_links,
)

_FIELDS = {"title": "标题", "overview": "内容概述", "source": "信息来源"}
_ANNEX_NOTE = re.compile(r"附件\s*[:：]\s*\S")
_ANNEX_HEADING = re.compile(r"附件\s*[\d一二三四五六七八九十]{0,3}\s*$")
_ARTICLE_NUMBER = re.compile(r"第[^\d\s]{1,8}条|第\d{1,4}条")


def texts(page) -> Iterator[TextPart]:
    """Everything a reader of the page will read, paragraph by paragraph."""
    if not isinstance(page, FiledPage):
        return
    yield from field_parts(page, _FIELDS)
    if page.phone:
        # With its label, so that a mobile number is known to be given for work.
        yield TextPart("phone", "咨询电话", f"咨询电话：{page.phone}")
    for one in _passages(page):
        yield from one.text_parts()
    if isinstance(page, DocumentPage):
        yield from plain_blocks(page.content)
    if isinstance(page, InformationPage):
        for number, alternative in enumerate(passage("text", "正文", page.text).text.alternatives, 1):
            yield TextPart("text", f"正文图片{number}替代文字", alternative)
    for name, words in page.element_values:
        yield TextPart("elements", f"要素“{name}”", f"{name}：{words}")
    for number, (attachment, document) in enumerate(attached(page), start=1):
        names = dict.fromkeys([attachment.title or document.title, document.filename])
        yield TextPart("attachments", f"附件{number}名称", "\n".join(names))


def files(page) -> Iterator[FilePart]:
    """Attachments, documents that the text links to, and pictures."""
    if not isinstance(page, FiledPage):
        return
    for number, (_attachment, document) in enumerate(attached(page), start=1):
        yield file_part("attachments", f"附件{number}", document)
    passages = list(_passages(page))
    yield from linked_files(passages)
    yield from pictures_in_text(passages)
    if isinstance(page, DocumentPage):
        for number, image in enumerate(figures(page.content), start=1):
            if image:
                yield file_part("content", f"正文图片{number}", image)


def links(page) -> Iterator[OutsideLink]:
    """Links of the text to other sites."""
    if isinstance(page, FiledPage):
        yield from web_links(_passages(page))


def check(page) -> Iterator[Finding]:
    """Dead links, pictures without text, a printed note that disagrees, annexes that are missing, duplicates."""
    if not isinstance(page, FiledPage):
        return
    passages = list(_passages(page))
    yield from dead_links(page, passages)
    yield from picture_findings(passages)
    if isinstance(page, DocumentPage):
        yield from figures_without_text(page.content)
        yield from _missing_annexes(page, passages)
    yield from _notes(page, passages)
    yield from _duplicates(page)


CHECKED_KINDS = (Kind.LINK, Kind.ALT_TEXT, Kind.ELEMENT, Kind.DUPLICATE)


def _passages(page: FiledPage) -> Iterator[Passage]:
    """The rich texts: paragraphs are counted through the body, articles go by their number."""
    if isinstance(page, InformationPage):
        yield passage("text", "正文", page.text)
    if not isinstance(page, DocumentPage):
        return
    yield from body_passages(page.content)


def body_passages(content: StreamValue, label: str = "正文") -> Iterator[Passage]:
    """The rich texts of a body made of blocks (``blocks.DocumentBody``)."""
    paragraphs = articles = 0
    for block in content:
        if block.block_type == "text":
            one = passage("content", label, block.value.source, first=paragraphs + 1)
            paragraphs += len(one.text.lines)
            yield one
        elif block.block_type == "article":
            articles += 1
            number = block.value["number"].strip()
            name = number if _ARTICLE_NUMBER.fullmatch(number) else f"第{articles}个条文"
            yield passage("content", f"{label}{name}", block.value["text"].source)


def plain_blocks(content: StreamValue, label: str = "正文") -> Iterator[TextPart]:
    """Headings, numbers of articles, tables row by row, and the words around pictures."""
    seen: Counter[str] = Counter()
    for block in content:
        seen[block.block_type] += 1
        number = seen[block.block_type]
        match block.block_type:
            case "heading":
                yield TextPart("content", f"{label}第{number}个标题", block.value["text"])
            case "article":
                yield TextPart("content", f"{label}第{number}个条文的条号", block.value["number"])
            case "table":
                yield from _table_parts(block.value or {}, f"{label}表格{number}")
            case "figure":
                alternative = getattr(block.value["image"], "contextual_alt_text", "") or ""
                yield TextPart("content", f"{label}图片{number}替代文字", alternative)
                yield TextPart("content", f"{label}图片{number}图注", block.value["caption"] or "")


def _table_parts(table: dict, label: str) -> Iterator[TextPart]:
    rows = (
        "\t".join(" ".join(str(cell or "").split()) for cell in row or ()) for row in table.get("data") or ()
    )
    yield TextPart("content", label, "\n".join(rows), "行")
    if caption := table.get("table_caption"):
        yield TextPart("content", f"{label}标题", caption)


def figures_without_text(content: StreamValue, label: str = "正文") -> Iterator[Finding]:
    for number, image in enumerate(figures(content), start=1):
        if image and not image.contextual_alt_text and not image.decorative:
            yield picture_finding("content", f"{label}图片{number}")


def figures(content: StreamValue) -> list[AbstractImage | None]:
    return [block.value["image"] for block in content if block.block_type == "figure"]


def _notes(page: FiledPage, passages: list[Passage]) -> Iterator[Finding]:
    """附注 (R-046): 此件…公开 as printed in the text and in the files, against the attribute of each."""
    in_text = printed_note("\n".join(line for one in passages for line in one.text.lines))
    yield from _differing("正文", in_text, page.openness, "openness")
    for number, (attachment, document) in enumerate(attached(page), start=1):
        label = f"附件{number}"
        note = note_in(file_part("attachments", label, document))
        yield from _differing(label, note, attachment.openness or page.openness, "attachments")


def _differing(label: str, note: PrintedNote | None, openness: str, field: str) -> Iterator[Finding]:
    """此件公开发布 reads as 主动公开; a note and an attribute that agree need no word."""
    if note is None or openness not in Openness.values or note == Openness(openness).label:
        return
    yield Finding(
        Kind.ELEMENT,
        Severity.CONFIRM,
        f"{label}附注为“此件{note}”，公开属性为“{openness_label(openness)}”",
        "请核对是否一致。",
        field=field,
        place="附注",
    )


def _missing_annexes(page: DocumentPage, passages: list[Passage]) -> Iterator[Finding]:
    """附件说明 (GB/T 9704—2012, 7.3.4) names annexes that are neither attached nor part of the text."""
    places = [
        (one, number)
        for one in passages
        for number, line in enumerate(one.text.lines)
        if _ANNEX_NOTE.match(line)
    ]
    if not places or any(row.document_id for row in page.attachments.all()):
        return
    headings = [block.value["text"] for block in page.content if block.block_type == "heading"]
    lines = [line for one in passages for line in one.text.lines]
    if any(_ANNEX_HEADING.match(line) for line in [*headings, *lines]):
        return
    one, number = places[0]
    yield Finding(
        Kind.ELEMENT,
        Severity.CONFIRM,
        "正文写有附件，但没有上传附件，正文中也没有附件内容",
        "请上传附件，或删去附件说明。",
        field="attachments",
        place=one.place(number),
    )


def _duplicates(page: FiledPage) -> Iterator[Finding]:
    """Another page of the same body under the same title. The same 文号 is refused by the gate."""
    title = page.title.strip()
    if not title or not page.body_id:
        return
    others = type(page).objects.filter(title=title, body_id=page.body_id).exclude(pk=page.pk)
    if isinstance(page, DocumentPage) and page.number_key:
        others = others.filter(number_key__in=["", page.number_key])
    if same := others.only("live", "title").first():
        state = "已公开" if same.live else "草稿"
        yield Finding(
            Kind.DUPLICATE,
            Severity.CONFIRM,
            f"本机关已有同名页面（{state}）",
            "请核对是否重复发布；确属不同内容的，请在标题中写明区别。",
            field="title",
            place="标题",
        )


def attached(page: FiledPage) -> list[tuple[Attachment | InformationAttachment, AbstractDocument]]:
    """Attachments with their documents, however many in two queries; rows without a file are left out."""
    rows = [row for row in page.attachments.all() if row.document_id]
    documents = get_document_model().objects.in_bulk([row.document_id for row in rows]) if rows else {}
    return [(row, documents[row.document_id]) for row in rows if row.document_id in documents]
