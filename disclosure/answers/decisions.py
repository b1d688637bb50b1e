"""An item is decided by walking the tree, question by question; what it came to is written onto the item."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from disclosure.requests import steps
from disclosure.requests.enums import WORKING, ConsultedKind, Opinion, State
from disclosure.requests.models import Case, CaseItem, Consultation, ReasonRequest
from foundation.organisations.models import User

from . import comparison
from .enums import Need
from .outcomes import Outcome
from .rules import basis_of, problems
from .tree import Node, Question, Stop, WrongAnswer, walk

# Which opinion has to be on record before the answer to the third-party question is taken.
_ON_RECORD = {
    "agrees": (Opinion.AGREES,),
    "reasonable": (Opinion.OBJECTS, Opinion.PARTLY),
    "unreasonable": (Opinion.OBJECTS, Opinion.PARTLY),
    "silent_open": (Opinion.SILENT,),
    "silent_closed": (Opinion.SILENT,),
}
# What the office must have found before the question about the applicant's reasons is answered so.
_JUDGED = {"reasonable": True, "unreasonable": False}
_UNDECIDED: dict[str, Any] = {
    "kind": "",
    "leaf": "",
    "facts": "",
    "reasons": "",
    "basis": "",
    "details": {},
    "decided_by": None,
    "decided_at": None,
}
STALE = "这一步已经有人答过，请按刷新后的页面继续。"


def taken(item: CaseItem) -> list[tuple[str, str]]:
    """The answers given so far, by the keys of the tree."""
    return [(row["question"], row["answer"]) for row in item.path]


def standing(item: CaseItem) -> Node:
    """Where the item stands in the tree. A tree that has changed since starts anew."""
    try:
        return walk(taken(item))[1]
    except WrongAnswer:
        return walk([])[1]


def opinions_about(item: CaseItem) -> list[Consultation]:
    """What third parties said about the item, or about the whole case. One query."""
    asked = Consultation.objects.filter(case=item.case_id, kind=ConsultedKind.THIRD_PARTY).exclude(opinion="")
    return [one for one in asked if one.item_id in (None, item.pk)]


@transaction.atomic
def answer_question(item: CaseItem, *, by: User, question: str, choice: str) -> Node:
    """Take one answer. Raises PermissionDenied, ValidationError."""
    item = _held(item, by)
    here = standing(item)
    if not isinstance(here, Question) or here.key != question:
        raise ValidationError(STALE)
    path = [*item.path] if item.path and _is_current(item) else []
    try:
        done, there = walk([*((row["question"], row["answer"]) for row in path), (question, choice)])
    except WrongAnswer:
        raise ValidationError("请选择一个答案。") from None
    if question == "third_party" and choice in _ON_RECORD:
        _check_opinion(item, choice)
    if (question, choice) == ("told_third_party", "yes"):
        _check_told(item)
    if question == "amount_reason":
        _check_reason(item.case, choice)
    step = done[-1]
    path.append(
        {
            "question": question,
            "answer": choice,
            "asked": step.question.text,
            "answered": step.choice.label,
            "basis": step.question.article,
        }
    )
    _write(item, path=path, **_UNDECIDED)
    return there


@transaction.atomic
def step_back(item: CaseItem, *, by: User) -> Node:
    """Take back the last answer, and what was concluded from it. Raises PermissionDenied, ValidationError."""
    item = _held(item, by)
    _write(item, path=item.path[:-1], **_UNDECIDED)
    return standing(item)


@transaction.atomic
def conclude(item: CaseItem, *, by: User, given: Mapping[str, Any]) -> CaseItem:
    """Write down what the tree came to, with all that it must come with.

    ``given``: facts, reasons, basis and the fields of the outcome's needs. Raises PermissionDenied, ValidationError.
    """
    item = _held(item, by)
    outcome = standing(item)
    if isinstance(outcome, Stop):
        raise ValidationError(outcome.words)
    if not isinstance(outcome, Outcome):
        raise ValidationError("认定还没有答完，请先逐项回答。")
    given = {"basis": basis_of(outcome), **given}
    if missing := problems(outcome, given):
        raise ValidationError(missing)
    if chosen := given.get("consultation"):
        _check_chosen(item, int(chosen))
    if Need.OPENNESS in outcome.needs:
        _compare(item, given, by)
    details = {
        name: value
        for name, value in given.items()
        if name not in ("facts", "reasons", "basis", "belongs") and value not in ("", None, [])
    }
    _write(
        item,
        kind=outcome.kind,
        leaf=outcome.leaf,
        facts=given.get("facts", ""),
        reasons=given.get("reasons", ""),
        basis=given["basis"],
        details=details | {"outcome": outcome.key},
        decided_by=by,
        decided_at=timezone.now(),
    )
    steps.note(
        item.case,
        "decide",
        f"第{item.order}项：{outcome.words}",
        by=by,
        item=item,
        label="认定",
        outcome=outcome.key,
    )
    return item


def _compare(item: CaseItem, given: Mapping[str, Any], by: User) -> None:
    """N6–N8 stand only after the catalogue and what is public were looked at (R-071). Raises ValidationError."""
    found = comparison.compare(item)
    comparison.check_belonging(found, given.get("belongs") or ())
    comparison.keep(item, found, given["openness"], by)


def _held(item: CaseItem, by: User) -> CaseItem:
    """The item under the lock of its case, in a state in which it may be decided."""
    case: Case = steps.locked(item.case)
    steps.check_handles(case, by)
    if State(case.state) not in WORKING:
        raise ValidationError(f"本申请目前为“{case.get_state_display()}”，不能改变认定。")
    held = CaseItem.objects.get(pk=item.pk)
    held.case = case
    return held


def _is_current(item: CaseItem) -> bool:
    try:
        walk(taken(item))
    except WrongAnswer:
        return False
    return True


def _check_opinion(item: CaseItem, choice: str) -> None:
    """The opinion that the answer claims is on record. Raises ValidationError."""
    wanted = {opinion.value for opinion in _ON_RECORD[choice]}
    found = [one for one in opinions_about(item) if one.opinion in wanted]
    if not found:
        labels = "、".join(opinion.label for opinion in _ON_RECORD[choice])
        raise ValidationError(
            f"没有登记第三方“{labels}”的意见。请先在“征求意见”中登记送达和意见（或者期满未答复），再回答本题。"
        )
    if choice == "reasonable" and all(one.is_reasonable is False for one in found):
        raise ValidationError("该意见已认定为没有合理理由，与本题的选择不一致。请先核对认定。")


def _check_reason(case: Case, choice: str) -> None:
    """The applicant was asked for the reasons, and the office judged them so (条例 35). Raises ValidationError."""
    if choice not in _JUDGED:
        return
    asked = ReasonRequest.objects.filter(case=case).first()
    if asked is None or asked.judged_on is None:
        raise ValidationError(
            "还没有认定申请人说明的理由。请先在办理页“告知说明理由”，收到说明或者期满后认定，再回答本题。"
        )
    if asked.is_reasonable != _JUDGED[choice]:
        raise ValidationError("与已作出的认定不一致。请先核对办理页的认定。")


def _check_told(item: CaseItem) -> None:
    """Nothing is opened against a third party before it was told in writing (R-072, R-171). Raises ValidationError."""
    objections = [
        one
        for one in opinions_about(item)
        if one.opinion != Opinion.AGREES and one.is_reasonable is not False
    ]
    if any(one.told_on is None for one in objections):
        raise ValidationError(
            "还没有登记把决定公开的内容和理由书面告知第三方。请先在“征求意见”中登记公共利益决定和告知书的送达，再回答本题。"
        )


def _check_chosen(item: CaseItem, pk: int) -> None:
    """The opinion a refusal rests on is one of this item's and against opening. Raises ValidationError."""
    against = (Opinion.OBJECTS, Opinion.PARTLY, Opinion.SILENT)
    if not any(one.pk == pk and one.opinion in against for one in opinions_about(item)):
        raise ValidationError(
            {"consultation": "请选择本事项第三方不同意公开、部分同意或者逾期未答复的记录。"}
        )


def _write(item: CaseItem, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(item, name, value)
    item.save(update_fields=list(changes))
