"""The clock of helping an applicant who asked for it."""

from foundation.duties.kinds import DutyKind

from .parameters import HELP_DAYS

HELP = DutyKind(
    "foi.help",
    "协助申请人",
    HELP_DAYS.basis,
    HELP_DAYS.key,
    "收到协助请求",
    ends_by="“协助请求”中登记协助情况",
)
