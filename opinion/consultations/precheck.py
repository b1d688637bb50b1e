"""What of a notice the pre-check reads (R-080)."""

from collections.abc import Iterator

from disclosure.documents.passages import (
    Passage,
    dead_links,
    field_parts,
    file_part,
    linked_files,
    passage,
    picture_findings,
    pictures_in_text,
    web_links,
)
from disclosure.documents.precheck import attached, body_passages, figures, figures_without_text, plain_blocks
from foundation.precheck.registry import FilePart, OutsideLink, TextPart
from foundation.precheck.rules.finding import Finding, Kind

from .models import ConsultationPage

DRAFT = "征求意见稿"
_FIELDS = {
    "title": "标题",
    "overview": "征集事项",
    "who_decides": "由谁决定",
    "next_steps": "下一步",
    "short_reason": "缩短期限的理由",
    "contact_person": "联系人",
    "contact_address": "通信地址",
}
CHECKED_KINDS = (Kind.LINK, Kind.ALT_TEXT)


def texts(page) -> Iterator[TextPart]:
    """Everything a reader of the notice will read."""
    if not isinstance(page, ConsultationPage):
        return
    yield from field_parts(page, _FIELDS)
    if page.contact_phone:
        # With its label, so that a mobile number is known to be given for work.
        yield TextPart("contact_phone", "联系电话", f"联系电话：{page.contact_phone}")
    for one in _passages(page):
        yield from one.text_parts()
    yield from plain_blocks(page.content, DRAFT)
    for number, method in enumerate(page.methods.all(), start=1):
        yield TextPart("methods", f"征集方式{number}", method.note)
    for number, (attachment, document) in enumerate(attached(page), start=1):
        names = dict.fromkeys([attachment.title or document.title, document.filename])
        yield TextPart("attachments", f"附件{number}名称", "\n".join(names))


def files(page) -> Iterator[FilePart]:
    """Attachments, documents that the text links to, and pictures."""
    if not isinstance(page, ConsultationPage):
        return
    for number, (_attachment, document) in enumerate(attached(page), start=1):
        yield file_part("attachments", f"附件{number}", document)
    passages = list(_passages(page))
    yield from linked_files(passages)
    yield from pictures_in_text(passages)
    for number, image in enumerate(figures(page.content), start=1):
        if image:
            yield file_part("content", f"{DRAFT}图片{number}", image)


def links(page) -> Iterator[OutsideLink]:
    """Links of the text to other sites."""
    if isinstance(page, ConsultationPage):
        yield from web_links(_passages(page))


def check(page) -> Iterator[Finding]:
    """Links that lead nowhere and pictures without a text alternative."""
    if not isinstance(page, ConsultationPage):
        return
    passages = list(_passages(page))
    yield from dead_links(page, passages)
    yield from picture_findings(passages)
    yield from figures_without_text(page.content, DRAFT)


def _passages(page: ConsultationPage) -> Iterator[Passage]:
    yield from body_passages(page.content, DRAFT)
    yield passage("explanation", "起草说明", page.explanation)
    yield passage("basis", "依据", page.basis)
