"""Looking at personal data: by right, for a reason, and on record (查看联系方式)."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from foundation.organisations.models import User

from .encryption import encrypted_fields
from .models import ContactAccess, key_of
from .registry import kind_of

SHORTEST_REASON, LONGEST_REASON = 4, 200
NOT_YOURS = "查看来件人个人信息由办理本件的岗位进行，您目前不在这些岗位上。"


@dataclass(frozen=True, slots=True)
class Revealed:
    """One piece of personal data with its label."""

    label: str
    value: str


@transaction.atomic
def reveal(submission: Any, user: User, reason: str) -> list[Revealed]:
    """Personal data of a submission; the look is written down first. Raises PermissionDenied, ValidationError."""
    kind = kind_of(submission)
    if not kind.may_reveal(submission, user):
        raise PermissionDenied(NOT_YOURS)
    reason = reason.strip()
    if len(reason) < SHORTEST_REASON:
        raise ValidationError({"reason": f"请写明查看理由，不少于{SHORTEST_REASON}个字。"})
    if len(reason) > LONGEST_REASON:
        raise ValidationError({"reason": f"查看理由请控制在{LONGEST_REASON}字以内。"})
    ContactAccess.objects.create(
        **key_of(submission),
        number=submission.number,
        kind_label=kind.label,
        body_id=submission.body_id,
        user=user,
        user_name=user.get_full_name(),
        reason=reason,
    )
    shown = (
        (str(field.verbose_name), getattr(submission, field.name)) for field in encrypted_fields(kind.model)
    )
    return [Revealed(label, value) for label, value in shown if value]
