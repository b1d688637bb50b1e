"""Closed vocabularies of the care for columns."""

from django.db.models import TextChoices


class Every(TextChoices):
    """Unit of an update frequency (更新频率)."""

    DAYS = "days", "天"
    MONTHS = "months", "个月"


class Health(TextChoices):
    """How a column stands today (栏目体检), worst first."""

    EMPTY = "empty", "空白"
    OVERDUE = "overdue", "超期未更新"
    BROKEN = "broken", "跳转失效"
    URGENT = "urgent", "即将到期"
    WARNING = "warning", "临近到期"
    PLACEHOLDER = "placeholder", "已作说明"
    FRESH = "fresh", "正常"
    LINK = "link", "跳转栏目"
    STANDING = "standing", "不定期更新"

    @property
    def mark(self) -> str:
        """A sign beside the word, so that the state is not told by colour alone."""
        return _MARKS[self]


_MARKS = {
    Health.EMPTY: "○",
    Health.OVERDUE: "✕",
    Health.BROKEN: "⇥",
    Health.URGENT: "‼",
    Health.WARNING: "!",
    Health.PLACEHOLDER: "□",
    Health.FRESH: "✓",
    Health.LINK: "↗",
    Health.STANDING: "–",
}
# What the office has to act on: each is written into the inspection ledger.
PROBLEMS = frozenset({Health.EMPTY, Health.OVERDUE, Health.BROKEN})


class ElementSource(TextChoices):
    """Where a required element (要素) of a page is found."""

    FIELD = "field", "页面字段"
    ELEMENT = "element", "栏目要素表"
    ATTACHMENT = "attachment", "附件"


class ProblemKind(TextChoices):
    """What the inspection finds (巡查问题)."""

    EMPTY = "empty", "空白栏目"
    OVERDUE = "overdue", "超期未更新"
    BROKEN = "broken", "跳转失效"
    UNALLOCATED = "unallocated", "未分配责任科室"
    OTHER = "other", "人工巡查发现"
