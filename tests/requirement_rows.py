"""Which tests prove which requirement rows: ``python -m tests.requirement_rows`` writes the table.

The rows are named by ``@pytest.mark.rows("R-018", …)``. With ``--check`` nothing is written and an outdated
table is an error.
"""

import contextlib
import io
import sys
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "docs" / "requirement-coverage.md"
HEAD = """# Requirement coverage

Which tests prove which requirement rows. Written by `make rows` from the marks in the tests; do not edit.
A row that is not listed is proven by no test.

| row | what the test says | test |
|---|---|---|
"""


class Collector:
    """A pytest plugin that notes the rows of every collected test."""

    def __init__(self) -> None:
        self.tests: dict[str, set[tuple[str, str]]] = defaultdict(set)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        for item in session.items:
            file, _, name = item.nodeid.partition("::")
            function = name.split("[")[0]
            for mark in item.iter_markers("rows"):
                for row in mark.args:
                    self.tests[row].add((file, function))


def table(tests: dict[str, set[tuple[str, str]]]) -> str:
    """The Markdown of the table, in the order of the rows."""
    lines = []
    for row in sorted(tests):
        for file, function in sorted(tests[row]):
            words = function.rpartition("::")[2].removeprefix("test_").replace("_", " ")
            lines.append(f"| {row} | {words} | `{file}` |\n")
    return HEAD + "".join(lines)


def main(arguments: list[str]) -> int:
    """Write the table, or compare it with the one on disk."""
    collector = Collector()
    with contextlib.redirect_stdout(io.StringIO()):
        code = pytest.main(["--collect-only", "-qq", "tests"], plugins=[collector])
    if code != pytest.ExitCode.OK:
        print("The tests cannot be collected; run pytest --collect-only to see why.")
        return 1
    new = table(collector.tests)
    if arguments == ["--check"]:
        if not TABLE.exists() or TABLE.read_text(encoding="utf-8") != new:
            print(f"{TABLE.relative_to(ROOT)} is out of date: run make rows")
            return 1
        return 0
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text(new, encoding="utf-8")
    print(f"{TABLE.relative_to(ROOT)}: {len(collector.tests)} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
