"""The clocks of a letter: the body's own aim, and the limit of the inspection."""

from typing import Any

from django.urls import reverse

from foundation.duties import services as duties
from foundation.duties.enums import Clock
from foundation.duties.kinds import DutyKind
from foundation.duties.models import Duty
from foundation.organisations.models import Unit, User

from .models import Letter
from .parameters import DAYS
from .rules import ANSWER_MONTHS, months_after

KIND = "feedback.letter"
LIMIT = "feedback.three_months"
ANSWER_DUTY = DutyKind(
    key=KIND, label="答复公众留言", basis=DAYS.basis, parameter=DAYS.key, base_event="收到留言"
)
LIMIT_DUTY = DutyKind(
    key=LIMIT,
    label="公众留言三个月内回应（单项否决）",
    basis="《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）：1年内有效留言超过3个月未回应的，单项否决",
    base_event="收到留言",
    clock=Clock.FIXED_DATE,
)


def start(letter: Letter) -> None:
    """Both clocks run from receipt; until a unit has it, the office is responsible."""
    address = reverse("feedback_admin:letter", args=[letter.pk])
    common: dict[str, Any] = {"subject": letter, "body": letter.body, "unit": letter.unit, "url": address}
    begun = letter.received_on
    duties.open_duty(KIND, label=f"答复留言《{letter.topic}》", base_on=begun, confirmed=True, **common)
    duties.open_duty(
        LIMIT,
        label=f"三个月内回应留言《{letter.topic}》",
        base_on=begun,
        due_on=months_after(begun, ANSWER_MONTHS),
        roll_over=False,
        confirmed=True,
        **common,
    )


def give_to(letter: Letter, unit: Unit, user: User) -> None:
    """Another unit answers."""
    for duty in Duty.objects.open().filter(kind__in=(KIND, LIMIT), object_id=str(letter.pk)):
        duties.reassign(duty, unit=unit, reason="留言转由该科室承办", by=user)


def meet(letter: Letter, user: User) -> None:
    """It was answered."""
    for kind in (KIND, LIMIT):
        duties.meet_for(kind, subject=letter, by=user)


def drop(letter: Letter, reason: str, user: User | None = None) -> None:
    """It need not be answered."""
    for kind in (KIND, LIMIT):
        for duty in Duty.objects.open().of(letter, kind):
            duties.cancel(duty, reason, user)
