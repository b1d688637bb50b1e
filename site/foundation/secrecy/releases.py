"""What happens with third parties: asked, answered or silent, decided; and the public interest."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from foundation.organisations.models import Body, User
from foundation.rules.parameters import in_force
from foundation.workdays.selectors import load_calendar

from . import access
from .enums import Choice, Decider, ThirdPartyAnswer
from .release_models import PublicInterestDecision, ThirdPartyConsultation
from .rules import SHORTEST_REASON, public_interest_problems
from .selectors import third_party_deadline


def _require(user: User, kinds: frozenset, body_id: int) -> None:
    if access.acting(user, kinds, body_id) is None:
        raise PermissionDenied(f"由本机构的{access.names(kinds)}办理，您目前不在这些岗位上。")


def _not_later(day: dt.date | None, field: str, label: str, earliest: dt.date | None = None) -> dt.date:
    if day is None:
        raise ValidationError({field: f"请填写{label}。"})
    if day > timezone.localdate():
        raise ValidationError({field: f"{label}不能晚于今天。"})
    if earliest and day < earliest:
        raise ValidationError({field: f"{label}不能早于 {earliest}。"})
    return day


@transaction.atomic
def consult(user: User, *, body: Body, page=None, **fields: Any) -> ThirdPartyConsultation:
    """Ask a right holder in writing. Raises PermissionDenied, ValidationError."""
    _require(user, access.CONSULT, body.pk)
    _not_later(fields.get("sent_on"), "sent_on", "发出日期")
    letter = ThirdPartyConsultation(
        body=body, page_id=page.pk if page is not None else None, created_by=user, **fields
    )
    letter.full_clean()
    letter.save()
    return letter


@transaction.atomic
def record_answer(
    letter: ThirdPartyConsultation,
    user: User,
    *,
    answer: str,
    answered_on: dt.date | None = None,
    answer_text: str = "",
    received_on: dt.date | None = None,
    scan: Any = None,
) -> ThirdPartyConsultation:
    """Write down what the right holder says; silence only once the time is over."""
    letter = ThirdPartyConsultation.objects.select_for_update().get(pk=letter.pk)
    _require(user, access.CONSULT, letter.body_id)
    if letter.answer or letter.closed_reason:
        raise ValidationError("本件已登记过结果，不能重复登记。")
    if answer not in ThirdPartyAnswer.values:
        raise ValidationError({"answer": "请选择权利人的意见。"})
    if received_on:
        letter.received_on = _not_later(received_on, "received_on", "权利人收到日期", letter.sent_on)
    if answer == ThirdPartyAnswer.SILENT:
        due = third_party_deadline(load_calendar(), letter).due
        if due and timezone.localdate() <= due:
            raise ValidationError({"answer": f"答复期限到 {due} 为止，期限届满前不能登记“未答复”。"})
    else:
        letter.answered_on = _not_later(answered_on, "answered_on", "答复日期", letter.sent_on)
        if answer == ThirdPartyAnswer.OBJECTS and not answer_text.strip():
            raise ValidationError({"answer_text": "权利人不同意的，请登记其理由。"})
    letter.answer, letter.answer_text = answer, answer_text.strip()
    if scan:
        letter.scan = scan
    letter.save()
    return letter


@transaction.atomic
def decide_after_silence(
    letter: ThirdPartyConsultation, user: User, *, choice: str, reasons: str
) -> ThirdPartyConsultation:
    """Silence opens a decision, with reasons, and never a release by itself (R-069, R-170)."""
    letter = ThirdPartyConsultation.objects.select_for_update().get(pk=letter.pk)
    _require(user, access.DECIDE_AFTER_SILENCE, letter.body_id)
    if letter.answer != ThirdPartyAnswer.SILENT or letter.choice or letter.closed_reason:
        raise ValidationError("只有逾期未答复、尚未处理的才需作出处理决定。")
    if choice not in Choice.values:
        raise ValidationError({"choice": "请选择予以公开或不予公开。"})
    if len(reasons.strip()) < SHORTEST_REASON:
        raise ValidationError({"reasons": f"请写明处理理由，不少于 {SHORTEST_REASON} 个字。"})
    letter.choice, letter.choice_reasons = choice, reasons.strip()
    letter.chosen_by, letter.chosen_at = user, timezone.now()
    letter.save()
    return letter


@transaction.atomic
def close_consultation(letter: ThirdPartyConsultation, user: User, *, reason: str) -> ThirdPartyConsultation:
    """The draft no longer holds what concerned the right holder; says why."""
    letter = ThirdPartyConsultation.objects.select_for_update().get(pk=letter.pk)
    _require(user, access.DECIDE_AFTER_SILENCE, letter.body_id)
    if len(reason.strip()) < SHORTEST_REASON:
        raise ValidationError({"reason": f"请写明不再征求的原因，不少于 {SHORTEST_REASON} 个字。"})
    letter.closed_reason = reason.strip()
    letter.save(update_fields=["closed_reason"])
    return letter


@transaction.atomic
def record_decision(user: User, *, body: Body, page=None, **fields: Any) -> PublicInterestDecision:
    """Write down a public-interest decision. A contradiction between finding and outcome is refused."""
    _require(user, access.CONSULT, body.pk)
    _not_later(fields.get("decided_on"), "decided_on", "决定日期")
    found = {
        problem.field: problem.message
        for problem in public_interest_problems(fields["finding"], fields["outcome"], fields["reasons"])
    }
    if found:
        raise ValidationError(found)
    wanted = in_force("review.override_decider", body, fields.get("decided_on"))
    if fields.get("decider", Decider.AGENCY_HEAD) != wanted.value:
        raise ValidationError({"decider": f"按规定，公共利益决定由“{wanted.shown}”作出，请核对决定主体。"})
    decision = PublicInterestDecision(
        body=body, page_id=page.pk if page is not None else None, created_by=user, **fields
    )
    decision.full_clean()
    decision.save()
    return decision


@transaction.atomic
def record_notice(
    decision: PublicInterestDecision, user: User, *, sent_on: dt.date | None, channel: str, proof: Any = None
) -> PublicInterestDecision:
    """That the right holder was told in writing (决定公开告知书); before this nothing is released."""
    decision = PublicInterestDecision.objects.select_for_update().get(pk=decision.pk)
    _require(user, access.CONSULT, decision.body_id)
    if decision.outcome != Choice.OPEN:
        raise ValidationError("决定不予公开的，无须发告知书。")
    if decision.notice_sent_on:
        raise ValidationError("告知书已登记发出，不能重复登记。")
    if not channel.strip():
        raise ValidationError({"channel": "请填写送达方式和凭证，如挂号信号码、签收人。"})
    decision.notice_sent_on = _not_later(sent_on, "sent_on", "发出日期", decision.decided_on)
    decision.notice_channel = channel.strip()
    if proof:
        decision.proof = proof
    decision.save()
    return decision
