"""A report of the public opens a matter at once; what the sender sees of it, and what happens to it with the matter."""

from django.utils import timezone

from foundation.organisations.models import Body, Unit, User
from foundation.submissions.findings import masked
from foundation.submissions.registry import SubmissionKind

from . import access
from .enums import CaseState, EventKind, Intake
from .models import LONGEST_CLAIM, CaseSource, RumourCase
from .report_models import RumourReport
from .rules import plain
from .services import locked, open_case, record
from .states import OPEN

# What the sender is told; the steps inside are nobody else's business.
_TOLD = {
    CaseState.OPEN: "已登记，正在核实",
    CaseState.VERIFIED: "已核实，正在研究处置",
    CaseState.REFERRED: "已报主管部门确认",
    CaseState.CLARIFYING: "已核实，正在办理公开澄清",
    CaseState.CLARIFIED: "已公开澄清",
    CaseState.DECLINED: "已处理",
    CaseState.CLOSED: "已办结",
    CaseState.MERGED: "与其他线索合并办理",
}


def default_unit() -> Unit | None:
    """Who takes what names no body: the 政府信息公开工作机构; of several the first that was set up."""
    return Unit.objects.filter(is_disclosure_office=True).select_related("body").order_by("pk").first()


def unit_of(body: Body) -> Unit | None:
    """The unit of a body that takes reports: its disclosure office, or its only unit; else its office finds one."""
    units = list(Unit.objects.filter(body=body).order_by("-is_disclosure_office", "pk")[:2])
    return units[0] if units and (units[0].is_disclosure_office or len(units) == 1) else None


def report_received(report: RumourReport) -> None:
    """Open a matter, whose clock starts with the report. The very same words join the matter that is open already.

    Whether a similar one is the same is for a person to say (merge).
    """
    claim = masked(report.text)[:LONGEST_CLAIM]
    case = _same(report.body, claim)
    if case is None:
        case = open_case(
            claim=claim,
            body=report.body,
            unit=report.unit,
            discovered_at=report.received_at,
            intake=Intake.PUBLIC,
        )
    report.case = case
    report.save(update_fields=["case"])
    record(case, EventKind.REPORTED, f"收到举报 {report.number}", None)
    if report.link:
        CaseSource.objects.get_or_create(
            case=case, address=masked(report.link), defaults={"note": "举报人提供"}
        )


def _same(body: Body, claim: str) -> RumourCase | None:
    words = plain(claim)
    rows = RumourCase.objects.filter(body=body, state__in=OPEN).order_by("pk")
    found = next((case for case in rows.only("pk", "claim") if plain(case.claim) == words), None)
    return locked(found) if found else None


def end_reports(case: RumourCase) -> None:
    """The matter is done, and so are its reports; from now on the term of their personal data runs."""
    RumourReport.objects.filter(case=case, closed_at=None).update(closed_at=timezone.now())


def _state(report: RumourReport) -> str:
    if report.case is None:
        return "已收到"
    case = report.case.merged_into or report.case
    return _TOLD[CaseState(case.state)]


def _may_read(report: RumourReport, user: User) -> bool:
    return report.case is not None and access.handler(report.case, user) is not None


def _tell_case(report: RumourReport, kind: str, words: str) -> None:
    if report.case:
        record(locked(report.case), kind, words, None)


KIND = SubmissionKind(
    key="rumour",
    label="虚假信息线索举报",
    prefix="JB",
    model=RumourReport,
    state=_state,
    template="clarifications/report_answer.html",
    may_read=_may_read,
    may_reveal=_may_read,
    on_added=lambda report: _tell_case(report, EventKind.ADDED, f"举报 {report.number} 有补充"),
    on_withdrawn=lambda report: _tell_case(report, EventKind.WITHDRAWN, f"举报 {report.number} 已撤回"),
)
