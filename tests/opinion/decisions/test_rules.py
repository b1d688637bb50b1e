"""Where a decision stands follows from its records alone."""

import datetime as dt

import pytest

from opinion.decisions.rules import Record, missing_before, present

DAY = dt.date(2026, 3, 2)


@pytest.mark.parametrize(
    ("stages", "stands_at"),
    [
        ([], ""),
        (["started"], "started"),
        (["started", "consulted", "legality"], "legality"),
        (["legality", "started"], "legality"),
    ],
)
def test_the_furthest_stage_is_the_present_one(stages, stands_at):
    assert present(Record(stage, DAY) for stage in stages) == stands_at


def test_what_was_left_out_is_no_stage_and_the_last_record_holds():
    assert present([Record("started", DAY), Record("risks", DAY, applies=False)]) == "started"
    assert present([Record("started", DAY), Record("risks", DAY), Record("risks", DAY, False)]) == "started"


@pytest.mark.parametrize(
    ("stage", "done", "missing"),
    [
        ("discussed", ["started"], "legality"),
        ("discussed", ["legality"], ""),
        ("published", ["legality"], "discussed"),
        ("published", ["legality", "discussed"], ""),
        ("risks", [], ""),
    ],
)
def test_nothing_is_discussed_without_review_nor_published_without_discussion(stage, done, missing):
    assert missing_before(stage, [Record(one, DAY) for one in done]) == missing
