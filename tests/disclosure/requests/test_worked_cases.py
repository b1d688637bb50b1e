"""Worked cases: channel, what happened on which day, and the last day for the answer, each with its article.

The rows lie in ``worked_cases.txt``, counted by hand from the holiday notices of 2024 and 2026. “—”: nothing is due, or
time stands still.
"""

from pathlib import Path

import pytest

from disclosure.requests import clocks, selectors
from disclosure.requests.duties import FIRST_REVIEW
from foundation.duties.models import Duty

from .course import Course

_LINES = (Path(__file__).parent / "worked_cases.txt").read_text(encoding="utf-8").splitlines()
ROWS = [[part.strip() for part in line.split("|")] for line in _LINES if not line.startswith("#")]


@pytest.mark.rows("R-160", "R-178", "R-180")
@pytest.mark.parametrize(
    ("article", "year", "line", "due", "state", "used"), ROWS, ids=[row[0] for row in ROWS]
)
def test_the_last_day_follows_from_what_happened(office, article, year, line, due, state, used):
    case = Course(office).play(line, int(year))
    clock = clocks.answer_clock(case) or (selectors.clock_of(case) if used else None)
    assert case.state == state
    assert (str(clock.due_on) if clock and clock.due_on else "—") == due
    if used and clock:
        assert clock.days_used == int(used)


@pytest.mark.rows("R-164")
def test_seven_working_days_to_ask_for_what_is_missing(office):
    case = Course(office).play("9-13 counter", 2024)
    assert str(Duty.objects.of(case, FIRST_REVIEW.key).get().due_on) == "2024-09-25"
