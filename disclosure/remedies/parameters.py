"""Periods and choices of what follows an application, each with its source."""

from foundation.rules.enums import Kind, Layer
from foundation.rules.parameters import Parameter

from .enums import FeeWay

FEE_RULES = "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）"

FEES = Parameter(
    "foi.fees", "依申请公开的收费", "none", "",
    "《中华人民共和国政府信息公开条例》第四十二条：提供政府信息不收取费用；数量、频次明显超过合理范围的，可以收取信息处理费",
    kind=Kind.CHOICE, options=(("none", "不收费"), ("processing_only", "只收信息处理费")), used_by="收费通知",
)  # fmt: skip
FEE_WAY = Parameter(
    "foi.fee_way", "信息处理费的计收方式", FeeWay.PIECES.value, "",
    f"{FEE_RULES}：按件、按量两种标准选择其一，不得重复计算",
    kind=Kind.CHOICE, options=tuple((way.value, way.label) for way in FeeWay), used_by="信息处理费的计算",
)  # fmt: skip
FEE_DAYS = Parameter(
    "foi.fee_days", "缴纳信息处理费的期限（自收到收费通知之日起）", 20, "工作日", f"{FEE_RULES}第七条",
    ceiling=20, floor=20, layer=Layer.CEILING, used_by="收费通知书的缴费期限",
)  # fmt: skip
REVIEW_DAYS = Parameter(
    "foi.review_days", "行政复议书面答复的期限（自收到申请书副本之日起）", 10, "工作日",
    "《中华人民共和国行政复议法》第四十八条、第八十八条", ceiling=10, floor=1, layer=Layer.CEILING,
    used_by="行政复议答复的到期日",
)  # fmt: skip
SUIT_DAYS = Parameter(
    "foi.suit_days", "提交证据和答辩状的期限（自收到起诉状副本之日起）", 15, "自然日",
    "《中华人民共和国行政诉讼法》第六十七条", ceiling=15, floor=1, layer=Layer.CEILING, used_by="行政诉讼答辩的到期日",
)  # fmt: skip
COMPLAINT_DAYS = Parameter(
    "foi.complaint_days", "依申请公开投诉举报的调查期限（自收到之日起）", 20, "工作日",
    "《中华人民共和国政府信息公开条例》第五十一条；期限为本机关内部目标", ceiling=60, floor=1,
    used_by="投诉举报的到期日",
)  # fmt: skip
RECORD_DAYS = Parameter(
    "foi.record_days", "更正与自身相关的政府信息的办理期限（自收到之日起）", 20, "工作日",
    "《中华人民共和国政府信息公开条例》第四十一条；期限为本机关内部目标", ceiling=60, floor=1,
    used_by="更正申请的到期日",
)  # fmt: skip
REPEATED_FROM = Parameter(
    "foi.repeated_from", "提示转为主动公开的相同申请件数", 2, "件",
    "《中华人民共和国政府信息公开条例》第四十四条；件数见R-196", ceiling=20, floor=2, used_by="依申请转主动公开的建议",
)  # fmt: skip
REPEATED_DAYS = Parameter(
    "foi.repeated_days", "年度梳理多人申请的信息的期限（自年度终了之日起）", 20, "工作日",
    "《中华人民共和国政府信息公开条例》第四十四条；每年梳理见R-196，期限为本机关内部目标", ceiling=60, floor=1,
    used_by="年度梳理的到期日和提醒",
)  # fmt: skip
PARAMETERS = (
    FEES, FEE_WAY, FEE_DAYS, REVIEW_DAYS, SUIT_DAYS, COMPLAINT_DAYS, RECORD_DAYS, REPEATED_FROM, REPEATED_DAYS,
)  # fmt: skip
