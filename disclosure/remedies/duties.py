"""The clocks of what follows an application."""

from foundation.duties.enums import Clock
from foundation.duties.kinds import DutyKind

from .enums import DisputeKind
from .parameters import COMPLAINT_DAYS, RECORD_DAYS, REVIEW_DAYS, SUIT_DAYS

_REGISTER = "登记簿中的办理"
REVIEW = DutyKind(
    "foi.review",
    "提交行政复议书面答复",
    REVIEW_DAYS.basis,
    REVIEW_DAYS.key,
    "收到复议申请书副本",
    ends_by=_REGISTER,
)
SUIT = DutyKind(
    "foi.suit",
    "提交行政诉讼证据和答辩状",
    SUIT_DAYS.basis,
    SUIT_DAYS.key,
    "收到起诉状副本",
    ends_by=_REGISTER,
)
COMPLAINT = DutyKind(
    "foi.complaint",
    "调查依申请公开投诉举报",
    COMPLAINT_DAYS.basis,
    COMPLAINT_DAYS.key,
    "收到投诉举报",
    ends_by=_REGISTER,
)
ORDER = DutyKind(
    "foi.order", "落实责令改正", "《中华人民共和国政府信息公开条例》第四十七条、第五十一条", "", "收到责令改正的决定",
    Clock.FIXED_DATE, ends_by=_REGISTER,
)  # fmt: skip
RECORD = DutyKind(
    "foi.record",
    "办理更正与自身相关信息的申请",
    RECORD_DAYS.basis,
    RECORD_DAYS.key,
    "收到更正申请",
    ends_by=_REGISTER,
)
SHEET = DutyKind(
    "foi.sheet", "答复征求意见单、工作联系单", "R-193：如实、完整、及时答复", "", "收到来单", Clock.FIXED_DATE,
    ends_by=_REGISTER,
)  # fmt: skip
KINDS = (REVIEW, SUIT, COMPLAINT, ORDER, RECORD, SHEET)
OF_DISPUTES = {
    DisputeKind.COMPLAINT: COMPLAINT,
    DisputeKind.REVIEW: REVIEW,
    DisputeKind.SUIT: SUIT,
    DisputeKind.SUIT_AFTER: SUIT,
}
