"""``python -m tests.bench [NAME…]``: runs every bench, or those named, and prints one table.

Each module ``bench_NAME.py`` has ``run()``, which gives rows of name, figure, limit and, where two things are
compared, the baseline. Each runs in a process and on a database of its own, so that none sees the memory or
the caches of another. The exit code is 1 when a figure is over its limit.
"""

import importlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from .rows import Row

HERE = Path(__file__).parent
RUN_ONE = "--run-one"
# Benches whose limits are set for PostgreSQL; they run on it when POSTGRES_URL is there.
ON_POSTGRESQL = {"duties", "seals", "submissions"}


def names() -> list[str]:
    """All benches, by their file names."""
    return sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py"))


def run_one(name: str) -> None:
    """In a child process: run the bench and print its rows as JSON in the last line."""
    sys.path[:0] = [str(HERE.parents[1] / "site")]
    import django

    django.setup()
    rows = importlib.import_module(f"tests.bench.bench_{name}").run()
    print(json.dumps([list(row) for row in rows]))


def run_apart(name: str) -> list[Row]:
    """The rows of one bench, run in a process of its own. Raises CalledProcessError."""
    with tempfile.TemporaryDirectory() as folder:
        variables = {
            "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
            "BENCH_DATABASE": str(Path(folder) / "bench.sqlite3"),
            "MEDIA_ROOT": str(Path(folder) / "media"),
        }
        if name in ON_POSTGRESQL and "POSTGRES_URL" in os.environ:
            variables["DATABASE_URL"] = os.environ["POSTGRES_URL"]
        if (os.environ | variables).get("DATABASE_URL", "").startswith("postgres"):
            variables["BENCH_DATABASE"] = f"gongkai_bench_{name}"
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench", RUN_ONE, name],
            env=os.environ | variables,
            stdout=subprocess.PIPE,
            check=True,
        )
    return [Row(*row) for row in json.loads(done.stdout.splitlines()[-1])]


def table_of(rows: list[Row]) -> Table:
    """The report."""
    table = Table()
    for heading in ("name", "measured", "processor", "baseline", "ratio", "limit", ""):
        table.add_column(heading, justify="left" if heading == "name" else "right")
    for row in rows:
        baseline = "" if row.baseline is None else f"{row.baseline:.2f}"
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        processor = "" if row.processor is None else f"{row.processor:g}"[:8]
        measured = f"{row.measured:g}"[:8]
        table.add_row(row.name, measured, processor, baseline, ratio, f"{row.limit:g}", _verdict(row))
    return table


def _verdict(row: Row) -> str:
    if row.is_over:
        return "[red]over"
    return "[yellow]ok by processor time" if row.is_over_by_the_clock else "[green]ok"


def main(chosen: list[str]) -> int:
    """Run the benches and print what they found."""
    console = Console(width=None if sys.stdout.isatty() else 130)  # names whole in a file
    rows: list[Row] = []
    for name in chosen or names():
        with console.status(f"bench {name}"):
            rows += run_apart(name)
    console.print(table_of(rows))
    return 1 if any(row.is_over for row in rows) else 0


if __name__ == "__main__":
    if sys.argv[1:2] == [RUN_ONE]:
        run_one(sys.argv[2])
    else:
        sys.exit(main(sys.argv[1:]))
