"""Bars as SVG made here: no script, no service. Pure: no Django. The numbers stand in a table beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, LABEL, NUMBER, LINE, BAR = 420, 100, 60, 34, 18


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar in the units of the drawing."""

    label: str
    number: int
    share: str
    y: int
    text_y: int
    width: int
    number_x: int


@dataclass(frozen=True, slots=True)
class Chart:
    """What the template draws; ``words`` is the text alternative."""

    name: str
    heading: str
    unit: str
    bars: tuple[Bar, ...]
    height: int
    words: str
    width: int = WIDTH
    start: int = LABEL


def bars(name: str, heading: str, rows: Sequence[Sequence], unit: str = "条") -> Chart | None:
    """A chart of labels and numbers; none of nothing."""
    total = sum(number for _label, number in rows)
    if not total:
        return None
    longest = max(number for _label, number in rows)
    room = WIDTH - LABEL - NUMBER
    drawn = []
    for position, (label, number) in enumerate(rows):
        width = max(round(room * number / longest), 2) if number else 0
        y = position * LINE + 8
        share = f"{100 * number / total:.0f}%"
        drawn.append(Bar(label, number, share, y, y + BAR - 4, width, LABEL + width + 8))
    words = "，".join(f"{label}{number}{unit}" for label, number in rows)
    return Chart(name, heading, unit, tuple(drawn), len(rows) * LINE + 10, f"{heading}：{words}。")
