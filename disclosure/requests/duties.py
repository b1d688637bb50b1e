"""The clocks of a case, in the one ledger of duties. ``services`` opens, pauses and meets them."""

from foundation.duties.enums import Clock
from foundation.duties.kinds import DutyKind

from .parameters import (
    ANSWER_DAYS,
    CONFIRM_DAYS,
    INNER_DAYS,
    JOINT_MAKER_DAYS,
    SUPPLEMENT_NOTICE_DAYS,
    THIRD_PARTY_DAYS,
    UNIT_DAYS,
)

_CASE = "申请的办理步骤"
CONFIRM = DutyKind(
    "foi.confirm", "与申请人确认收到申请", CONFIRM_DAYS.basis, CONFIRM_DAYS.key, "收到来件", ends_by=_CASE
)
FIRST_REVIEW = DutyKind(
    "foi.first_review", "申请初审（告知补正的期限）", SUPPLEMENT_NOTICE_DAYS.basis, SUPPLEMENT_NOTICE_DAYS.key,
    "收到申请", ends_by=_CASE,
)  # fmt: skip
ANSWER = DutyKind(
    "foi.answer", "答复政府信息公开申请", ANSWER_DAYS.basis, ANSWER_DAYS.key, "收到申请", ends_by=_CASE
)
INNER = DutyKind(
    "foi.inner", "答复申请（内部时限）", INNER_DAYS.basis, INNER_DAYS.key, "收到申请", ends_by=_CASE
)
THIRD_PARTY = DutyKind(
    "foi.third_party", "第三方答复征求意见", THIRD_PARTY_DAYS.basis, THIRD_PARTY_DAYS.key, "第三方收到征求意见书",
    ends_by=_CASE,
)  # fmt: skip
JOINT_MAKER = DutyKind(
    "foi.joint_maker", "共同制作机关答复征求意见", JOINT_MAKER_DAYS.basis, JOINT_MAKER_DAYS.key, "该机关收到征求意见书",
    ends_by=_CASE,
)  # fmt: skip
UNIT = DutyKind(
    "foi.unit", "协办政府信息公开申请", UNIT_DAYS.basis, UNIT_DAYS.key, "收到协办通知", ends_by=_CASE
)
SUPPLY = DutyKind(
    "foi.supply", "按答复书提供信息", "《中华人民共和国政府信息公开条例》第三十六条第二项", "", "送达答复书",
    Clock.FIXED_DATE, ends_by=_CASE,
)  # fmt: skip
REPORT = DutyKind(
    "foi.transfer_report", "报送转办申请的办理结果", "政府信息公开申请转办、交办规则（R-191）", "", "接收转办",
    Clock.FIXED_DATE, ends_by=_CASE,
)  # fmt: skip
KINDS = (CONFIRM, FIRST_REVIEW, ANSWER, INNER, THIRD_PARTY, JOINT_MAKER, UNIT, SUPPLY, REPORT)
