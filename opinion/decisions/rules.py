"""Where a major decision stands, and which stage may be recorded next. Pure: no Django.

《重大行政决策程序暂行条例》(国令713号) 第二十五条: what was not reviewed for legality is not discussed;
第三十条: a draft is discussed before it is decided on.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

ORDER = ("started", "consulted", "experts", "risks", "legality", "discussed", "published")
# Some decisions need no experts and carry no risk (国令713号 第十九条、第二十二条); nobody may leave out the others.
MAY_BE_LEFT_OUT = frozenset({"consulted", "experts", "risks"})
NEEDS: Mapping[str, str] = {"discussed": "legality", "published": "discussed"}


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a stage: when, and whether it was gone through."""

    stage: str
    on: dt.date
    applies: bool = True


def latest(records: Iterable[Record]) -> dict[str, Record]:
    """What holds for each stage: the record written last, in the order given."""
    return {record.stage: record for record in records}


def present(records: Iterable[Record]) -> str:
    """The furthest stage that was gone through; empty where nothing has begun."""
    done = {stage for stage, record in latest(records).items() if record.applies}
    return next((stage for stage in reversed(ORDER) if stage in done), "")


def missing_before(stage: str, records: Iterable[Record]) -> str:
    """The stage that must be recorded before this one; empty if none is missing."""
    needed = NEEDS.get(stage, "")
    done = {name for name, record in latest(records).items() if record.applies}
    return needed if needed and needed not in done else ""
