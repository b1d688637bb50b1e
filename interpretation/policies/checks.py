"""What the editor of a document or an interpretation should confirm (R-083, R-084, R-095, R-096)."""

from collections.abc import Iterator

from disclosure.documents.enums import NO_LONGER_IN_FORCE
from disclosure.documents.models import DocumentPage
from foundation.rules.parameters import choice, choices
from foundation.signoff.gates import Reason

from .models import InterpretationPage
from .selectors import REQUIRED_KINDS

SYNC = "interp.sync"


def needs_interpretation(document: DocumentPage) -> bool:
    """Whether an interpretation is a duty: the kinds that the body's rules name, others when marked (R-093)."""
    return document.is_important or document.kind in choices(REQUIRED_KINDS, document.body_id)


def document_check(page) -> Iterator[Reason]:
    """同步组织、同步审签、同步部署 (国办发〔2016〕80号): the interpretation is written along with the document."""
    if choice(SYNC, getattr(page, "body_id", None)) == "warn" and is_alone(page):
        yield Reason("本文件须有解读，尚未起草。请在上方“解读”中点“撰写解读”，与文件同步审签。")


def is_alone(page) -> bool:
    """Whether this is a document that needs an interpretation and has not even a draft of one."""
    if not isinstance(page, DocumentPage) or not page.pk or not needs_interpretation(page):
        return False
    return not page.interpretation_links.exists()


def interpretation_check(page) -> Iterator[Reason]:
    """Who signs, which unit answers, and whether the documents still hold."""
    if not isinstance(page, InterpretationPage):
        return
    if not page.interpreter:
        yield Reason("未填解读人。主要负责人、分管负责人参加的解读应当署名。", "interpreter")
    for link in page.documents.all():
        if not link.document_id:
            continue
        document = link.document
        if page.unit_id and document.unit_id != page.unit_id:
            yield Reason(
                f"《{document.title}》的责任科室是{document.unit or '（未填）'}，与本解读不同。谁起草谁解读，请确认。",
                "unit",
            )
        if document.validity in NO_LONGER_IN_FORCE:
            yield Reason(
                f"《{document.title}》已{document.get_validity_display()}，请确认是否仍需解读。", "documents"
            )
