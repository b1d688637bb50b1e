"""What every register asks of what somebody typed."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils import timezone

from foundation.submissions.findings import personal_data_in

SHORTEST = 5


def needed(words: str, field: str, label: str, shortest: int = SHORTEST) -> str:
    """The words, long enough to mean something and without numbers of persons. Raises ValidationError."""
    words = words.strip()
    if len(words) < shortest:
        raise ValidationError({field: f"请写明{label}，不少于{shortest}个字。"})
    return impersonal(words, field, label)


def impersonal(words: str, field: str, label: str) -> str:
    """The words without telephone, identity or card numbers and addresses. Raises ValidationError."""
    if found := personal_data_in(words):
        kinds = "、".join(sorted({one["label"] for one in found}))
        raise ValidationError(
            {field: f"{label}中有{kinds}，登记簿不保存个人信息。请删去后再提交；需要时填写申请编号。"}
        )
    return words.strip()


def past(day: dt.date, field: str, label: str, after: dt.date | None = None, of: str = "") -> dt.date:
    """A day that has come, and not before another. Raises ValidationError."""
    if day > timezone.localdate():
        raise ValidationError({field: f"{label}{day}在今天之后，请填写实际日期。"})
    if after and day < after:
        raise ValidationError({field: f"{label}{day}早于{of}{after}，请核对。"})
    return day


def coming(day: dt.date, field: str, label: str, after: dt.date) -> dt.date:
    """A day not before another. Raises ValidationError."""
    if day < after:
        raise ValidationError({field: f"{label}{day}早于{after}，请核对。"})
    return day
