"""行政规范性文件 went through a consultation, or it is said why not, before they are signed (R-107).

What was public elsewhere before or is public already is not asked: the question belongs to the making of a document.
"""

from collections.abc import Iterator

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from disclosure.documents.enums import DocumentKind
from disclosure.documents.models import DocumentPage
from foundation.organisations.models import User
from foundation.rules.parameters import choice
from foundation.secrecy.access import acting
from foundation.signoff.gates import Reason

from .access import HANDLERS
from .course_models import DocumentConsultation
from .enums import Part
from .models import ConsultationPage
from .parameters import GATE

ASKED_KINDS = frozenset({DocumentKind.NORMATIVE})
MISSING = "行政规范性文件一般应当公开征求意见。请在“检查与时限”的“意见征集”中选择征集公告，或者登记未征求意见的理由。"
SHORTEST_REASON = 4


def needs_record(page: DocumentPage) -> bool:
    """Whether the document is of a kind that asks for a consultation, and is being made now."""
    return page.kind in ASKED_KINDS and not page.live and page.original_published_at is None


def record_of(page: DocumentPage) -> DocumentConsultation | None:
    """What is recorded about the document. One query."""
    found = DocumentConsultation.objects.filter(document_id=page.pk).select_related("consultation")
    return found.first() if page.pk else None


def document_gate(page) -> Iterator[Reason]:
    """Asked before the last signature, where the body's rules block."""
    if _is_missing(page, "block"):
        yield Reason(MISSING)


def document_check(page) -> Iterator[Reason]:
    """Asked of the editor, so that nobody is surprised at the last signature."""
    if _is_missing(page, "block") or _is_missing(page, "ask"):
        yield Reason(MISSING)


def _is_missing(page, rule: str) -> bool:
    if not isinstance(page, DocumentPage) or not needs_record(page):
        return False
    return choice(GATE.key, page.body_id) == rule and record_of(page) is None


def may_record(page: DocumentPage, user: User) -> bool:
    """The unit that drafts the document, and the office."""
    return acting(user, HANDLERS, page.body_id, page.unit_id) is not None


@transaction.atomic
def record_consultation(
    page: DocumentPage, consultation: ConsultationPage | None, reason_for_none: str, by: User
) -> DocumentConsultation:
    """Say which notice asked for opinions on the document, or why none did; said again, it replaces what was said.

    Raises PermissionDenied, ValidationError. Once the document is public it stays.
    """
    if not may_record(page, by):
        raise PermissionDenied("意见征集由起草科室的编辑、负责人或者办公室登记。")
    if page.live and record_of(page):
        raise ValidationError("文件已经公开，意见征集的登记不能再改。")
    reason = reason_for_none.strip()
    if bool(consultation) == bool(reason):
        raise ValidationError("请选择意见征集公告，或者写明未征求意见的理由，二者填一项。")
    if consultation:
        _check(consultation)
    elif len(reason) < SHORTEST_REASON:
        raise ValidationError({"reason_for_none": f"请具体说明理由，不少于{SHORTEST_REASON}个字。"})
    record, _ = DocumentConsultation.objects.update_or_create(
        document=page,
        defaults={"consultation": consultation, "reason_for_none": reason, "recorded_by": by},
    )
    return record


def _check(consultation: ConsultationPage) -> None:
    """A notice that was public; or one whose whole matter was approved to be kept secret."""
    kept_secret = consultation.secrecy_exceptions.filter(part=Part.WHOLE, approved=True)
    if not consultation.first_published_at and not kept_secret.exists():
        raise ValidationError({"consultation": "该公告还没有公开过，不能作为本文件的意见征集。"})
