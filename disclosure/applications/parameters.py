"""Periods of taking in."""

from foundation.rules.parameters import Parameter

HELP_DAYS = Parameter(
    "foi.help_days", "与请求协助的申请人联系的时限", 1, "工作日",
    "《中华人民共和国政府信息公开条例》第二十八条：为申请人提供便利；天数为本机关内部目标",
    ceiling=5, floor=1, used_by="协助请求的到期日和提醒",
)  # fmt: skip
