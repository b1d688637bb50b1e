"""The statutory holidays of a year, which every notice has to give a day off. Pure.

《全国年节及纪念日放假办法》(2024年11月10日修订): 元旦1日, 春节除夕至初三, 清明节1日, 劳动节1至2日, 端午节1日,
中秋节1日, 国庆节1至3日. Before 2025 neither 除夕 nor 5月2日 was one. The days of the lunar calendar are facts kept
in ``data/festivals.json`` (春节 there is 正月初一); a year beyond the file is checked for its fixed days only.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

FESTIVALS = Path(__file__).parent / "data" / "festivals.json"
REVISED = 2025
FIXED = (("元旦", 1, 1, 1), ("劳动节", 5, 1, 2), ("国庆节", 10, 1, 3))  # name, month, first day, last day


@cache
def _lunar() -> dict[int, dict[str, date]]:
    read = json.loads(FESTIVALS.read_text(encoding="utf-8"))
    return {
        int(year): {name: date.fromisoformat(day) for name, day in days.items()}
        for year, days in read.items()
    }


def statutory_days(year: int) -> Iterator[tuple[str, date]]:
    """(holiday, day) for every statutory day off that is known for the year."""
    for name, month, first, last in FIXED:
        for day in range(first, last + 1):
            if year >= REVISED or (month, day) != (5, 2):
                yield name, date(year, month, day)
    for name, festival in _lunar().get(year, {}).items():
        if name == "春节":
            yield from _spring_days(year, festival)
        else:
            yield name, festival


def _spring_days(year: int, new_year: date) -> Iterator[tuple[str, date]]:
    for offset in range(-1 if year >= REVISED else 0, 3):
        yield "春节", new_year + timedelta(days=offset)
