"""Letters of the procedure are filled in and issued. Used by the services, within their transactions.

Steps that nobody of the office takes (the applicant's, the platform's) issue none: a letter has an author.
"""

import datetime as dt
from typing import Any

from disclosure.guides.selectors import supervision_of
from foundation.letters import services as letters
from foundation.letters.kinds import LetterKind
from foundation.letters.models import Letter
from foundation.letters.rules import chinese_date
from foundation.organisations.models import User
from foundation.rules.parameters import choice, value

from . import appeals
from . import letters as kinds
from .clocks import answer_clock
from .enums import Channel, ConsultedKind
from .models import Case, Consultation, Extension, ReasonRequest, Supplement
from .parameters import CLOCK_START, JOINT_MAKER_DAYS, THIRD_PARTY_DAYS
from .rules import how_received

NO_DATE = "另行告知的日期"
_SILENCE = {
    ConsultedKind.THIRD_PARTY: "逾期未答复的，由本机关依照《中华人民共和国政府信息公开条例》的规定决定是否公开。",
    ConsultedKind.JOINT_MAKER: "依照《中华人民共和国政府信息公开条例》第三十四条，逾期未答复的，视为同意公开。",
    ConsultedKind.OTHER_BODY: "",
}
_PERIOD = {ConsultedKind.THIRD_PARTY: THIRD_PARTY_DAYS, ConsultedKind.JOINT_MAKER: JOINT_MAKER_DAYS}


def _to_applicant(kind: LetterKind, case: Case, by: User | None, **fields: Any) -> Letter | None:
    fields |= {"addressee": case.name or "申请人", "received_on": in_words(case.received_on)}
    return _issue(kind, case, by, **fields)


def _issue(kind: LetterKind, case: Case, by: User | None, **fields: Any) -> Letter | None:
    if by is None:
        return None
    given = {"case": case.number, "subject": case.subject} | fields
    return letters.issue(kind.key, case.body, given, case, by, subject_text=case.number)


def in_words(day: dt.date | None) -> str:
    return chinese_date(day) if day else NO_DATE


def due_of(case: Case) -> dt.date | None:
    """The day by which the answer is due now; None while time stands still."""
    clock = answer_clock(case)
    return clock.due_on if clock else None


def receipt(case: Case, by: User | None, *, part_of: str = "") -> Letter | None:
    """登记回执, once the day of receipt is known. A part of another application says of which one."""
    if by is None:
        return None
    fields = receipt_fields(case, part_of=part_of)
    return letters.issue(kinds.RECEIPT.key, case.body, fields, case, by, subject_text=case.number)


def receipt_fields(case: Case, *, part_of: str = "") -> dict[str, Any]:
    """What a 登记回执 of this case says today."""
    counted = how_received(Channel(case.channel), choice(CLOCK_START.key, case.body, case.submitted_on))
    origin = f"由申请{part_of}拆分另立，收到日期不变，凭申请{part_of}的回执码查询" if part_of else ""
    return {
        "case": case.number, "subject": case.subject, "addressee": case.name or "申请人",
        "received_on": in_words(case.received_on), "counted": counted, "due_on": in_words(due_of(case)),
        "origin": origin,
    }  # fmt: skip


def acceptance(case: Case, by: User | None) -> Letter | None:
    officer = case.officer.get_full_name() if case.officer else str(case.unit or "")
    return _to_applicant(
        kinds.ACCEPTANCE, case, by, due_on=in_words(due_of(case)), officer=officer,
        complaints=supervision_of(case.body_id),
    )  # fmt: skip


def supplement(asked: Supplement, by: User | None) -> Letter | None:
    lines = [f"{order}. {text}" for order, text in enumerate(asked.asked, start=1)]
    return _to_applicant(kinds.SUPPLEMENT, asked.case, by, asked=lines, due_on=in_words(asked.due_on))


def abandonment(asked: Supplement, by: User | None) -> Letter | None:
    remedies = _remedies(asked.case)
    return _to_applicant(kinds.ABANDONMENT, asked.case, by, due_on=in_words(asked.due_on), remedies=remedies)


def unpaid(case: Case, notified_on: dt.date, by: User | None) -> Letter | None:
    """An ending that the applicant may contest is written to them (R-194)."""
    remedies = _remedies(case)
    return _to_applicant(kinds.UNPAID, case, by, notified_on=in_words(notified_on), remedies=remedies)


def _remedies(case: Case) -> list[str]:
    return appeals.remedies(case.body, "您" if case.is_by_person else "你单位")


def extension(asked: Extension, by: User | None) -> Letter | None:
    due = in_words(due_of(asked.case))
    reason = asked.reason.rstrip("。，；")
    return _to_applicant(kinds.EXTENSION, asked.case, by, days=str(asked.days), reason=reason, due_on=due)


def reason(asked: ReasonRequest, by: User) -> Letter | None:
    ground = asked.ground.rstrip("。，；")
    return _to_applicant(kinds.REASON, asked.case, by, ground=ground, due_on=in_words(asked.due_on))


def delay(case: Case, why: str, by: User) -> Letter | None:
    return _to_applicant(kinds.DELAY, case, by, reason=why.rstrip("。，；"), due_on=in_words(due_of(case)))


def consulting(consultation: Consultation, by: User | None) -> Letter | None:
    whom = consultation.get_kind_display()
    return _to_applicant(kinds.CONSULTING, consultation.case, by, whom=whom)


def suspension(case: Case, ground: str, since: dt.date, by: User | None) -> Letter | None:
    reason = ground.rstrip("。，；")
    return _to_applicant(kinds.SUSPENSION, case, by, reason=reason, since=in_words(since))


def resumption(case: Case, since: dt.date, by: User | None) -> Letter | None:
    return _to_applicant(kinds.RESUMPTION, case, by, since=in_words(since), due_on=in_words(due_of(case)))


def consultation(asked: Consultation, by: User | None) -> Letter | None:
    """征求意见书; within the office 协办函. Neither says who applied."""
    kind = ConsultedKind(asked.kind)
    if kind == ConsultedKind.UNIT:
        return _issue(
            kinds.ASSISTANCE, asked.case, by, addressee=asked.name, question=asked.question,
            due_on=in_words(asked.due_on),
        )  # fmt: skip
    days = value(_PERIOD[kind].key, asked.case.body) if kind in _PERIOD else 0
    until = f"请自收到本函之日起{days}个工作日内书面答复。" if days else "请尽快书面答复。"
    return _issue(
        kinds.CONSULTATION, asked.case, by, addressee=asked.name, question=asked.question, until=until,
        silence=_SILENCE[kind],
    )  # fmt: skip


def overruling(one: Consultation, *, decider: str, content: str, reasons: str, by: User) -> Letter | None:
    """决定公开告知书 to the third party. It does not say who applied."""
    remedies = appeals.remedies(one.case.body, "你（单位）")
    return _issue(
        kinds.OVERRULING, one.case, by, addressee=one.name, decider=decider, content=content, reasons=reasons,
        remedies=remedies,
    )  # fmt: skip


def transfer(case: Case, to: str, reason: str, due_on: dt.date | None, by: User | None) -> Letter | None:
    """转办函, with the day of receipt, which stays."""
    reason = reason.rstrip("。；，").removeprefix("因")
    until = f"{in_words(due_on)}前" if due_on else "办结后及时"
    return _issue(
        kinds.TRANSFER, case, by, addressee=to, reason=reason, due_on=until, received_on=in_words(case.received_on)
    )  # fmt: skip
