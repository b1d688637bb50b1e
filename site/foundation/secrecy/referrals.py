"""What happens to a referral: opened, taken level by level, sent, extended, answered. Every step is recorded."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import WorkflowState

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Appointment, Body, Unit, User
from foundation.rules.parameters import value
from foundation.signoff.enums import Decision
from foundation.signoff.services import append_seal, revision_digest
from foundation.workdays.selectors import load_calendar

from . import access, mails
from .enums import Determination, ReferralKind, ReferralState, Step
from .models import Referral, ReferralEvent
from .rules import SHORTEST_REASON, extension_problems
from .selectors import addressees, answer_deadline, open_referral, opening_refusal, step_refusal
from .states import OPENERS, TRANSITIONS

_REQUIRED = {
    ReferralKind.DETERMINATION: {
        "information_name": "请填写信息名称。",
        "content": "请填写信息内容。",
        "doubt": "请写明不能确定的原因，没有原因不能提请。",
    },
    ReferralKind.RECONSIDERATION: {
        "information_name": "请填写信息名称。",
        "content": "请填写信息内容。",
        "applicant_reasons": "请填写申请人要求公开的理由。",
        "respondent_reasons": "请填写被申请人不公开的理由。",
    },
}


@transaction.atomic
def open_case(
    user: User,
    *,
    body: Body,
    unit: Unit | None = None,
    page=None,
    kind: str = ReferralKind.DETERMINATION,
    address: str | None = None,
    **fields: Any,
) -> Referral:
    """Put a question. By a 保密审查责任人 this is the first review itself; others' questions go to that post.

    ``fields``: topic and the texts of the letter. Raises PermissionDenied, ValidationError.
    """
    if why_not := opening_refusal(user, body.pk, unit.pk if unit else None, kind):
        raise PermissionDenied(why_not)
    missing = {
        name: words
        for name, words in _REQUIRED[ReferralKind(kind)].items()
        if not str(fields.get(name, "")).strip()
    }
    if missing:
        raise ValidationError(missing)
    if page is not None and open_referral(page):
        raise ValidationError("本稿已有提请正在办理，请勿重复提请。")
    held = access.acting(user, access.HANDLERS | OPENERS, body.pk, unit.pk if unit else None)
    is_first = access.acting(user, {PostKind.SECRECY_REVIEWER}, body.pk) is not None
    revision = page.get_latest_revision() if page is not None else None
    referral = Referral.objects.create(
        kind=kind,
        body=body,
        unit=unit,
        page_id=page.pk if page is not None else None,
        revision_id=revision.pk if revision else None,
        content_digest=revision_digest(revision) if revision else "",
        state=ReferralState.AT_SECOND if is_first else ReferralState.AT_FIRST,
        addressee=addressees(body, fields["topic"])[0],
        opened_by=user,
        **fields,
    )
    _record(referral, Step.OPEN, user, held, fields.get("own_opinion", ""), {}, address)
    return referral


def open_for_page(page, user: User, **fields: Any) -> Referral:
    """提请确定 about the newest draft of a page."""
    draft = page.get_latest_revision_as_object()
    return open_case(user, body=draft.body, unit=draft.unit, page=page, **fields)


@transaction.atomic
def take_step(
    referral: Referral, step: str, user: User, *, opinion: str = "", address: str | None = None, **facts: Any
) -> Referral:
    """The one way a referral moves on. ``facts``: what the step records (dates, days, determination, scan).

    Raises PermissionDenied with the reason, ValidationError by field.
    """
    referral = Referral.objects.select_for_update().get(pk=referral.pk)
    if why_not := step_refusal(referral, step, user):
        raise PermissionDenied(why_not)
    transition = TRANSITIONS[ReferralState(referral.state), Step(step)]
    held = access.acting(user, transition.posts, referral.body_id, referral.unit_id)
    _APPLY.get(Step(step), _opinion_alone)(referral, user, opinion.strip(), facts)
    referral.state = transition.to
    referral.save()
    kept = {name: str(given) for name, given in facts.items() if given and name != "scan"}
    _record(referral, Step(step), user, held, opinion.strip(), kept, address)
    return referral


def _opinion_alone(referral: Referral, user: User, opinion: str, facts: dict[str, Any]) -> None:
    if len(opinion) < SHORTEST_REASON:
        raise ValidationError({"opinion": f"请写明意见和理由，不少于 {SHORTEST_REASON} 个字。"})


def _approve(referral: Referral, user: User, opinion: str, facts: dict[str, Any]) -> None:
    referral.approver_name, referral.approved_on = user.get_full_name(), timezone.localdate()


def _nothing(referral: Referral, user: User, opinion: str, facts: dict[str, Any]) -> None:
    """Withdrawing needs no reason."""


def _settle(referral: Referral, user: User, opinion: str, facts: dict[str, Any]) -> None:
    _opinion_alone(referral, user, opinion, facts)
    _determine(referral, facts.get("determination", ""), timezone.localdate(), opinion)


def _answer(referral: Referral, user: User, opinion: str, facts: dict[str, Any]) -> None:
    day = _day(facts.get("on"), "on", "答复日期")
    if referral.sent_on and day < referral.sent_on:
        raise ValidationError({"on": "答复日期早于上报日期，请核对。"})
    if len(opinion) < SHORTEST_REASON:
        raise ValidationError({"opinion": f"请摘录答复内容，不少于 {SHORTEST_REASON} 个字。"})
    _determine(referral, facts.get("determination", ""), day, opinion)
    if scan := facts.get("scan"):
        referral.scan = scan


def _determine(referral: Referral, determination: str, day: dt.date, words: str) -> None:
    if determination not in Determination.values:
        raise ValidationError({"determination": "请选择确定意见。没有确定意见的答复不能办结。"})
    referral.determination, referral.decided_on, referral.answer = determination, day, words


def _send(referral: Referral, user: User, opinion: str, facts: dict[str, Any]) -> None:
    day = _day(facts.get("on"), "on", "上报日期")
    if referral.approved_on and day < referral.approved_on:
        raise ValidationError({"on": "上报日期早于负责人批准的日期，请核对。"})
    referral.sent_on = day


def _receive(referral: Referral, user: User, opinion: str, facts: dict[str, Any]) -> None:
    day = _day(facts.get("on"), "on", "对方收到日期")
    if referral.sent_on and day < referral.sent_on:
        raise ValidationError({"on": "对方收到日期早于上报日期，请核对。"})
    if referral.extension_days:
        raise ValidationError({"on": "已登记延长，收到日期不能再改。"})
    referral.received_on = day


def _extend(referral: Referral, user: User, opinion: str, facts: dict[str, Any]) -> None:
    if referral.extension_days:
        raise ValidationError({"days": "延长只有一次，本件已经延长过。"})
    deadline = answer_deadline(load_calendar(), referral)
    if deadline is None or deadline.due is None:
        raise ValidationError({"days": "请先登记对方收到日期，再登记延长。"})
    days, notified = facts.get("days"), facts.get("on")
    names = {"reason": "opinion", "notified_on": "on"}
    most = value("review.referral_ext", referral.body_id, referral.received_on)
    found = {
        names.get(problem.field, problem.field): problem.message
        for problem in extension_problems(days, opinion, notified, most)
    }
    if notified and notified > deadline.due:
        found["on"] = f"告知延长的日期晚于原期限 {deadline.due}，不是及时告知，不能延长。"
    if found:
        raise ValidationError(found)
    referral.extension_days, referral.extension_reason = days, opinion
    referral.extension_notified_on = notified


def _day(given: dt.date | None, name: str, label: str) -> dt.date:
    if given is None:
        raise ValidationError({name: f"请填写{label}。"})
    if given > timezone.localdate():
        raise ValidationError({name: f"{label}不能晚于今天。"})
    return given


_APPLY = {
    Step.APPROVE: _approve,
    Step.SETTLE: _settle,
    Step.SEND: _send,
    Step.RECEIVE: _receive,
    Step.EXTEND: _extend,
    Step.ANSWER: _answer,
    Step.WITHDRAW: _nothing,
}


def _record(
    referral: Referral,
    step: Step,
    user: User,
    held: Appointment | None,
    opinion: str,
    facts: dict[str, str],
    address: str | None,
) -> None:
    """An event of its own, and a seal in the page's record when the question is about a page."""
    on_behalf_of = held.on_behalf_of.get_full_name() if held and held.on_behalf_of else ""
    post_title = str(held.post) if held else ""
    seal = None
    if referral.page is not None:
        submission = WorkflowState.objects.active().for_instance(referral.page).first()
        seal = append_seal(
            referral.page,
            digest=referral.content_digest,
            revision_id=referral.revision_id,
            workflow_state_id=submission.pk if submission else None,
            step=step.label,
            post_title=post_title,
            person=user,
            person_name=user.get_full_name(),
            on_behalf_of=on_behalf_of,
            decision=Decision.REFERRED,
            opinion=opinion,
            checks=[f"{referral.get_kind_display()}：{referral.get_state_display()}"],
            address=address,
        )
    ReferralEvent.objects.create(
        referral=referral,
        step=step,
        state=referral.state,
        person=user,
        person_name=user.get_full_name(),
        post_title=post_title,
        on_behalf_of=on_behalf_of,
        opinion=opinion,
        facts=facts,
        seal=seal,
    )
    mails.referral_moved(referral, user)
