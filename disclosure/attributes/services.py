"""What happens about an attribute: proposed, discussed, decided, filed; documents returned; numbers given."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from disclosure.documents.enums import Openness
from disclosure.documents.importing.numbers import parse_document_number
from disclosure.documents.models import DocumentPage, FiledPage
from disclosure.documents.openness import inside, objections
from foundation.duties.services import meet_for
from foundation.organisations.models import Body, User
from foundation.rules.parameters import value as parameter_value
from foundation.signoff.gates import Reason
from foundation.signoff.models import Seal
from foundation.workdays.selectors import load_calendar

from . import mails
from .duties import HANDOVER, open_handover
from .enums import Act, ConsentState, Defect, ReturnedAt, Stage
from .models import (
    AttributeDecision,
    CatalogueEntry,
    CoIssuerConsent,
    CoIssuerNotice,
    NumberIssue,
    ReturnedDocument,
    subject_of,
)
from .selectors import co_issuers_spoken_for, differences, is_drafting, is_office, last_decision, locked

SHORTEST_NOTE = 5  # characters; the same as for a drafter's reason


def propose(draft: FiledPage, revision_id: int, user: User | None, seal: Seal | None) -> None:
    """Write down what the drafter proposes with a version, once however often it is submitted (R-041)."""
    last = AttributeDecision.objects.filter(page_id=draft.pk, act=Act.PROPOSED).order_by("-pk").first()
    if last and last.revision_id == revision_id:
        return
    AttributeDecision.objects.create(
        **subject_of(draft),
        revision_id=revision_id,
        stage=Stage.DRAFTING,
        act=Act.PROPOSED,
        former=last.value if last else "",
        value=draft.openness,
        reason=draft.openness_reason,
        basis=draft.openness_basis,
        note=draft.openness_note,
        person=user,
        person_name=user.get_full_name() if user else "系统",
        seal=seal,
    )


def give_opinion(
    draft: FiledPage,
    seal: Seal,
    *,
    stage: str,
    act: str,
    value: str,
    reason: str = "",
    basis: str = "",
    note: str = "",
) -> AttributeDecision:
    """Keep what the holder of a step said, in the transaction of the decision that ``seal`` records."""
    return AttributeDecision.objects.create(
        **subject_of(draft),
        revision_id=seal.revision_id or 0,
        stage=stage,
        act=act,
        former=draft.openness,
        value=value,
        reason=reason,
        basis=basis,
        note=note,
        step=seal.step,
        post_title=seal.post_title,
        person=seal.person,
        person_name=seal.person_name,
        seal=seal,
    )


def reply(draft: FiledPage, user: User, note: str) -> AttributeDecision:
    """The drafting unit answers a different opinion (R-049). Raises PermissionDenied, ValidationError."""
    if not is_drafting(draft, user):
        raise PermissionDenied("只有拟稿科室可以回复公开属性的不同意见。")
    if not differences(draft.pk, draft.latest_revision_id):
        raise ValidationError("目前没有需要回复的不同意见。")
    note = note.strip()
    if len(note) < SHORTEST_NOTE:
        raise ValidationError(f"请写明回复意见（不少于{SHORTEST_NOTE}个字）。")
    return AttributeDecision.objects.create(
        **subject_of(draft),
        revision_id=draft.latest_revision_id,
        stage=Stage.DRAFTING,
        act=Act.REPLIED,
        former=draft.openness,
        value=draft.openness,
        note=note,
        person=user,
        person_name=user.get_full_name(),
    )


@transaction.atomic
def file_document(draft: FiledPage, seal: Seal) -> CatalogueEntry:
    """The chain has ended: the final attribute is locked and the document catalogued (R-037, R-050)."""
    decision = last_decision(draft.pk)
    decided = decision if decision and decision.revision_id == seal.revision_id else None
    entry = CatalogueEntry.objects.create(
        **subject_of(draft),
        value=decided.value if decided else draft.openness,
        reason=decided.reason if decided else draft.openness_reason,
        kind=draft.listing_kind,
        is_public=not inside(draft) and (decided is None or decided.value == Openness.PROACTIVE),
        signed_by=seal.person_name,
        seal=seal,
    )
    if isinstance(draft, DocumentPage):
        for body in draft.co_issuers.all():
            notice = CoIssuerNotice.objects.create(**subject_of(draft), co_issuer=body, value=entry.value)
            mails.attribute_settled(notice)
    return entry


def record_consent(
    draft: DocumentPage,
    body: Body,
    user: User,
    *,
    state: str,
    person_name: str,
    said_on: dt.date,
    note: str = "",
) -> CoIssuerConsent:
    """What a co-issuer says about the attribute as drafted. Raises PermissionDenied, ValidationError."""
    if body not in co_issuers_spoken_for(draft, user):
        raise PermissionDenied("只有主办机关的拟稿科室、办公室和该联合发文机关的办公室可以登记其意见。")
    if said_on > timezone.localdate():
        raise ValidationError("回复日期晚于今天，请核对。")
    if not person_name.strip():
        raise ValidationError("请填写联合发文机关的经办人。")
    if state == ConsentState.OBJECTION and len(note.strip()) < SHORTEST_NOTE:
        raise ValidationError(f"不同意的，请写明意见（不少于{SHORTEST_NOTE}个字）。")
    if locked(draft.pk):
        raise ValidationError("本文件已经签发，不再登记联合发文机关意见。")
    return CoIssuerConsent.objects.create(
        **subject_of(draft),
        co_issuer=body,
        value=draft.openness,
        state=state,
        person_name=person_name.strip(),
        said_on=said_on,
        note=note.strip(),
        recorded_by=user,
    )


def return_document(
    draft: FiledPage, user: User, *, defect: str, note: str, returned_at: str
) -> ReturnedDocument:
    """Write a 退文单 (R-048)."""
    return ReturnedDocument.objects.create(
        **subject_of(draft),
        defect=defect,
        returned_at=returned_at,
        note=note,
        person=user,
        person_name=user.get_full_name(),
    )


def _defect_of(problems: list[Reason], draft: FiledPage) -> Defect:
    if draft.openness not in Openness.values:
        return Defect.NO_ATTRIBUTE
    missing = not draft.openness_reason or not draft.openness_basis or not draft.openness_note.strip()
    return Defect.NO_REASON if missing else Defect.WEAK_REASON


@transaction.atomic
def issue_number(draft: DocumentPage, user: User, text: str) -> NumberIssue | ReturnedDocument:
    """Give a number, with which the 3 days for the electronic text begin (R-024); or return the document.

    A document whose attribute is neither decided nor completely proposed gets a 退文单 instead (R-048).
    Raises PermissionDenied, ValidationError.
    """
    if not is_office(draft, user):
        raise PermissionDenied("文号、用印由本机构办公室登记，您目前不在该岗位上。")
    if issued := NumberIssue.objects.filter(page_id=draft.pk).first():
        raise ValidationError(f"本文件已编号“{issued.number}”，不能重复编号。")
    body, unit = draft.body, draft.unit
    if body is None or unit is None:
        raise ValidationError("请拟稿人先填写发布机构和责任科室，再编号。")
    number = parse_document_number(text)
    if number is None:
        raise ValidationError("文号格式不正确，应如“示政办发〔2026〕3号”。")
    problems = list(
        objections(
            draft.openness, draft.openness_reason, draft.openness_basis, draft.openness_note, draft.body_id
        )
    )
    if problems and not locked(draft.pk):
        note = "".join(problem.message for problem in problems)
        defect = _defect_of(problems, draft)
        return return_document(draft, user, defect=defect, note=note, returned_at=ReturnedAt.NUMBER)
    today = timezone.localdate()
    deadline = load_calendar().add_workdays(today, parameter_value("attr.handover.days", body))
    try:
        with transaction.atomic():
            issued = NumberIssue.objects.create(
                page_id=draft.pk,
                number=number.display,
                number_key=number.key,
                body=body,
                unit=unit,
                issued_on=today,
                issued_by=user,
                due_on=deadline.reached,
                is_provisional=deadline.provisional,
            )
            open_handover(issued, draft)
            return issued
    except IntegrityError:
        raise ValidationError(f"文号“{number.display}”已经登记给其他文件，请核对。") from None


@transaction.atomic
def receive_text(issue: NumberIssue, user: User) -> NumberIssue:
    """The electronic text has come. Raises PermissionDenied, ValidationError."""
    issue = NumberIssue.objects.select_for_update().get(pk=issue.pk)
    if not is_office(issue, user):
        raise PermissionDenied("电子文稿由本机构办公室接收，您目前不在该岗位上。")
    if issue.received_on:
        raise ValidationError(f"“{issue.number}”的电子文稿已于 {issue.received_on} 收到。")
    issue.received_on, issue.received_by = timezone.localdate(), user
    issue.save(update_fields=["received_on", "received_by"])
    meet_for(HANDOVER, subject=issue, by=user)
    return issue
