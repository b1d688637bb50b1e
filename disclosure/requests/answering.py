"""The answer on its way: checked, signed, delivered, supplied. What it says is for ``answers``."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from foundation.letters.models import Letter
from foundation.organisations.models import User

from . import clocks, telling
from .closing import close
from .duties import ANSWER, FIRST_REVIEW, INNER, SUPPLY
from .enums import AnswerKind, ConsultedKind, Ending, Opinion, State, Way
from .models import Case, CaseFile, CaseItem, Consultation
from .signals import answer_wanted_back
from .steps import begin, check_handles, day_between, locked, move, note, reason_given, write

_CORRECTED = frozenset({Ending.ANSWERED, Ending.ABANDONED, Ending.UNPAID})


IDENTITY_FIRST = "申请与自身相关的信息，须先核验申请人身份（待核验身份）。"


@transaction.atomic
def review(
    case: Case,
    *,
    by: User,
    state_secret: bool,
    needs_approval: bool,
    third_party: bool,
    own_record: bool = False,
    words: str = "",
) -> Case:
    """详审 (R-168): whether it touches secrets, needs an approval, touches a third party. The answer is held to it.

    ``own_record``: it asks for the applicant's own records although nobody ticked so (R-157).
    """
    case = locked(case)
    check_handles(case, by)
    if case.state not in (State.REGISTERED, State.HANDLING, State.CONSULTING):
        raise ValidationError(f"本申请目前为“{case.get_state_display()}”，不需要详审。")
    found: dict[str, Any] = {
        "state_secret": state_secret, "needs_approval": needs_approval, "third_party": third_party,
    }  # fmt: skip
    labels = {"state_secret": "可能涉密", "needs_approval": "需经批准", "third_party": "涉及第三方"}
    said = (
        "、".join(labels[name] for name, is_so in found.items() if is_so) or "不涉密、不需批准、不涉及第三方"
    )
    if own_record and not case.is_own_record:
        write(case, is_own_record=True)
        said += "；属于与申请人自身相关的信息，须核验身份"
    note(case, "review", f"{said}。{words.strip()}", by=by, **found)
    return case


def _opens(items: list[CaseItem]) -> bool:
    """Whether something is given out that was not public before."""
    return any(item.kind in (AnswerKind.GRANTED, AnswerKind.PARTIAL) for item in items)


def _approved(asked: list[Consultation]) -> bool:
    """Whether another body, asked in writing, agreed."""
    others = (ConsultedKind.OTHER_BODY, ConsultedKind.JOINT_MAKER)
    return any(one.kind in others and one.opinion == Opinion.AGREES for one in asked)


def answer_problems(case: Case) -> list[str]:
    """Everything that stands between the case and its answer, in Chinese; empty when nothing does. Three queries."""
    found = []
    if case.waits_for_identity:
        found.append(IDENTITY_FIRST)
    items = list(case.items.all())
    if undecided := [str(item.order) for item in items if not item.kind]:
        found.append(f"第{'、'.join(undecided)}项申请事项尚未认定答复类型。")
    asked = list(case.consultations.all())
    if any(one.closed_on is None for one in asked):
        found.append("征求意见（协办）尚未结束。")
    third = [one for one in asked if one.kind == ConsultedKind.THIRD_PARTY]
    if any(one.waits_for_decision for one in third):
        found.append("第三方不同意或者逾期未答复的，须由本机关认定是否公开（待决定）。")
    reviewed = case.events.filter(step="review").order_by("pk").last()
    if reviewed and reviewed.details.get("third_party") and not third:
        found.append("详审认定涉及第三方，须先征求第三方意见。")
    if reviewed and reviewed.details.get("needs_approval") and _opens(items) and not _approved(asked):
        found.append(
            "详审认定公开须经其他机关批准（条例第十一条）：请先以“征求意见—其他机关”报请，取得同意后再作出公开的答复。"
        )
    return found


@transaction.atomic
def submit_answer(case: Case, *, by: User) -> Case:
    """送审答复. Raises ValidationError with every problem."""
    case = begin(case, "submit", by)
    if problems := answer_problems(case):
        raise ValidationError(problems)
    move(case, "submit")
    clocks.met(case, timezone.localdate(), by, FIRST_REVIEW.key)
    note(case, "submit", "答复送审", by=by)
    return case


@transaction.atomic
def answer_returned(case: Case, *, by: User | None = None, words: str = "") -> Case:
    """The chain sent it back, or the office took it back: the time goes on, and has gone on all the while."""
    case = begin(case, "return", by)
    move(case, "return")
    event = note(case, "return", words or "答复退回修改", by=by)
    if by is not None:
        answer_wanted_back.send(Case, case=case, event=event)
    telling.tell_unit(case, "答复退回修改", without=by)
    return case


@transaction.atomic
def answer_signed(case: Case, *, seal_id: int) -> Case:
    """The last signature of the chain. Raises ValidationError when the case has ended in the meantime."""
    case = begin(case, "sign", None)
    move(case, "sign")
    note(case, "sign", "答复已签发", told="答复书已签发，正在送达。", seal=seal_id)
    telling.tell_office(case, "答复已签发，请送达")
    return case


@transaction.atomic
def deliver(
    case: Case,
    *,
    by: User,
    way: str,
    on: dt.date | None = None,
    proof: CaseFile | str = "",
    supply_on: dt.date | None = None,
    letter: Letter | None = None,
) -> Case:
    """送达 of ``letter`` on that day, which by post is 交邮之日.

    With ``supply_on`` the information follows by then (条例 36(二)). Raises ValidationError without proof, and before
    the result of a transferred case is reported (R-191).
    """
    case = begin(case, "deliver_later" if supply_on else "deliver", by)
    signed_on = case.events.filter(step="sign").latest("pk").on
    day = day_between(on, signed_on, "送达日期")
    if not proof:
        raise ValidationError({"proof": "请写明或者上传送达凭证（如挂号信编号、签收单）。"})
    if supply_on and supply_on < day:
        raise ValidationError({"supply_on": f"提供信息的日期（{supply_on}）应在送达之后。"})
    if case.transfers.filter(to_body=case.body_id, wants_report=True, reported_on=None).exists():
        raise ValidationError("本申请由其他机关转办，请先报送办理结果，再办结。")
    clocks.met(case, day, by, ANSWER.key, INNER.key, FIRST_REVIEW.key)
    words, details = _proven(way, proof)
    told = f"答复书已于{day}以{Way(way).label}方式送达。"
    if supply_on:
        move(case, "deliver_later")
        clocks.await_supply(case, supply_on, by)
        told += f"信息将于{supply_on}前提供。"
        note(
            case,
            "deliver_later",
            words,
            told=told,
            on=day,
            by=by,
            letter=letter,
            supply_on=supply_on,
            **details,
        )
    else:
        close(case, "deliver", Ending.ANSWERED, day)
        note(case, "deliver", words, told=told, on=day, by=by, letter=letter, **details)
    return case


@transaction.atomic
def supply(case: Case, *, by: User, way: str, on: dt.date | None = None, proof: CaseFile | str = "") -> Case:
    """The information itself was given."""
    case = begin(case, "supply", by)
    delivered_on = case.events.filter(step="deliver_later").latest("pk").on
    day = day_between(on, delivered_on, "提供日期")
    if not proof:
        raise ValidationError({"proof": "请写明或者上传提供信息的凭证。"})
    clocks.met(case, day, by, SUPPLY.key)
    close(case, "supply", Ending.ANSWERED, day)
    words, details = _proven(way, proof)
    note(case, "supply", words, told=f"信息已于{day}以{Way(way).label}方式提供。", on=day, by=by, **details)
    return case


def _proven(way: str, proof: CaseFile | str) -> tuple[str, dict[str, Any]]:
    """The way in words, and what shows it: a file by its number, or words of the officer."""
    if isinstance(proof, CaseFile):
        return f"以{Way(way).label}方式；凭证：{proof.name}", {"way": way, "proof": proof.pk}
    return f"以{Way(way).label}方式；凭证：{proof}", {"way": way}


@transaction.atomic
def correct_answer(case: Case, *, by: User, ground: str, due_on: dt.date | None = None) -> Case:
    """更正答复: of the office's own accord, or as a decision on review or a judgment orders, by the day it sets."""
    case = begin(case, "correct", by)
    if case.ending and case.ending not in _CORRECTED:
        raise ValidationError(f"本申请已因“{case.get_ending_display()}”终结，没有可以更正的答复。")
    ground = reason_given(ground, "更正的依据和理由")
    clocks.stop(case, "更正答复", by)
    move(case, "correct", ending="", closed_on=None, closed_at=None)
    clocks.start(case, timezone.localdate(), by, event="更正答复", due_on=due_on)
    note(case, "correct", ground, told="本机关正在重新办理您的申请，将另行答复。", by=by, due_on=due_on)
    return case
