"""Answers to what was asked in a matter: hand-over, referral, task, what was handed on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.forms import Form

from foundation.organisations.models import User
from foundation.secrecy.access import acting

from . import access, closing, forms, handling
from .models import RumourCase
from .record_models import HandedOn, HandOver, MediaTask, Referral


@dataclass(frozen=True, slots=True)
class RowAct:
    """One kind of answer. ``case_of`` finds the matter, ``by`` says who may answer, ``open`` whether it is awaited."""

    key: str
    label: str
    model: type[Model]
    form: type[Form]
    perform: Callable[..., Any]
    case_of: Callable[[Any], RumourCase]
    by: Callable[[Any, User], Any]
    is_open: Callable[[Any], bool]
    said: str


def _task_or_referral(row: Any, user: User) -> Any:
    return access.handler(row.case, user) or access.answering(row.to_body_id, user)


ROW_ACTS = {
    act.key: act
    for act in (
        RowAct(
            "accept", "答复移交", HandOver, forms.AnswerOfferForm, handling.answer_offer,
            lambda row: row.case, lambda row, user: access.receiver(row.to_unit, user),
            lambda row: row.accepted is None, "已答复移交。",
        ),
        RowAct(
            "answer", "登记答复", Referral, forms.AnswerForm, handling.answer_referral,
            lambda row: row.case, _task_or_referral, lambda row: row.answered_at is None, "答复已登记。",
        ),
        RowAct(
            "finish", "反馈结果", MediaTask, forms.ResultForm, handling.finish_task,
            lambda row: row.case, _task_or_referral, lambda row: row.done_at is None, "办理结果已登记。",
        ),
        RowAct(
            "settle", "登记结果", HandedOn, forms.SettleForm, closing.settle,
            lambda row: row.closing.case,
            lambda row, user: acting(user, closing.FOLLOWING, row.closing.case.body_id, row.closing.case.unit_id),
            lambda row: row.settled_at is None, "结果已登记。",
        ),
    )
}  # fmt: skip


def awaited(case: RumourCase, user: User) -> list[tuple[RowAct, Any, bool]]:
    """What was asked and is not answered, and whether the user may answer it. Four queries and the rights."""
    rows: list[tuple[RowAct, Any]] = []
    rows += [
        (ROW_ACTS["accept"], row)
        for row in case.handovers.filter(accepted__isnull=True).select_related("to_unit__body")
    ]
    rows += [(ROW_ACTS["answer"], row) for row in case.referrals.filter(answered_at__isnull=True)]
    rows += [(ROW_ACTS["finish"], row) for row in case.tasks.filter(done_at__isnull=True)]
    handed = HandedOn.objects.filter(closing__case=case, settled_at__isnull=True).select_related(
        "closing__case"
    )
    rows += [(ROW_ACTS["settle"], row) for row in handed]
    return [(act, row, act.by(row, user) is not None) for act, row in rows]
