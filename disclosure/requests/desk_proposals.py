"""What the head has to consent to (提请负责人同意): extension, a second 补正, suspension.

An extension has a row of its own; the other two are asked by an event of the case and answered by another one.
"""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from foundation.organisations.models import User

from . import access, services
from .models import Case, CaseEvent, Extension
from .steps import note

PROPOSED, DECIDED = "propose", "proposal_decided"
NAMES = {"ask_supplement": "再次补正", "suspend": "中止期限"}
NOT_OFFICE = "只有受理机构、承办科室可以提请，您目前不在办理本件的岗位上。"
NOT_HEAD = "须由政府信息公开工作机构负责人同意，您目前不是本机关的工作机构负责人。"
DECIDED_BEFORE = "本项提请已经处理，或者情况已有变化，请刷新页面查看。"


@transaction.atomic
def propose_supplement(case: Case, *, by: User, asked: list[str], due_on: dt.date) -> CaseEvent:
    """提请再次补正. Raises PermissionDenied, ValidationError."""
    data = {"asked": asked, "due_on": due_on.isoformat()}
    return _propose(case, by, "ask_supplement", f"需补正：{'；'.join(asked)}。期限至{due_on}", data)


@transaction.atomic
def propose_suspension(case: Case, *, by: User, ground: str, since: dt.date) -> CaseEvent:
    """提请中止期限. Raises PermissionDenied, ValidationError."""
    data = {"ground": ground, "since": since.isoformat()}
    return _propose(case, by, "suspend", f"自{since}起中止：{ground}", data)


def _propose(case: Case, by: User, step: str, words: str, data: dict[str, Any]) -> CaseEvent:
    locked = Case.objects.select_for_update().get(pk=case.pk)
    if not (access.as_office(locked, by) or access.as_unit(locked, by)):
        raise PermissionDenied(NOT_OFFICE)
    last = _last_of(locked)
    if last is not None and last.step == PROPOSED:
        raise ValidationError("上一项提请负责人还没有答复，请等答复后再提请。")
    return note(locked, PROPOSED, words, by=by, label=f"提请{NAMES[step]}", asks=step, data=data)


def _last_of(case: Case) -> CaseEvent | None:
    return case.events.filter(step__in=(PROPOSED, DECIDED)).order_by("-pk").first()


def open_proposals(cases: QuerySet[Case]) -> QuerySet[CaseEvent]:
    """Proposals that nobody has decided, the oldest first. One query."""
    last = CaseEvent.objects.filter(case=OuterRef("case"), step__in=(PROPOSED, DECIDED)).order_by("-pk")
    return (
        CaseEvent.objects.filter(case__in=cases.open(), step=PROPOSED, pk=Subquery(last.values("pk")[:1]))  # type: ignore[attr-defined]
        .select_related("case__body", "case__unit", "by")
        .defer(*(f"case__{name}" for name in _ENCRYPTED))
        .order_by("pk")
    )


def open_extensions(cases: QuerySet[Case]) -> QuerySet[Extension]:
    """Extensions asked for and not decided, the oldest first. One query."""
    return (
        Extension.objects.filter(case__in=cases.open(), decided_at=None)  # type: ignore[attr-defined]
        .select_related("case__body", "case__unit", "asked_by")
        .defer(*(f"case__{name}" for name in _ENCRYPTED))
        .order_by("pk")
    )


def _encrypted() -> tuple[str, ...]:
    from foundation.submissions.encryption import encrypted_fields

    return tuple(field.name for field in encrypted_fields(Case))


_ENCRYPTED = _encrypted()


@transaction.atomic
def decide(event_id: int, *, by: User, granted: bool, opinion: str) -> Case:
    """The head's answer; when granted the step is taken. Raises PermissionDenied, ValidationError."""
    event = CaseEvent.objects.select_related("case", "by").get(pk=event_id, step=PROPOSED)
    case = Case.objects.select_for_update().get(pk=event.case_id)
    if not access.as_head(case, by):
        raise PermissionDenied(NOT_HEAD)
    if _last_of(case) != event:
        raise ValidationError(DECIDED_BEFORE)
    if not granted and not opinion.strip():
        raise ValidationError({"opinion": "不同意的，请写明理由。"})
    name = NAMES[event.details["asks"]]
    label = f"{'同意' if granted else '不同意'}{name}"
    note(case, DECIDED, opinion.strip(), by=by, label=label, proposal=event.pk, granted=granted)
    if granted:
        _take(case, event, by)
    return case


def _take(case: Case, event: CaseEvent, head: User) -> None:
    data = event.details["data"]
    if event.details["asks"] == "suspend":
        services.suspend(case, by=head, ground=data["ground"], since=dt.date.fromisoformat(data["since"]))
        return
    services.ask_supplement(
        case, by=event.by, asked=data["asked"], due_on=dt.date.fromisoformat(data["due_on"]), approver=head
    )
