"""Closed vocabularies of the ledger."""

from django.db.models import TextChoices


class Clock(TextChoices):
    """How the time of a duty runs."""

    WORKING_DAYS = "working_days", "工作日"
    NATURAL_DAYS = "natural_days", "自然日"
    HOURS = "hours", "小时"
    MINUTES = "minutes", "分钟"
    FIXED_DATE = "fixed_date", "固定日期"

    @property
    def measure(self) -> str:
        """The word after a number: 3 个工作日, 20 日, 24 小时."""
        words = {Clock.WORKING_DAYS: "个工作日", Clock.HOURS: "小时", Clock.MINUTES: "分钟"}
        return words.get(self, "日")

    @property
    def extension_measure(self) -> str:
        """In what an extension counts: working days after a fixed date."""
        return "个工作日" if self == Clock.FIXED_DATE else self.measure


# Clocks that ask the calendar of working days, so that a new notice may move their dates.
CALENDAR_CLOCKS = (Clock.WORKING_DAYS, Clock.NATURAL_DAYS)
# Clocks that run 24×7 from the moment of the event, not from the day after it.
MOMENT_CLOCKS = (Clock.HOURS, Clock.MINUTES)


class PauseCategory(TextChoices):
    """Why time does not count for a while (条例 30, 32, 33)."""

    THIRD_PARTY = "third_party", "征求第三方意见"
    OTHER_BODY = "other_body", "征求其他机关意见"
    CORRECTION = "correction", "补正"
    OTHER = "other", "其他"


class DutyState(TextChoices):
    """Where a duty stands today; derived from its dates, never stored."""

    OVERDUE = "overdue", "已超期"
    TODAY = "today", "今日到期"
    SOON = "soon", "将到期"
    OTHER = "other", "其他"
    MET = "met", "已办结"
    CANCELLED = "cancelled", "已撤销"


OPEN_STATES = (DutyState.OVERDUE, DutyState.TODAY, DutyState.SOON, DutyState.OTHER)


class EventKind(TextChoices):
    """What can happen to a duty."""

    OPENED = "opened", "登记"
    PAUSED = "paused", "暂停计时"
    RESUMED = "resumed", "恢复计时"
    EXTENDED = "extended", "延长"
    BASE_CORRECTED = "base_corrected", "更正起算日"
    RECOMPUTED = "recomputed", "按新放假安排重算"
    MET = "met", "办结"
    REOPENED = "reopened", "恢复为未办结"
    CANCELLED = "cancelled", "撤销"
    REASSIGNED = "reassigned", "改派"
    URGED = "urged", "催办"


class Act(TextChoices):
    """What a person may do to a duty on its own screen; the values are also addresses."""

    MEET = "meet", "办结"
    EXTEND = "extend", "延长"
    PAUSE = "pause", "暂停计时"
    RESUME = "resume", "恢复计时"
    CORRECT_BASE = "correct-base", "更正起算日"
    REASSIGN = "reassign", "转交"
    CANCEL = "cancel", "撤销"


class Outcome(TextChoices):
    """How a run of a periodic job ended."""

    SUCCEEDED = "succeeded", "完成"
    FAILED = "failed", "失败"
    BROKEN_OFF = "broken_off", "中断"


class Occasion(TextChoices):
    """Why somebody is told about a duty."""

    BEFORE = "before", "即将到期"
    DUE = "due", "今日到期"
    OVERDUE = "overdue", "已超期"
    ESCALATED = "escalated", "超期督促"
    URGED = "urged", "催办"
    MOVED = "moved", "期限变动"


# Occasions that have lost their point once the duty is done.
ONLY_WHILE_OPEN = (Occasion.BEFORE, Occasion.DUE, Occasion.OVERDUE, Occasion.ESCALATED, Occasion.URGED)
