"""栏目维护任务 in words (T08): what the unit confirms is what is printed."""

import hashlib

from disclosure.catalogue.models import ColumnPage
from foundation.organisations.models import Unit

from .frequency import frequency_of
from .models import ColumnCare


def task_in_words(column: ColumnPage, unit: Unit | None, care: ColumnCare | None) -> str:
    """The task as it is confirmed and printed (T08)."""
    frequency = frequency_of(column, care)
    rows = {
        "栏目": column.title,
        "责任机构": str(unit or "未分配"),
        "责任人": str(care.person) if care and care.person else "未指定",
        "信息要求": column.requirement or (column.item.content if column.item else ""),
        "内容要素": "；".join(care.elements.split("\n")) if care else "",
        "更新频率": frequency.words if frequency else (column.item.time_limit if column.item else ""),
    }
    return "\n".join(f"{name}：{words or '—'}" for name, words in rows.items())


def task_digest(task: str) -> str:
    return hashlib.sha256(task.encode()).hexdigest()
