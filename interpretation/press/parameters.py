"""Periods of press work."""

from foundation.rules.parameters import Parameter

RECORD_DAYS = Parameter(
    "press.record_days",
    "新闻发布会、政策吹风会实录的公开期限（自结束之日起）",
    20,
    "工作日",
    "《中华人民共和国政府信息公开条例》第二十六条；基本目录第59项（需求R-122）",
    ceiling=20,
    floor=1,
    used_by="发布会结束后“公开发布会实录”事项的到期日",
)
EVALUATION_DAYS = Parameter(
    "press.evaluation_days",
    "发布效果评估的期限（自发布会结束之日起）",
    5,
    "工作日",
    "需求R-125：及时评估；天数为本机关内部目标",
    floor=1,
    used_by="发布效果评估事项的到期日和逾期未评估清单",
)
FILING_DAYS = Parameter(
    "press.filing_days",
    "新闻发言人、联络员任命或者变更后备案的期限",
    5,
    "工作日",
    "需求R-120：变更后重新备案；天数为本机关内部目标",
    floor=1,
    used_by="新闻发言人备案事项的到期日",
)
REVIEW_DAYS = Parameter(
    "press.plan_review_days",
    "突发事件新闻报道预案的评审周期",
    365,
    "自然日",
    "需求R-124：每年评审；天数为本机关内部目标",
    floor=30,
    ceiling=365,
    used_by="预案评审事项的到期日",
)
PARAMETERS = (RECORD_DAYS, EVALUATION_DAYS, FILING_DAYS, REVIEW_DAYS)
