"""信息处理费 (条例 42; 《政府信息公开信息处理费管理办法》, 国办函〔2020〕109号). Pure.

Both tariffs are national and progressive by steps: each piece or page costs what its own step says.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from .enums import FeeWay


@dataclass(frozen=True, slots=True)
class Step:
    """Up to ``last`` (None: without end) each costs ``each`` yuan; every further ``width`` costs ``more`` more."""

    last: int | None
    each: int
    width: int = 0
    more: int = 0


# 按件: one applicant in one calendar month, whatever is decided. 按量: one application, paper or electronic.
TARIFFS: dict[FeeWay, tuple[Step, ...]] = {
    FeeWay.PIECES: (Step(10, 0), Step(30, 100), Step(None, 200, width=10, more=100)),
    FeeWay.PAGES: (Step(30, 0), Step(100, 10), Step(200, 20), Step(None, 40)),
}
MEASURES = {FeeWay.PIECES: "件", FeeWay.PAGES: "页"}


@dataclass(frozen=True, slots=True)
class Part:
    """So many at one price."""

    number: int
    each: int

    @property
    def sum(self) -> int:
        return self.number * self.each


def parts_of(way: FeeWay, number: int) -> list[Part]:
    """How a number falls into the steps, free ones first."""
    return [part for part in _parts(TARIFFS[way], number) if part.number]


def _parts(steps: tuple[Step, ...], number: int) -> Iterator[Part]:
    before = 0
    for step in steps:
        if step.last is not None:
            yield Part(max(0, min(number, step.last) - before), step.each)
            before = step.last
            continue
        rest, each = max(0, number - before), step.each
        width = step.width or rest
        while rest > 0:
            yield Part(min(rest, width), each)
            rest, each = rest - width, each + step.more


def fee(way: FeeWay, number: int) -> int:
    """信息处理费 in yuan: 35 件 3000, 68 页 380."""
    return sum(part.sum for part in parts_of(way, number))


def fee_of_next(number: int) -> int:
    """What the ``number``-th application of a month costs by itself, 按件."""
    return fee(FeeWay.PIECES, number) - fee(FeeWay.PIECES, number - 1) if number > 0 else 0


def in_words(way: FeeWay, number: int) -> str:
    """The reckoning as a notice explains it."""
    measure = MEASURES[way]
    said = [
        f"{part.number}{measure}×{part.each}元" if part.each else f"{part.number}{measure}免费"
        for part in parts_of(way, number)
    ]
    return f"{'＋'.join(said)}，共{fee(way, number)}元"
