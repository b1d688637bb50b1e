"""Reasons why an interpretation may not be submitted (R-083, R-092, R-094)."""

from collections.abc import Iterator

from django.utils.html import strip_tags

from foundation.signoff.gates import Reason

from .enums import Section
from .models import InterpretationPage


def interpretation_gate(page) -> Iterator[Reason]:
    """All reasons for an interpretation; nothing for other pages."""
    if not isinstance(page, InterpretationPage):
        return
    links = [link for link in page.documents.all() if link.document_id]
    if not links:
        yield Reason("请选择所解读的文件,解读与文件须相互关联。")
    for link in links:
        if link.document.body_id != page.body_id:
            yield Reason(
                f"《{link.document.title}》由{link.document.body}发布。谁起草谁解读,其他机构不能发布解读。",
                "body",
            )
    yield from _sections(page)


def _sections(page: InterpretationPage) -> Iterator[Reason]:
    filled = {
        block.value["kind"]
        for block in page.sections
        if block.value["not_applicable"].strip() or strip_tags(str(block.value["text"].source)).strip()
    }
    for section in Section:
        if section not in filled:
            yield Reason(f"“{section.label}”为空。请填写,或写明不适用的理由。", "sections")
