"""A pytest plugin: at the end of a run, every path around sign-off that was tried, by whom, and whether it held.

Tests hand their rows over as properties of their reports, which also come back from parallel processes.
"""

import unicodedata
from collections.abc import Iterable, Iterator

import pytest

PATH, ACTOR = "sign-off path", "sign-off actor"
HELD, LEAKED = "held", "LEAKED"
Row = tuple[str, str, str]


def width(text: str) -> int:
    """Columns on a terminal; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def padded(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))


def rows_of(reports: Iterable[pytest.TestReport]) -> Iterator[Row]:
    """Path, actor and result of each test that tried one; a test that failed in any way did not hold."""
    for report in reports:
        properties = dict(report.user_properties)
        if report.when == "call" and PATH in properties:
            yield properties[PATH], properties[ACTOR], HELD if report.passed else LEAKED


def table(rows: Iterable[Row]) -> Iterator[str]:
    """One line for each path and result, with all its actors; then the count."""
    actors: dict[tuple[str, str], list[str]] = {}
    for path, actor, result in sorted(rows):
        actors.setdefault((path, result), []).append(actor)
    lines = [(path, "、".join(names), result) for (path, result), names in actors.items()]
    first, second = (max(map(width, column)) for column in list(zip(*lines, strict=True))[:2])
    for path, names, result in lines:
        yield f"{padded(path, first)}  {padded(names, second)}  {result}"
    attempts = sum(map(len, actors.values()))
    leaks = sum(len(names) for (_, result), names in actors.items() if result == LEAKED)
    yield f"{len({path for path, _ in actors})} paths, {attempts} attempts, {leaks} leaks"


def pytest_terminal_summary(terminalreporter) -> None:
    stats = terminalreporter.stats
    if rows := list(rows_of([*stats.get("passed", []), *stats.get("failed", [])])):
        terminalreporter.section("paths around sign-off")
        terminalreporter.write_line("\n".join(table(rows)))
