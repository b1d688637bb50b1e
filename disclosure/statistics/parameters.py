"""Periods of the reports."""

from foundation.rules.parameters import Parameter

REPORT_DAYS = Parameter(
    "foi.report_days", "依申请公开定期报告的报送期限（自季度终了之日起）", 10, "工作日",
    "R-192：定期向主管部门报告依申请公开工作；期限为本机关内部目标", ceiling=60, floor=1,
    used_by="定期报告的到期日和提醒",
)  # fmt: skip
PARAMETERS = (REPORT_DAYS,)
