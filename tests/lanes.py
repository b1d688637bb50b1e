"""The test command: ``python -m tests.lanes [pytest arguments]``.

Runs every lane this machine can: the suite on SQLite with the journeys in a browser, the suite on PostgreSQL
and Redis, the search tests on a search node. A lane that cannot run is named at the end in one line that says
how to get it; with CI=true it fails. The migrations are applied once for each kind of database, all at the same
time, and every process of every lane begins with a copy (tests/migrated.py).
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg import sql

from tests.browser import CHROMIUM
from tests.migrated import VARIABLE
from tests.varnish import VARNISHD

NO_TESTS_COLLECTED = 5
MAKING = {"DJANGO_SETTINGS_MODULE": "portal.settings.test", "PYTHONPATH": os.pathsep.join((".", "site"))}
GET_STORES = 'eval "$(bash .ci/services start)" (needs: apt-get install postgresql redis-server)'
GET_NODE = 'eval "$(bash .ci/services search)" (needs Java 21, mvn and Maven Central)'


@dataclass(frozen=True)
class Lane:
    """One run of pytest, or why it does not happen."""

    name: str
    markers: str
    variables: dict[str, str] = field(default_factory=dict)
    missing: str = ""
    paths: tuple[str, ...] = ()
    # Of what it needs, something comes from where even CI may not reach (Maven Central).
    is_optional: bool = False

    @property
    def database(self) -> str:
        """Where its database is; empty for SQLite as the settings have it."""
        return self.variables.get("DATABASE_URL", os.environ.get("DATABASE_URL", ""))


def lanes() -> Iterator[Lane]:
    """The lanes in the order in which they run; the quick and general one first."""
    absent = []
    if not CHROMIUM.exists():
        absent.append(Lane("browser journeys", "journey", missing="apt-get install chromium"))
    if not VARNISHD:
        absent.append(Lane("caching proxy", "proxy", missing="apt-get install varnish"))
    without = "".join(f" and not {lane.markers}" for lane in absent)
    yield Lane("SQLite, with journeys and proxy where installed", f"not postgres{without}")
    yield from absent
    stores = {
        "DATABASE_URL": os.environ.get("POSTGRES_URL", ""),
        "CACHE_URL": os.environ.get("REDIS_URL", ""),
    }
    # Needs both: a city's installation has both, and one lane proves them together.
    missing = "" if all(stores.values()) else GET_STORES
    # Rules and texts that no database ever sees were proven a lane before.
    yield Lane("PostgreSQL and Redis", "database and not journey and not proxy", stores, missing)
    node = os.environ.get("SEARCH_NODE_URL", "")
    yield Lane(
        "search node",
        "not postgres",
        {"SEARCH_URL": node},
        "" if node else GET_NODE,
        ("tests/foundation/search",),
        is_optional=True,
    )


@contextmanager
def migrated(lanes: list[Lane]) -> Iterator[dict[str, str]]:
    """The migrated database to copy in each lane, by where the lane's database is; gone at the end.

    Where the migrations fail there is none: pytest applies them itself and tells what is wrong.
    """
    making = {}
    with tempfile.TemporaryDirectory(prefix="gongkai-migrated-") as folder:
        for url in {lane.database for lane in lanes}:
            is_server = url.startswith("postgres")
            name = f"test_migrated_{os.getpid()}" if is_server else str(Path(folder, "migrated.sqlite3"))
            place = {"DATABASE_URL": url} if url else {}
            command = [sys.executable, "-m", "tests.migrated", name]
            making[url] = name, subprocess.Popen(command, env=os.environ | MAKING | place)
        try:
            yield {url: name for url, (name, made) in making.items() if made.wait() == 0}
        finally:
            for url, (name, made) in making.items():
                made.kill()
                if url.startswith("postgres"):
                    with psycopg.connect(url, autocommit=True) as server:
                        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
                        server.execute(drop.format(sql.Identifier(name)))


def run(lane: Lane, copied: str, arguments: list[str]) -> bool:
    """Whether pytest was content with the lane, of which each process begins with a copy of that database."""
    print(f"\n== {lane.name} ==", flush=True)
    command = [sys.executable, "-m", "pytest", "-n", str(os.cpu_count() or 1), "--dist", "loadfile"]
    # Lanes differ in their marks, so nothing has to be found in each of them.
    asked = [*command, "-m", lane.markers, *lane.paths, *arguments]
    done = subprocess.run(asked, env=os.environ | lane.variables | {VARIABLE: copied})
    return done.returncode in (0, NO_TESTS_COLLECTED)


def main(arguments: list[str]) -> int:
    """Run all lanes, also after one failed, and tell the outcome as an exit code."""
    chosen = list(lanes())
    possible = [lane for lane in chosen if not lane.missing]
    with migrated(possible) as copies:
        failed = [lane for lane in possible if not run(lane, copies.get(lane.database, ""), arguments)]
    absent = [lane for lane in chosen if lane.missing]
    for lane in absent:
        print(f"Not run: {lane.name}. To run it: {lane.missing}")
    for lane in failed:
        print(f"Failed: {lane.name}")
    needed = [lane for lane in absent if not lane.is_optional]
    return 1 if failed or (needed and os.environ.get("CI") == "true") else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
