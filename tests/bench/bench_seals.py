"""verify_seals: 100,000 records and 100,000 live pages in at most a minute, and memory that does not grow.

On PostgreSQL (POSTGRES_URL) with 10,000 and 100,000 pages, on SQLite with a tenth of both. Nineteen of
twenty pages came in migration batches, one was signed by the four levels of the default chain. The millisecond
rows say that the time for each grows no more than the memory does.
"""

import time
from pathlib import Path

from django.db import connection

from foundation.signoff.verification.run import Verification, verify

from .bench_pages import scratch_database
from .rows import Row
from .signed import SignedSite

POSTGRESQL_SIZES = (10_000, 100_000)
SQLITE_SIZES = (1_000, 10_000)
SECONDS_ALLOWED = {"postgresql": 60.0, "sqlite": 12.0}
MEMORY_MAY_GROW = 1.25


def run() -> list[Row]:
    """Both sizes in one database, one after the other."""
    rows: list[Row] = []
    few, many = POSTGRESQL_SIZES if connection.vendor == "postgresql" else SQLITE_SIZES
    with scratch_database():
        site = SignedSite()
        peaks = []
        for size in (few, many):
            site.grow_to(size)
            seconds, megabytes, result = _measure()
            peaks.append(megabytes)
            records, pages = result.walk.records, result.pages
            # The smaller size is there for the comparison alone: what a run costs at all weighs more in it.
            allowed = SECONDS_ALLOWED[connection.vendor]
            name = f"verify_seals（{connection.vendor}）：{records}条、{pages}页"
            rows.append(Row(f"{name}（秒）", round(seconds, 1), allowed))
            rows.append(Row(f"{name}（毫秒每条与页）", round(seconds * 1000 / (records + pages), 3), 1))
        rows.append(
            Row(f"verify_seals：{many}页与{few}页的内存峰值（MB）", peaks[1], MEMORY_MAY_GROW, peaks[0])
        )
    return rows


def _measure() -> tuple[float, float, Verification]:
    _forget_peak()
    started = time.perf_counter()
    result = verify(lambda count: None)
    seconds = time.perf_counter() - started
    if result.findings or result.compared_in_full:
        raise AssertionError(f"{result.first}; {result.compared_in_full} compared in full")
    return seconds, _peak(), result


def _forget_peak() -> None:
    """Let Linux begin anew with this process's peak."""
    Path("/proc/self/clear_refs").write_text("5")


def _peak() -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(round(int(line.split()[1]) / 1024, 1) for line in lines if line.startswith("VmHWM"))
