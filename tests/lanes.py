"""The test command: ``python -m tests.lanes [pytest arguments]``.

Runs every lane this machine can: the suite on SQLite with the journeys in a browser, the suite on PostgreSQL
and Redis, the search tests on a search node. A lane that cannot run is named at the end in one line that says
how to get it; with CI=true it fails.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.browser import CHROMIUM
from tests.varnish import VARNISHD

NO_TESTS_COLLECTED = 5
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
    yield Lane("PostgreSQL and Redis", "not journey and not proxy", stores, missing)
    node = os.environ.get("SEARCH_NODE_URL", "")
    yield Lane(
        "search node",
        "not postgres",
        {"SEARCH_URL": node},
        "" if node else GET_NODE,
        ("tests/foundation/search",),
        is_optional=True,
    )


def run(lane: Lane, arguments: list[str]) -> bool:
    """Whether pytest was content with the lane."""
    print(f"\n== {lane.name} ==", flush=True)
    command = [sys.executable, "-m", "pytest", "-n", str(os.cpu_count() or 1), "--dist", "loadfile"]
    # Lanes differ in their marks, so nothing has to be found in each of them.
    asked = [*command, "-m", lane.markers, *lane.paths, *arguments]
    done = subprocess.run(asked, env=os.environ | lane.variables)
    return done.returncode in (0, NO_TESTS_COLLECTED)


def main(arguments: list[str]) -> int:
    """Run all lanes, also after one failed, and tell the outcome as an exit code."""
    chosen = list(lanes())
    failed = [lane for lane in chosen if not lane.missing and not run(lane, arguments)]
    absent = [lane for lane in chosen if lane.missing]
    for lane in absent:
        print(f"Not run: {lane.name}. To run it: {lane.missing}")
    for lane in failed:
        print(f"Failed: {lane.name}")
    needed = [lane for lane in absent if not lane.is_optional]
    return 1 if failed or (needed and os.environ.get("CI") == "true") else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
