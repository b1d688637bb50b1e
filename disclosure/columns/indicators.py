"""The inspection indicators of 国办秘函〔2019〕19号, counted live from the columns (R-269).

Texts and thresholds are read from ``data/check_indicators.json``; nothing of them is written here. What the site
cannot know is named as 需人工核查 with the reason.
"""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db.models import Max
from django.utils import timezone

from disclosure.catalogue.enums import ColumnType
from disclosure.catalogue.models import ColumnEntry
from foundation.precheck.models import CheckedAddress

from .enums import Every, Health
from .health import ColumnHealth
from .rules import after
from .shipped import DATA

KINDS = {"veto": "单项否决", "deduct": "扣分", "bonus": "加分"}
BY_HAND = {
    "V1": "有无严重错误、泄密、有害链接须人工判断；预检和审签记录可作依据，首次公开时间已锁定，不能改动。",
    "V2": "站点能否打开须由站外监测，平台自身无法证明。",
    "V5a": "是否提供网上咨询建言渠道须人工核对。",
    "V6": "办事服务和办事指南不在本平台，须到政务服务网核对。",
    "D-search": "请用若干信息标题在本站搜索，看结果首页能否找到。",
    "D-foot": "网站标识、域名、IPv6、兼容性须人工核对；页面标签由平台生成。",
    "B": "扣分后高于规定分数才进入加分，须人工评定。",
}
POLICY_TYPES = frozenset({ColumnType.NOTICE, ColumnType.POLICY})
BASIC_TYPES = frozenset({ColumnType.OVERVIEW, ColumnType.FUNCTIONS, ColumnType.LEADERS})


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator with what was counted. ``limit`` is the count at which it is failed, where there is one."""

    code: str
    kind: str
    name: str
    rule: str
    count: int | None = None
    limit: int | None = None
    columns: list[ColumnHealth] = field(default_factory=list)
    note: str = ""

    @property
    def is_failed(self) -> bool:
        return self.limit is not None and self.count is not None and self.count >= self.limit

    @property
    def distance(self) -> int | None:
        """How many more would fail it; 0 when it is failed."""
        return None if self.limit is None or self.count is None else max(0, self.limit - self.count)

    @property
    def share(self) -> int:
        """Percent of the limit that is used up, at most 100."""
        return min(100, round((self.count or 0) * 100 / self.limit)) if self.limit else 0


@dataclass(frozen=True, slots=True)
class _Site:
    """What the counting rules look at."""

    rows: list[ColumnHealth]
    today: dt.date
    updated_on: dt.date | None


Finding = tuple[int, list[ColumnHealth], str]
Counter = Callable[[dict[str, Any], _Site], Finding]


def indicators(rows: list[ColumnHealth], today: dt.date | None = None) -> list[Indicator]:
    """Every indicator of the document, in its order. Two queries beside those of the rows."""
    today = today or timezone.localdate()
    newest = ColumnEntry.objects.aggregate(on=Max("public_date"))["on"]
    site = _Site(rows, today, newest)
    return [_indicator(one, site) for one in read_indicators()["items"]]


@cache
def read_indicators() -> dict[str, Any]:
    """The document as data."""
    return json.loads((DATA / "check_indicators.json").read_text(encoding="utf-8"))


def _indicator(one: dict[str, Any], site: _Site) -> Indicator:
    head = (one["code"], KINDS[one["kind"]], one["name"], one["rule"])
    counter = _COUNTERS.get(one["code"])
    if counter is None:
        return Indicator(*head, note=BY_HAND.get(one["code"], "须人工核查。"))
    params = one.get("params", {})
    count, columns, note = counter(params, site)
    limit = params.get("count", 1) if one["kind"] == "veto" else None
    if points := params.get("points"):
        note += f"发现即扣{points}分。" if count else ""
    return Indicator(*head, count=count, limit=limit, columns=columns, note=note)


def _stale(row: ColumnHealth, today: dt.date, number: int, unit: str) -> bool:
    """Not updated within the document's own period, whatever the column's own; a statement excuses it."""
    if row.health in (Health.PLACEHOLDER, Health.LINK, Health.BROKEN):
        return False
    return row.updated_on is None or after(row.updated_on, number, unit) < today


def _of_types(site: _Site, types: frozenset[ColumnType], number: int, unit: str) -> list[ColumnHealth]:
    return [
        row for row in site.rows
        if row.column.column_type in types and _stale(row, site.today, number, unit)
    ]  # fmt: skip


def _home(params: dict[str, Any], site: _Site) -> Finding:
    if site.updated_on is None:
        return 1, [], "本站还没有公开过信息。"
    lapsed = after(site.updated_on, params["days"], Every.DAYS) < site.today
    return int(lapsed), [], f"最近一次更新：{site.updated_on}。"


def _v4a(params: dict[str, Any], site: _Site) -> Finding:
    news = _of_types(site, frozenset({ColumnType.NEWS}), params["news_days"], Every.DAYS)
    policy = _of_types(site, POLICY_TYPES, params["policy_months"], Every.MONTHS)
    words = (
        f"动态、要闻类{len(news)}个，通知公告、政策文件类{len(policy)}个；按栏目类别统计，不限层级，从严。"
    )
    return len(news) + len(policy), news + policy, words


def _v4b(params: dict[str, Any], site: _Site) -> Finding:
    late = [row for row in site.rows if row.health == Health.OVERDUE]
    return len(late), late, "超过本栏目更新间隔或者应公开日期的栏目。"


def _v4c(params: dict[str, Any], site: _Site) -> Finding:
    empty = [row for row in site.rows if row.health == Health.EMPTY]
    return len(empty), empty, "在有效期内作了未产生信息说明的不计。"


def _of_type(*types: ColumnType) -> Counter:
    def count(params: dict[str, Any], site: _Site) -> Finding:
        unit = Every.DAYS if "days" in params else Every.MONTHS
        rows = _of_types(site, frozenset(types), params[unit], unit)
        return len(rows), rows, ""

    return count


def _interpretation(params: dict[str, Any], site: _Site) -> Finding:
    rows = [
        row for row in site.rows
        if row.column.column_type == ColumnType.INTERPRETATION and row.health in (Health.EMPTY, Health.OVERDUE)
    ]  # fmt: skip
    return len(rows), rows, "只统计栏目更新；文件有无解读、是否互相关联见“政策解读”台账。"


def _basic(params: dict[str, Any], site: _Site) -> Finding:
    kept = [row for row in site.rows if row.column.column_type in BASIC_TYPES]
    empty = [row for row in kept if row.health == Health.EMPTY]
    missing = BASIC_TYPES - {ColumnType(row.column.column_type) for row in kept}
    words = "、".join(f"没有“{kind.label}”栏目" for kind in ColumnType if kind in missing)
    return len(empty) + len(missing), empty, f"{words}。" if words else "内容是否准确须人工核对。"


def _dead_links(params: dict[str, Any], site: _Site) -> Finding:
    broken = [row for row in site.rows if row.health == Health.BROKEN]
    dead = CheckedAddress.objects.exclude(problem="").count()
    return dead, broken, "夜间检查中打不开的外部链接（含正文中的）。"


_COUNTERS: dict[str, Counter] = {
    "V3": _home,
    "V4a": _v4a,
    "V4b": _v4b,
    "V4c": _v4c,
    "D-policy": _of_type(ColumnType.POLICY),
    "D-stat": _of_type(ColumnType.DATA),
    "D-news2w": _of_type(ColumnType.NEWS),
    "D-interp": _interpretation,
    "D-basic": _basic,
    "D-link": _dead_links,
}


def register_counter(code: str, count: Callable[[dict[str, Any], dt.date], tuple[int, str]]) -> None:
    """Let a feature above count one indicator, in AppConfig.ready(); it gets the parameters and the day, and gives
    the number and a sentence on how it was counted."""

    def counter(params: dict[str, Any], site: _Site) -> Finding:
        number, words = count(params, site.today)
        return number, [], words

    _COUNTERS[code] = counter
