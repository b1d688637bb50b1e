"""会前预审: normative documents go to a meeting only with the opinions that the body's rules name (R-085)."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from disclosure.documents.enums import DocumentKind
from disclosure.documents.models import DocumentPage
from foundation.organisations.enums import PostKind
from foundation.organisations.models import Appointment, User
from foundation.organisations.selectors import appointments_of
from foundation.rules.parameters import choices, parameter
from interpretation.policies.services import may_interpret

from .enums import Meeting, Slot, Stance
from .models import MeetingClearance, MeetingOpinion
from .selectors import package_of

REVIEWERS = "interp.meeting_reviewers"
DISCUSSED = frozenset({DocumentKind.NORMATIVE, DocumentKind.REGULATION})
SHORTEST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """One reviewing body with its last opinion; ``is_older`` says that the text changed since."""

    key: str
    label: str
    opinion: MeetingOpinion | None
    is_older: bool

    @property
    def refusal(self) -> str:
        """Why the document may not go to a meeting yet, as far as this body is concerned."""
        if self.opinion is None:
            return f"缺{self.label}预审意见。"
        if self.opinion.stance == Stance.REFUSED:
            return f"{self.label}不同意上会：{self.opinion.words}"
        return ""


def goes_to_meeting(document: DocumentPage) -> bool:
    """Whether this kind of document is discussed with opinions before it."""
    return document.kind in DISCUSSED


def label_of(reviewer: str) -> str:
    """The name of a reviewing body; what is no longer offered keeps its key."""
    return dict(parameter(REVIEWERS).options).get(reviewer, reviewer)


def asked_of(document: DocumentPage) -> list[Asked]:
    """Every reviewing body that the rules name, in their order. One query."""
    last = {one.reviewer: one for one in MeetingOpinion.objects.filter(document_id=document.pk)}
    return [
        Asked(
            key,
            label_of(key),
            last.get(key),
            key in last and last[key].revision_id != document.latest_revision_id,
        )
        for key in choices(REVIEWERS, document.body_id)
    ]


def meeting_refusals(document: DocumentPage) -> list[str]:
    """All reasons why the document may not go to a meeting yet."""
    if not goes_to_meeting(document):
        return ["会前预审只适用于行政规范性文件和规章。"]
    package = {Slot.NOTE, Slot.PLAN}
    missing = [
        "".join(state.faults)
        for state in package_of(document)
        if state.slot in package and not state.is_settled
    ]
    return missing + [one.refusal for one in asked_of(document) if one.refusal]


def recording_post(document: DocumentPage, user: User) -> Appointment | None:
    """秘书科, or the head of another unit than the drafting one: nobody writes the opinion on the own draft."""
    for held in appointments_of(user):
        post = held.post
        is_head = post.kind == PostKind.UNIT_HEAD and post.unit_id != document.unit_id
        if post.body_id == document.body_id and (is_head or post.kind == PostKind.OFFICE_REVIEWER):
            return held
    return None


@transaction.atomic
def record_opinion(
    document: DocumentPage,
    *,
    reviewer: str,
    stance: str,
    words: str,
    given_by: str,
    given_on: dt.date,
    user: User,
) -> MeetingOpinion:
    """Keep what a reviewing body said. Raises PermissionDenied, ValidationError."""
    held = recording_post(document, user)
    if held is None:
        raise PermissionDenied("会前预审意见由审核岗位或者起草科室以外的科室负责人登记。")
    if not goes_to_meeting(document):
        raise ValidationError("会前预审只适用于行政规范性文件和规章。")
    if reviewer not in choices(REVIEWERS, document.body_id):
        raise ValidationError({"reviewer": "规则参数没有要求该单位预审，请另选。"})
    if stance not in Stance.values:
        raise ValidationError({"stance": "请选择意见。"})
    if stance != Stance.AGREED and len(words.strip()) < SHORTEST_WORDS:
        raise ValidationError({"words": "修改后同意、不同意的，请写明意见。"})
    if given_on > timezone.localdate():
        raise ValidationError({"given_on": f"出具日期{given_on}晚于今天，请核对。"})
    values = {
        "document_id": document.pk, "revision_id": document.latest_revision_id, "reviewer": reviewer,
        "stance": stance, "words": words.strip() or "同意。", "given_by": given_by, "given_on": given_on,
    }  # fmt: skip
    DocumentPage.objects.select_for_update().get(pk=document.pk)
    last = MeetingOpinion.objects.filter(document_id=document.pk, reviewer=reviewer).last()
    if last and all(getattr(last, name) == value for name, value in values.items()):
        return last
    return MeetingOpinion.objects.create(**values, by=user, post_title=str(held.post))


@transaction.atomic
def clear_for_meeting(document: DocumentPage, meeting: str, user: User) -> MeetingClearance:
    """可上会. Raises PermissionDenied; ValidationError with everything that is missing."""
    if not (may_interpret(document, user) or recording_post(document, user)):
        raise PermissionDenied("可上会由起草科室的编辑或者审核岗位登记。")
    if meeting not in Meeting.values:
        raise ValidationError("请选择会议。")
    DocumentPage.objects.select_for_update().get(pk=document.pk)
    if refusals := meeting_refusals(document):
        raise ValidationError(refusals)
    last = MeetingClearance.objects.filter(document_id=document.pk).last()
    if last and (last.meeting, last.revision_id) == (meeting, document.latest_revision_id):
        return last
    said = [f"{one.label}：{one.opinion}" for one in asked_of(document)]
    return MeetingClearance.objects.create(
        document_id=document.pk,
        revision_id=document.latest_revision_id,
        meeting=meeting,
        opinions=said,
        by=user,
    )
