"""Figures of major decisions."""

from foundation.rules.parameters import Parameter

CATALOGUE_DAYS = Parameter(
    "decision.catalogue_days",
    "公布本年度重大行政决策目录的期限（自1月1日起）",
    90,
    "自然日",
    "《重大行政决策程序暂行条例》（国令713号）第三条：决策事项目录向社会公布；期限为本机关内部目标",
    ceiling=365,
    floor=1,
    used_by="年度重大行政决策目录的到期日和提醒",
)
