"""What the desk draws attention to."""

from foundation.rules.parameters import Parameter

from .parameters import REGULATION

MANY_IN_A_MONTH = Parameter(
    "foi.many_in_month", "同一申请人一个自然月内的申请超过多少件时提示", 10, "件",
    f"{REGULATION}第三十五条（R-185）；件数为本机关内部目标", ceiling=1000, floor=1,
    used_by="办理页面的提示，不作为不予受理的理由",
)  # fmt: skip
