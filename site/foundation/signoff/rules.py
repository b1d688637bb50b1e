"""Pure rules of sign-off: what differs between two contents, how a step's deadline is said. No Django."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from foundation.workdays.rules import WorkCalendar

from .digests import NOT_CONTENT, without_keys

# Offered as tick boxes when a draft is returned (退回); free text may be added to any of them.
RETURN_PHRASES = (
    "文字有误，请校对后重报",
    "要素不全，请补充",
    "附件缺失或打不开，请重新上传",
    "公开属性或理由不当，请重新确定",
    "涉及不宜公开的内容，请删改",
    "栏目或目录事项有误，请调整",
)


# What the editor says about a change is no change of its own.
STATEMENT = frozenset({"change_kind", "change_note", "changed_on", "change_of"})


def changed_fields(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """Names of the fields in which two revisions' contents differ, in any order: a database may sort them."""
    return [
        name
        for name, value in after.items()
        if name not in NOT_CONTENT | STATEMENT and without_keys(value) != without_keys(before.get(name))
    ]


def deadline_in_words(calendar: WorkCalendar, due: dt.date, today: dt.date, *, provisional: bool) -> str:
    """今日到期, 已超期 2 个工作日, 还有 1 个工作日. Nothing is late on its own due day."""
    note = "（暂定）" if provisional else ""
    if due == today:
        return f"今日到期{note}"
    if due > today:
        return f"还有 {calendar.workdays_left(today, due)} 个工作日{note}"
    late = calendar.count_workdays(due, today)
    # Only rest days have passed since.
    return f"已超期 {late} 个工作日{note}" if late else f"已超期，不足 1 个工作日{note}"


def marks_in_words(marks: Iterable[dict[str, str]]) -> str:
    """The paragraphs a reviewer points at, one a line, for the return's opinion."""
    return "\n".join(f"{mark['label']}“{mark['excerpt']}”：{mark['remark']}" for mark in marks)
