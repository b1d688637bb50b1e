"""Consent of the departments that a clarification touches, each to the very text (R-132)."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from foundation.organisations.models import Body, User
from foundation.secrecy import access
from foundation.signoff.mails import at_posts, tell

from .access import ANSWERING
from .enums import ConsentState
from .page_models import ClarificationConsent, ClarificationPage


@dataclass(frozen=True, slots=True)
class Consent:
    """Where one touched department stands on the text as it is now."""

    body: Body
    said: ClarificationConsent | None

    @property
    def is_given(self) -> bool:
        return self.said is not None and self.said.state == ConsentState.CONSENT

    @property
    def words(self) -> str:
        return self.said.get_state_display() if self.said else "待回复"


def touched_bodies(draft: ClarificationPage) -> list[Body]:
    """The departments that have to agree."""
    return [body for body in draft.touched.all() if body.pk != draft.body_id]


def consents_of(draft: ClarificationPage) -> list[Consent]:
    """One for each touched department; one query beside theirs."""
    bodies = touched_bodies(draft)
    if not bodies or not draft.pk:
        return [Consent(body, None) for body in bodies]
    rows = ClarificationConsent.objects.filter(page_id=draft.pk, text_key=draft.consent_key).order_by("pk")
    said = {row.body_id: row for row in rows}
    return [Consent(body, said.get(body.pk)) for body in bodies]


def spoken_for(draft: ClarificationPage, user: User) -> list[Body]:
    """For which touched departments the user may answer, or put an answer on record as the drafter's office."""
    reached = access.bodies_reached(user, ANSWERING)
    bodies = touched_bodies(draft)
    if draft.body_id in reached or draft.unit_id in access.units_reached(user):
        return bodies
    return [body for body in bodies if body.pk in reached]


def ask_touched(draft: ClarificationPage) -> None:
    """Tell the offices of the touched departments that their answer is awaited; sent after commit."""
    for consent in consents_of(draft):
        if consent.said is None:
            people = at_posts(ANSWERING, consent.body.pk)
            tell(
                people,
                f"请回复意见：{draft.title}",
                f"{draft.body}拟公开澄清《{draft.title}》，涉及贵机关，请回复是否同意。",
            )


@transaction.atomic
def record_consent(
    draft: ClarificationPage, body: Body, user: User, *, state: str, person_name: str, note: str = ""
) -> ClarificationConsent:
    """Put an answer on record for the text as it is now. Raises PermissionDenied, ValidationError."""
    if body.pk not in {one.pk for one in spoken_for(draft, user)}:
        raise PermissionDenied(f"由{body}的办公室或者领导答复，或者由拟稿单位登记其答复。")
    if not person_name.strip():
        raise ValidationError({"person_name": "请填写涉及部门的经办人。"})
    if state == ConsentState.OBJECTION and not note.strip():
        raise ValidationError({"note": "不同意的，请写明理由。"})
    return ClarificationConsent.objects.create(
        page_id=draft.pk,
        title=draft.title,
        text_key=draft.consent_key,
        body=body,
        state=state,
        person_name=person_name.strip(),
        note=note.strip(),
        recorded_by=user,
    )
