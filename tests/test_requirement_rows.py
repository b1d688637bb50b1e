"""The committed coverage table is the one the tests give."""

import subprocess
import sys

import pytest

from tests.requirement_rows import ROOT, table


def test_the_committed_table_is_up_to_date():
    result = subprocess.run(
        [sys.executable, "-m", "tests.requirement_rows", "--check"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
    )
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("row", "file", "function", "line"),
    [
        ("R-018", "tests/a.py", "test_twenty_days", "| R-018 | twenty days | `tests/a.py` |"),
        ("R-002", "tests/b.py", "TestBodies::test_kinds", "| R-002 | kinds | `tests/b.py` |"),
    ],
)
def test_a_line_reads_as_the_test_is_named(row, file, function, line):
    assert table({row: {(file, function)}}).splitlines()[-1] == line
