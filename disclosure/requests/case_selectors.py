"""What the page of a case shows, with its hints. A hint decides nothing."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from foundation.duties.models import Duty
from foundation.duties.selectors import Moment
from foundation.letters.models import Letter
from foundation.letters.selectors import letters_about
from foundation.organisations.models import User
from foundation.rules.parameters import choice, value
from foundation.submissions.models import SubmissionFile
from foundation.workdays.selectors import load_calendar

from .desk_parameters import MANY_IN_A_MONTH
from .desk_proposals import DECIDED, PROPOSED
from .desk_selectors import Clocks, clocks_among
from .enums import Channel, ConsultedKind, Form, State, Way
from .models import Case, CaseEvent, CaseFile, CaseItem, Consultation, Extension, Supplement
from .panels import sections
from .parameters import CLOCK_START, ONE_MATTER
from .rules import how_received, masked
from .selectors import count_of_applicant, similar_to

SHOWN_SIMILAR = 5


@dataclass(frozen=True, slots=True)
class Identity:
    """What readers may see without a reason written down (R-199)."""

    name: str
    number: str


@dataclass(frozen=True, slots=True)
class CasePage:
    """One page with everything."""

    clocks: Clocks
    duties: list[Duty]
    how_received: str
    wishes: str
    identity: Identity
    items: list[CaseItem]
    events: list[CaseEvent]
    supplements: list[Supplement]
    consultations: list[Consultation]
    extension: Extension | None
    letters: list[Letter]
    files: list[CaseFile]
    handed_in: list[SubmissionFile]
    similar: list[Case]
    alerts: list[str]
    hints: list[str]
    sections: list[tuple[str, str, dict[str, Any]]]


def page_of(case: Case, user: User) -> CasePage:
    """Everything about a case. Fifteen queries and those of the sections added, whatever its length."""
    moment = Moment.by(load_calendar())
    supplied = Prefetch("supplements", Supplement.objects.select_related("letter", "approver"))
    prefetch_related_objects([case], "items", supplied, "transfers")
    duties = list(Duty.objects.of(case).prefetch_related("pauses").order_by("pk"))
    clocks = clocks_among([duty for duty in duties if duty.is_open], moment)
    consultations = list(case.consultations.select_related("unit", "letter", "proof", "reply_file", "item"))
    for one in consultations:
        one.case = case
    supplements = list(case.supplements.all())
    extension = getattr(case, "extension", None)
    events = list(case.events.select_related("letter"))
    start = choice(CLOCK_START.key, case.body, case.submitted_on)
    return CasePage(
        clocks=clocks,
        duties=duties,
        how_received=how_received(Channel(case.channel), start),
        wishes=wishes_of(case),
        identity=identity_of(case),
        items=list(case.items.all()),
        events=events,
        supplements=supplements,
        consultations=consultations,
        extension=extension,
        letters=list(letters_about(case)),
        files=list(case.kept_files.all()),
        handed_in=list(case.files.all()),
        similar=similar_to(case)[:SHOWN_SIMILAR],
        alerts=alerts_of(case, clocks, supplements, consultations, moment.today),
        hints=[*advice_of(case), *hints_of(case, extension, events)],
        sections=_sections(case, user),
    )


def identity_of(case: Case) -> Identity:
    """Name and number with most of it covered. One query, the only one that reads encrypted fields."""
    name, number = Case.objects.filter(pk=case.pk).values_list("name", "proof_number").get()
    return Identity(f"{name[:1]}**" if name else "", masked(number) if number else "")


def wishes_of(case: Case) -> str:
    """In which form and by which way the applicant wants it."""
    forms = [Form(one).label for one in case.forms if one in Form.values]
    ways = [Way(one).label for one in case.ways if one in Way.values]
    other = ["也可接受其他方式"] if case.accepts_other else []
    return "；".join(part for part in ("、".join(forms), "、".join(ways), *other) if part)


def alerts_of(
    case: Case,
    clocks: Clocks,
    supplements: list[Supplement],
    consultations: list[Consultation],
    today: dt.date,
) -> list[str]:
    """What is late or about to do harm, most urgent first."""
    found = []
    if (
        case.state == State.UNCONFIRMED
        and clocks.legal
        and clocks.legal.due_on
        and clocks.legal.due_on < today
    ):
        found.append("超过一个工作日仍未与申请人确认收到，请立即联系申请人（条例第三十一条）。")
    if (
        case.state == State.REGISTERED
        and clocks.first
        and clocks.first.due_on
        and clocks.first.due_on < today
    ):
        found.append(f"初审期限已于{clocks.first.due_on}届满，现在告知补正将超过法定期限（条例第三十条）。")
    if case.waits_for_identity:
        found.append("申请的是与自身相关的信息，请核验申请人身份；核验无误之前不能送审答复。")
    for one in supplements:
        if one.replied_on is None and one.lapsed_on is None and one.due_on < today:
            found.append(f"补正期限已于{one.due_on}届满，未收到补正的，请办理“视为放弃”。")
    reason = getattr(case, "reason_asked", None)
    if reason and case.is_open and reason.judged_on is None and (reason.replied_on or reason.due_on < today):
        happened = "申请人已说明理由" if reason.replied_on else f"说明理由的期限已于{reason.due_on}届满"
        found.append(f"{happened}，请认定理由是否合理；答复期限照常计算。")
    for asked in consultations:
        if asked.closed_on is None and asked.due_on and asked.due_on < today:
            found.append(
                f"{asked.get_kind_display()}答复征求意见的期限已于{asked.due_on}届满，请登记意见或者“期满未答复”。"
            )
        elif asked.closed_on is None and asked.delivered_on is None and asked.kind != ConsultedKind.UNIT:
            found.append(
                f"{asked.sent_on}发出的征求意见书（{asked.get_kind_display()}）尚未记录送达，对方的期限没有起算。"
            )
        elif case.is_open and asked.waits_for_decision:
            found.append(
                f"待决定：第三方{asked.get_opinion_display()}，是否公开由本机关认定，认定之前不能送审答复（条例第三十二条）。"
            )
    return found


def advice_of(case: Case) -> list[str]:
    """Before the first review: several matters may be taken apart, and never refused for it (R-167). No query."""
    matters = len(case.items.all())
    if case.state != State.REGISTERED or matters < 2 or choice(ONE_MATTER.key, case.body) != "advise":
        return []
    return [f"本件有{matters}项申请事项，可以一并答复，也可以“拆分”分别办理；不得以一件多项为由不予受理。"]


def hints_of(case: Case, extension: Extension | None, events: list[CaseEvent]) -> list[str]:
    """What is good to know. None of it is a ground for refusal (R-185)."""
    found = []
    month, year = count_of_applicant(case)
    if month > value(MANY_IN_A_MONTH.key, case.body):
        found.append(
            f"该申请人提出本件的当月共有{month}件申请，当年{year}件。数量、频次明显超过合理范围的，可以要求说明理由"
            f"（条例第三十五条）；本提示不是不予受理的理由。"
        )
    if case.is_open and case.identity_checked_on is None and not case.is_own_record:
        found.append("申请人身份尚未核验。")
    if not case.is_marked:
        found.append("来件没有标注“政府信息公开申请”，请注意收件时间的认定。")
    if case.findings:
        found.append("申请内容中疑有个人信息，对外文书和公开前须遮盖。")
    if extension and extension.decided_at is None:
        found.append("延期已提请，等待政府信息公开工作机构负责人同意；同意前期限照常计算。")
    last = next((event for event in reversed(events) if event.step in (PROPOSED, DECIDED)), None)
    if last and last.step == PROPOSED and case.is_open:
        found.append(f"{last.label}，等待负责人同意。")
    return found


def _sections(case: Case, user: User) -> list[tuple[str, str, dict[str, Any]]]:
    """Those of other features that have something to show."""
    found = ((one, one.context(case, user)) for one in sections())
    return [(one.title, one.template, shown) for one, shown in found if shown is not None]
