"""Reasons why an interpretation may not be submitted (R-083, R-092, R-094)."""

from collections.abc import Iterator

from django.utils.html import strip_tags

from disclosure.documents.models import DocumentPage
from foundation.signoff.gates import Reason
from foundation.signoff.publicity import why_inside
from foundation.signoff.waiting import is_waiting

from .enums import Section
from .models import InterpretationPage
from .selectors import missing_clauses


def interpretation_gate(page) -> Iterator[Reason]:
    """All reasons for an interpretation; nothing for other pages."""
    if not isinstance(page, InterpretationPage):
        return
    documents = [link.document for link in page.documents.all() if link.document_id]
    if not documents:
        yield Reason("请选择所解读的文件，解读与文件须相互关联。", "documents")
    for document in documents:
        if document.body_id != page.body_id:
            yield Reason(
                f"《{document.title}》由{document.body}制发。谁起草谁解读，其他机构不能发布解读。", "body"
            )
        if why := why_inside(document.get_latest_revision_as_object()):
            yield Reason(f"所解读的文件《{document.title}》不公开，不能发布其解读。{why}", "documents")
    yield from _publication_order(documents)
    yield from _sections(page)
    yield from _clauses(page)
    yield from _text_alternatives(page)


def _publication_order(documents: list[DocumentPage]) -> Iterator[Reason]:
    """同步审签 is possible, but an interpretation of nothing public leads the reader nowhere (R-089, R-090)."""
    if not documents or any(document.live or document.workflow_in_progress for document in documents):
        return
    # Signed already, and waiting for this very interpretation.
    if any(is_waiting(document.pk) for document in documents):
        return
    titles = "".join(f"《{document.title}》" for document in documents)
    yield Reason(f"所解读的文件{titles}尚未公开。请先送审文件；文件送审后，解读可以同步送审。", "documents")


def _sections(page: InterpretationPage) -> Iterator[Reason]:
    filled = {
        block.value["kind"]
        for block in page.sections
        if block.value["not_applicable"].strip() or strip_tags(str(block.value["text"].source)).strip()
    }
    for section in Section:
        if section not in filled:
            yield Reason(f"“{section.label}”为空。请填写，或写明不适用的理由。", "sections")


def _clauses(page: InterpretationPage) -> Iterator[Reason]:
    """A note on a clause that is not there would be shown nowhere."""
    for clause in missing_clauses(page):
        yield Reason(f"逐条解读所指的“{clause}”在文件中找不到，请核对条号。", "clause_notes")


def _text_alternatives(page: InterpretationPage) -> Iterator[Reason]:
    """A picture or a recording without text reaches neither a screen reader nor the search."""
    for number, block in enumerate(page.media, 1):
        if block.block_type == "graphic" and not block.value["text"].strip():
            yield Reason(f"第{number}项图解没有图中文字。请把图中的内容写成文字。", "media")
        if block.block_type == "recording" and not block.value["transcript"].strip():
            yield Reason(f"第{number}项音视频没有文字稿，请补充。", "media")
