"""Withdrawn, put together with another, taken apart."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from foundation.organisations.models import User
from foundation.submissions.findings import masked, personal_data_in
from foundation.submissions.intake import next_number
from foundation.submissions.rules import fingerprint, near_key

from . import clocks, telling, writing
from .closing import close_unanswered
from .enums import Ending, State
from .models import Case, CaseItem
from .rules import prefix_of
from .signals import case_ended
from .states import STEPS
from .steps import begin, day_between, locked, note, reason_given

# What a part does not take over from the application it was part of.
_OF_THE_WHOLE = frozenset({
    "id", "number", "code_digest", "idempotency_key", "posted_digest", "text", "subject", "fingerprint", "near_key",
    "findings", "split_from", "merged_into",
})  # fmt: skip


@transaction.atomic
def withdraw(case: Case, *, by: User | None = None, reason: str = "", on: dt.date | None = None) -> Case:
    """The applicant (``by`` None), or an officer to whom they said so, takes it back; also while it is being signed."""
    case = begin(case, "withdraw", by)
    day = day_between(on, case.submitted_on, "撤回日期")
    # The applicant's own words may say who they are.
    words = (
        reason_given(reason, "申请人撤回的方式和情况") if by else f"申请人在线撤回。{masked(reason.strip())}"
    )
    withdrawn_at = case.withdrawn_at or timezone.now()
    close_unanswered(case, "withdraw", Ending.WITHDRAWN, day, by, withdrawn_at=withdrawn_at)
    event = note(case, "withdraw", words, told=f"申请已于{day}撤回，办理终结。", on=day, by=by)
    case_ended.send(Case, case=case, event=event)
    telling.tell_office(case, "申请人已撤回申请", without=by)
    return case


@transaction.atomic
def merge(case: Case, into: Case, *, by: User) -> Case:
    """并案: its matters go to another application of the same applicant, which is answered for both.

    Only into one that was received no later, so that nobody waits longer for it.
    """
    for pk in sorted({case.pk, into.pk}):
        locked(Case(pk=pk))
    case, into = begin(case, "merge", by), locked(into)
    _check_mergeable(case, into)
    last = max(into.items.values_list("order", flat=True), default=0)
    CaseItem.objects.bulk_create(
        CaseItem(case=into, order=last + place, text=item.text)
        for place, item in enumerate(case.items.all(), start=1)
    )
    close_unanswered(case, "merge", Ending.MERGED, timezone.localdate(), by, merged_into=into)
    told = f"本申请与您的另一件申请{into.number}合并办理，一并答复。"
    event = note(case, "merge", f"并入{into.number}", told=told, by=by)
    note(into, "took_in", f"{case.number}并入本件", told=f"您的申请{case.number}并入本件一并答复。", by=by)
    case_ended.send(Case, case=case, event=event)
    return case


def _check_mergeable(case: Case, into: Case) -> None:
    if case.pk == into.pk or case.body_id != into.body_id:
        raise ValidationError("请选择本机关受理的另一件申请。")
    if not case.applicant_key or case.applicant_key != into.applicant_key:
        raise ValidationError("只能并入同一申请人的申请。")
    if State(into.state) not in STEPS["merge"].sources:
        raise ValidationError(f"{into.number}目前为“{into.get_state_display()}”，不能再并入其他申请。")
    if case.received_on and into.received_on and into.received_on > case.received_on:
        raise ValidationError(f"{into.number}收到在后，请并入收到在前的一件，以免延误答复。")


@transaction.atomic
def split(case: Case, items: Sequence[CaseItem], *, by: User) -> Case:
    """拆分: these matters become a case of their own; day of receipt, time used and what is known stay the same.

    The part has no code: the applicant follows it with that of the whole, and gets a 登记回执 that says so.
    """
    case = begin(case, "split", by)
    moved = list(case.items.filter(pk__in=[item.pk for item in items]))
    if not moved or len(moved) == case.items.count():
        raise ValidationError("请选择要拆分的事项，并在原申请中至少保留一项。")
    part = _part_of(case, moved)
    for order, item in enumerate(moved, start=1):
        CaseItem.objects.filter(pk=item.pk).update(case=part, order=order)
    clocks.copy(case, part, by)
    by_code = f"凭申请{case.number}的回执码查询"
    told = f"部分事项另立为{part.number}办理，收到申请之日不变，{by_code}。"
    note(case, "split", f"{len(moved)}项另立为{part.number}", told=told, by=by)
    told = f"由您的申请{case.number}拆分，收到申请之日不变，{by_code}。"
    letter = writing.receipt(part, by, part_of=case.number)
    note(part, "part", f"由{case.number}拆分", told=told, by=by, letter=letter)
    return part


def _part_of(case: Case, moved: Sequence[CaseItem]) -> Case:
    text = "\n".join(item.text for item in moved)
    copied: dict[str, Any] = {
        field.attname: getattr(case, field.attname)
        for field in Case._meta.concrete_fields
        if field.name not in _OF_THE_WHOLE
    }
    return Case.objects.create(
        number=next_number(prefix_of(case.number), timezone.localdate()),
        text=text, subject=moved[0].text[:200], fingerprint=fingerprint(text), near_key=near_key(text),
        findings=personal_data_in(text), split_from=case, **copied,
    )  # fmt: skip
