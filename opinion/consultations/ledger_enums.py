"""Closed vocabularies of the 采纳台账."""

from django.db.models import TextChoices


class Progress(TextChoices):
    """How far the verdict on an opinion is."""

    NONE = "none", "未拟办"
    DRAFTED = "drafted", "待确认"
    CONFIRMED = "confirmed", "已确认"
    HELD = "held", "暂不公开"
    WITHDRAWN = "withdrawn", "已撤回"


class Grouping(TextChoices):
    """By what the ledger puts opinions together."""

    THEME = "theme", "类别"
    CLAUSE = "clause", "条款"
    SAME = "same", "相同意见"
    NEAR = "near", "相近意见"


class SheetState(TextChoices):
    """Where an uploaded spreadsheet is."""

    CHECKING = "checking", "正在检查"
    CHECKED = "checked", "已检查，待确认写入"
    REFUSED = "refused", "不能导入"
    WRITING = "writing", "正在写入"
    DONE = "done", "已完成"
    DROPPED = "dropped", "已放弃"


# A job has work with these.
RUNNING = frozenset({SheetState.CHECKING, SheetState.WRITING})
