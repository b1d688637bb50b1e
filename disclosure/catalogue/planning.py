"""Which columns a template asks for, and in which order. Pure: items are read, nothing is written.

国办公开办函〔2019〕61号: one column 政府信息公开 with the guide, the rules, the statutory content, the annual
report and the way to ask; no site of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

ROOT = "政府信息公开"
STATUTORY_CONTENT = "法定主动公开内容"
# Title, column type (栏目类别), what the column is for.
FRAME = (
    ("政府信息公开指南", "guide", "政府信息的分类、编排体系、获取方式和工作机构联系方式"),
    ("政府信息公开制度", "rules", "政府信息公开的法规、规章和工作制度"),
    (STATUTORY_CONTENT, "catalogue", "依照《中华人民共和国政府信息公开条例》应当主动公开的政府信息"),
    ("政府信息公开工作年度报告", "annual_report", "历年政府信息公开工作年度报告"),
    ("依申请公开", "on_request", "依申请公开的渠道、程序和申请入口"),
)
TITLE_LENGTH = 100
KEYWORDS_LENGTH = 200


@dataclass(frozen=True, slots=True)
class PlannedColumn:
    """A column a template asks for. ``path`` holds the titles from the top column down to this one."""

    path: tuple[str, ...]
    column_type: str
    description: str
    item: Any = None

    @property
    def title(self) -> str:
        return self.path[-1]

    @property
    def keywords(self) -> str:
        """栏目关键词: the titles on the way down, each word once."""
        words = dict.fromkeys(word for title in self.path for word in title.replace("/", "、").split("、"))
        return ",".join(words)[:KEYWORDS_LENGTH]

    @property
    def requirement(self) -> str:
        """栏目维护任务书: what is to be public and by when."""
        if self.item is None:
            return ""
        return f"{self.item.content}\n公开时限：{self.item.time_limit}"


def plan_columns(items: Iterable[Any], body_kind: str) -> list[PlannedColumn]:
    """The frame and one column for each item that applies to this kind of body; parents before children."""
    columns: dict[tuple[str, ...], PlannedColumn] = {
        (ROOT,): PlannedColumn((ROOT,), "catalogue", "政府信息公开专栏")
    }
    for title, column_type, purpose in FRAME:
        columns[ROOT, title] = PlannedColumn((ROOT, title), column_type, purpose)
    for item in items:
        if item.applies_to and body_kind not in item.applies_to:
            continue
        path = (ROOT, *filter(None, (item.level1, item.level2, item.level3)))
        for depth in range(2, len(path)):
            columns.setdefault(path[:depth], _group(path[:depth], item))
        columns[path] = PlannedColumn(path, item.column_type, " ".join(item.content.split()), item)
    return list(columns.values())


def _group(path: tuple[str, ...], item: Any) -> PlannedColumn:
    """A heading above several items; it takes the category of its first item."""
    return PlannedColumn(path, item.column_type, f"{path[-2]}中的{path[-1]}信息")
