"""依申请公开 in 示范县: applications in every state. All invented, and nobody has an address."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from disclosure.applications.kind import APPLICATION
from disclosure.requests import services
from disclosure.requests.enums import Applicant, Channel, ConsultedKind, Form, IdentityProof, Opinion, Way
from disclosure.requests.models import Case
from foundation.organisations.enums import PostKind
from foundation.organisations.models import User
from foundation.submissions.intake import record
from foundation.workdays.rules import WorkCalendar
from foundation.workdays.selectors import load_calendar

from . import answers
from .people import COUNTY, OFFICE, People, Staff


@dataclass(frozen=True, slots=True)
class Team:
    """Who handles applications of the county."""

    staff: Staff
    clerk: User
    head: User


Course = Callable[[Case, Team], Any]


@dataclass(frozen=True, slots=True)
class _Piece:
    """One application: when it came (working days ago), how, for what, and what was done with it since."""

    subject: str
    text: str
    ago: int
    course: tuple[Course, ...] = ()
    channel: Channel = Channel.COUNTER
    applicant: Applicant = Applicant.NATURAL_PERSON
    name: str = "示例甲"
    items: tuple[str, ...] = ()
    fields: dict[str, Any] = field(default_factory=dict)


def _accept(case: Case, team: Team) -> None:
    reason = "可以尽快答复，不影响在前申请的办理"
    services.accept(
        case, by=team.clerk, unit=team.staff.unit, officer=team.staff.editor, out_of_order_reason=reason
    )


def _ask_supplement(case: Case, team: Team) -> None:
    services.ask_supplement(
        case, by=team.clerk, asked=["明确申请公开的政府信息的名称、文号或者便于查询的其他特征性描述"]
    )


def _consult(case: Case, team: Team) -> None:
    asked = services.consult(
        case, by=team.staff.editor, kind=ConsultedKind.THIRD_PARTY, name="示例建设有限公司",
        question="申请公开的中标文件中含你单位的报价明细，请说明是否同意公开及理由。", sent_on=timezone.localdate(),
    )  # fmt: skip
    services.delivered(asked, on=timezone.localdate(), by=team.clerk)


def _objection(case: Case, team: Team) -> None:
    services.replied(
        case.consultations.get(), opinion=Opinion.OBJECTS, reasons="报价明细属于本单位的商业秘密。",
        on=timezone.localdate(), by=team.clerk,
    )  # fmt: skip


def _ask_extension(case: Case, team: Team) -> None:
    services.ask_extension(
        case, by=team.staff.editor, days=15, reason="申请的信息涉及多个年度和科室，需要逐件核对"
    )


def _extend(case: Case, team: Team) -> None:
    services.decide_extension(case, by=team.head, granted=True, opinion="同意，请抓紧办理。")


def _suspend(case: Case, team: Team) -> None:
    services.suspend(
        case, by=team.head, ground="因洪水档案库房停用，属不可抗力，参照《中华人民共和国民法典》第一百八十条",
        since=timezone.localdate(),
    )  # fmt: skip


def _withdraw(case: Case, team: Team) -> None:
    services.withdraw(case, by=team.clerk, reason="申请人来函说明已在网站查到所需信息，申请书面撤回")


def _found_public(case: Case, team: Team) -> None:
    answers.decide_public(case, team.staff.editor)


def _not_found(case: Case, team: Team) -> None:
    answers.decide_absent(case, team.staff.editor)


def _submit(case: Case, team: Team) -> None:
    answers.submit(case, team.staff.editor)


def _sign(case: Case, team: Team) -> None:
    answers.sign(case, team.staff.editor)


def _deliver(case: Case, team: Team) -> None:
    answers.deliver(case, team.clerk)


_PIECES = (
    _Piece(
        "人民路道路改造工程的竣工验收报告",
        "申请公开2025年人民路道路改造工程的竣工验收报告。",
        23, (_accept,), name="示例乙",
    ),
    _Piece(
        "2024年度县级财政专项资金绩效评价报告",
        "申请公开2024年度县级财政专项资金绩效评价报告全文。",
        18, (_accept, _ask_extension, _extend), Channel.POST_SIGNED, Applicant.RESEARCH, "示例大学公共管理研究中心",
    ),
    _Piece(
        "城区公交线路调整的决策依据",
        "申请公开城区公交线路调整的方案、论证材料和集体讨论决定。",
        17, (_accept, _ask_extension), name="示例丙",
        items=("公交线路调整方案", "公交线路调整的论证材料", "集体讨论决定"),
    ),
    _Piece(
        "县体育中心工程中标文件",
        "申请公开县体育中心工程的招标公告、中标通知书和中标文件。",
        12, (_accept, _consult), Channel.COUNTER, Applicant.COMMERCIAL, "示例工程咨询有限公司",
        items=("招标公告和中标通知书", "中标文件"),
    ),
    _Piece(
        "农村公路养护合同",
        "申请公开2025年农村公路养护合同及支付凭证。",
        10, (_accept, _consult, _objection), Channel.ORAL, name="示例丁",
        fields={"oral_reason": "视力障碍，书写确有困难", "read_back": True},
    ),
    _Piece("老旧小区改造档案", "申请公开老旧小区改造的全部档案。", 8, (_accept, _suspend), name="示例戊"),
    _Piece("某项工程的有关材料", "申请公开某项工程的有关材料。", 4, (_ask_supplement,), name="示例己"),
    _Piece(
        "征地补偿安置方案", "申请公开甲河镇征地补偿安置方案及批准文件。", 3, name="示例庚",
        fields={"is_own_record": True},
    ),
    _Piece(
        "学前教育普惠园认定名单",
        "申请公开2025年学前教育普惠园认定名单和认定标准。",
        1, (), Channel.ONLINE, Applicant.LEGAL_SERVICE, "示例律师事务所",
    ),
    _Piece("生活垃圾处理费收支情况", "申请公开2025年城区生活垃圾处理费收支情况。", 3, (), Channel.EMAIL, name="示例辛"),
    _Piece(
        "2025年度部门预算", "申请公开县政府办公室2025年度部门预算。", 14,
        (_accept, _found_public, _sign, _deliver), name="示例癸",
    ),
    _Piece(
        "垃圾中转站选址论证报告", "申请公开城关镇垃圾中转站选址论证报告。", 11, (_accept, _not_found, _sign),
        name="示例子",
    ),
    _Piece(
        "行政事业性收费目录", "申请公开2025年行政事业性收费目录清单。", 7, (_accept, _found_public, _submit),
        name="示例丑",
    ),
    _Piece("公务用车平台管理办法", "申请公开公务用车平台管理办法。", 9, (_withdraw,), name="示例壬"),
)  # fmt: skip


def appoint_team(people: People, staffs: dict[str, Staff]) -> Team:
    """The clerk (申请经办) and the head of the disclosure office, for the county and its office."""
    clerk, head = people.person("jingban"), people.person("gongkaiban")
    for code in (COUNTY, OFFICE):
        people.appoint(clerk, PostKind.REQUESTS_CLERK, "依申请公开经办", staffs[code].body)
        people.appoint(head, PostKind.REQUESTS_HEAD, "政务公开科科长", staffs[code].body)
    return Team(staffs[COUNTY], clerk, head)


def build_requests(people: People, staffs: dict[str, Staff], today: dt.date) -> list[Case]:
    """Every application, brought as far as it says; the earliest first."""
    team, calendar = appoint_team(people, staffs), load_calendar()
    answers.set_offices(team.staff.body)
    return [_build(piece, team, _workdays_before(today, piece.ago, calendar)) for piece in _PIECES]


def _workdays_before(today: dt.date, days: int, calendar: WorkCalendar) -> dt.date:
    day = today
    while days:
        day -= dt.timedelta(days=1)
        days -= calendar.is_workday(day)
    return day


def _build(piece: _Piece, team: Team, came: dt.date) -> Case:
    own = piece.fields | ({"filled_in_by": team.clerk} if piece.channel == Channel.ORAL else {})
    case: Case = record(
        APPLICATION,
        {"text": piece.text, "name": piece.name, "contact": "0000-0000000"},
        body=team.staff.body,
        received_at=timezone.make_aware(dt.datetime.combine(came, dt.time(10))),
        subject=piece.subject,
        channel=piece.channel,
        applicant=piece.applicant,
        submitted_on=came,
        signed_for_on=came if piece.channel == Channel.POST_SIGNED else None,
        proof_kind=IdentityProof.OTHER,
        proof_number=f"示例证件{piece.ago:04d}号",
        forms=[Form.PAPER, Form.EMAIL],
        ways=[Way.POST],
        **own,
    )
    by = None if piece.channel == Channel.ONLINE else team.clerk
    case = services.open_case(case, items=piece.items, by=by)
    for step in piece.course:
        step(case, team)
        case.refresh_from_db()
    return case
