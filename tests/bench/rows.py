"""What a bench reports, and how two things are compared."""

import statistics
import time
from collections.abc import Callable
from typing import NamedTuple

REPEATS = 150
WARM_UP = 15


class Taken(NamedTuple):
    """How long something took, in seconds: by the clock, and on the processor (user and system, this process)."""

    wall: float
    processor: float


class Row(NamedTuple):
    """One figure. With a baseline the limit holds for their ratio, without one for the figure itself.

    ``processor`` is the same figure in processor time where all the work is done in this process. On a machine that
    has other work to do meanwhile the clock says little, so the limit then holds for the processor's figure.
    """

    name: str
    measured: float
    limit: float
    baseline: float | None = None
    processor: float | None = None

    @property
    def ratio(self) -> float | None:
        return None if self.baseline is None else self.measured / self.baseline

    @property
    def is_over_by_the_clock(self) -> bool:
        return (self.measured if self.ratio is None else self.ratio) > self.limit

    @property
    def is_over(self) -> bool:
        return self.is_over_by_the_clock if self.processor is None else self.processor > self.limit


def taken(action: Callable[[], object]) -> Taken:
    """Run it once."""
    started, used = time.perf_counter(), time.process_time()
    action()
    return Taken(time.perf_counter() - started, time.process_time() - used)


def _milliseconds(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return (time.perf_counter() - started) * 1000


def compare(
    name: str,
    measured: Callable[[], object],
    baseline: Callable[[], object],
    limit: float,
    *,
    repeats: int = REPEATS,
    warm_up: int = WARM_UP,
) -> Row:
    """Medians of two actions run in turn, so that whatever else the machine does meets both alike."""
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(warm_up + repeats):
        for action, taken in zip((measured, baseline), times, strict=True):
            milliseconds = _milliseconds(action)
            if turn >= warm_up:
                taken.append(milliseconds)
    return Row(name, statistics.median(times[0]), limit, statistics.median(times[1]))
