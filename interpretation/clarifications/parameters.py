"""Periods and limits of clarifications."""

from foundation.rules.parameters import Parameter

_HUADIAN = "《桦甸市行政机关澄清虚假或不完整信息工作办法》"
FIRST_HOURS = Parameter(
    "rumour.first_hours",
    "澄清事项作出首次处置决定的期限（自发现时起，全天候计时）",
    24,
    "小时",
    f"{_HUADIAN}第三条：发现及时、处置迅速；小时数为本机关内部目标（需求R-127），不是对外回应突发事件的5小时、24小时、48小时",
    ceiling=72,
    floor=1,
    used_by="澄清事项的到期时刻、超时标红和提醒",
)
RECHECK_DAYS = Parameter(
    "rumour.recheck_days",
    "公开澄清后复查的期限（自公开之日起）",
    30,
    "自然日",
    "本机关内部目标：确认澄清有效，仍在传播的再次澄清",
    ceiling=180,
    floor=1,
    used_by="复查事项的到期日",
)
UNHELPFUL = Parameter(
    "rumour.unhelpful",
    "“没有帮助”达到多少次时重新办理（自上次公开或复查起）",
    10,
    "次",
    "本机关内部目标：公众认为没有说清楚的，及时补充",
    ceiling=10000,
    floor=1,
    used_by="澄清页面下方“有帮助吗”的计数",
)
PLAN_MONTHS = Parameter(
    "rumour.plan_months",
    "澄清工作预案的复核间隔",
    12,
    "个月",
    f"{_HUADIAN}第六条要求制定工作预案；复核间隔为本机关内部目标",
    ceiling=36,
    floor=1,
    used_by="工作预案清单中的“应复核”提示",
)
ALL = (FIRST_HOURS, RECHECK_DAYS, UNHELPFUL, PLAN_MONTHS)
