"""What signing brings: the numbered letter, the record of what was signed, and the way back when it is returned."""

import hashlib
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.dispatch import receiver
from wagtail.models import Revision, WorkflowState
from wagtail.signals import workflow_cancelled, workflow_rejected

from disclosure.guides.selectors import supervision_of
from disclosure.requests import services
from disclosure.requests.enums import State
from disclosure.requests.models import Case
from disclosure.requests.signals import answer_wanted_back, case_ended
from foundation.letters.models import Letter
from foundation.letters.rules import chinese_date
from foundation.letters.services import issue
from foundation.organisations.models import User
from foundation.signoff.models import Seal
from foundation.signoff.services import chain_concluded
from foundation.signoff.submissions import is_under_review

from .letters import LEGACY, LEGACY_STOP, boxes_of
from .models import AnswerPage, SignedAnswer
from .selectors import withheld_places


@receiver(chain_concluded, sender=AnswerPage, dispatch_uid="answer_signed")
def answer_signed(page: AnswerPage, revision: Revision, seal: Seal, **kwargs: Any) -> None:
    """The letter gets its number in the transaction of the last signature, or neither happens.

    The case goes on first: one that was withdrawn a moment before refuses, and the signature with it.
    """
    draft = revision.as_object()
    case = services.answer_signed(draft.case, seal_id=seal.pk)
    if seal.person is None:
        raise PermissionDenied("答复须由人签发。")
    letter = _letter(draft, case, seal.person)
    SignedAnswer.objects.create(
        case=case,
        page=page,
        revision_id=revision.pk,
        content_digest=seal.content_digest,
        seal_id=seal.pk,
        letter=letter,
        files=files_of(draft),
        supply_on=draft.supply_on,
    )
    words = f"{letter}，文件{len(draft.attachments.all())}个"
    services.note(case, "letter", words, by=seal.person, letter=letter, label="制发文书")


def files_of(page: AnswerPage) -> list[dict[str, Any]]:
    """What the applicant gets beside the letter, with digests."""
    rows = []
    for attachment in page.attachments.all():
        document = attachment.document
        with document.open_file() as handle:
            digest = hashlib.file_digest(handle, "sha256").hexdigest()
        rows.append(
            {
                "document": document.pk,
                "name": document.filename,
                "title": str(attachment),
                "item": attachment.item.order if attachment.item else None,
                "sha256": digest,
            }
        )
    return rows


def letter_fields(page: AnswerPage, case: Case) -> dict[str, Any]:
    """The fields of the answer's letter; the addressee comes from the case."""
    received = case.received_on or case.submitted_on
    fields: dict[str, Any] = {
        "addressee": case.name,
        "case_number": case.number,
        "received": chinese_date(received),
        "asked": page.asked,
        "decision": page.decision,
        "reasons": page.reasons,
        "next_steps": page.next_steps,
        "remedies": page.remedies,
        "files": [
            (str(number), str(attachment))
            for number, attachment in enumerate(page.attachments.all(), start=1)
        ],
        "withheld": withheld_places(page),
    }
    if page.letter_key in LEGACY:
        fields["boxes"] = boxes_of(page.letter_key, case.items.all())
    if page.letter_key == LEGACY_STOP:
        fields["complaints"] = supervision_of(case.body_id)
    return fields


def _letter(page: AnswerPage, case: Case, by: User) -> Letter:
    return issue(page.letter_key, case.body, letter_fields(page, case), case, by, subject_text=case.number)


@receiver(workflow_rejected, sender=WorkflowState, dispatch_uid="answer_returned")
@receiver(workflow_cancelled, sender=WorkflowState, dispatch_uid="answer_taken_back")
def answer_returned(instance: WorkflowState, user: User | None = None, **kwargs: Any) -> None:
    """Returned by a reviewer or taken back: the case goes on where it was. One that has ended stays so."""
    page = instance.content_object
    if page is None or page.specific_class is not AnswerPage:
        return
    case = Case.objects.get(answers=page.pk)
    if case.state == State.SIGNING:
        is_returned = instance.status == WorkflowState.STATUS_NEEDS_CHANGES
        services.answer_returned(case, words="审签退回" if is_returned else "撤回送审")


@receiver(case_ended, dispatch_uid="answer_case_ended")
@receiver(answer_wanted_back, dispatch_uid="answer_wanted_back")
def stop_signing(case: Case, **kwargs: Any) -> None:
    """Cancel what is being signed, once the case's own step is written.

    After commit, because a signature locks the page first and the case after it: the other way round both could wait
    for each other. Until then the gate refuses every signature of a case that has ended.
    """
    transaction.on_commit(lambda: cancel_signing(case.pk), robust=True)


def cancel_signing(case_id: int) -> int:
    """Cancel every open signing of a case's answers; how many there were. Safe to run again."""
    stopped = 0
    for page in AnswerPage.objects.filter(case=case_id):
        state = page.current_workflow_state
        if state is not None and is_under_review(page.pk):
            state.cancel()
            stopped += 1
    return stopped
