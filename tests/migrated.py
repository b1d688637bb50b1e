"""The database with all migrations applied, made once for a run of all lanes and copied for every test process.

Three hundred migrations take minutes, for every process of every lane, and always with the same outcome.
``python -m tests.migrated NAME`` makes the one that is copied, at the place that DATABASE_URL says: a file
on SQLite, a database on PostgreSQL. Where MIGRATED names it, a test process begins with a copy; ``migrate`` still runs
over the copy, finds nothing to apply, and does what it does after migrations. Without MIGRATED it applies them all.
"""

import functools
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager

import django
from django.apps import apps
from django.db import connection

VARIABLE = "MIGRATED"


def make(name: str) -> None:
    """Create the database ``name`` anew and apply all migrations."""
    # The registry forgets this with every model that a migration changes, which cost a fifth of the time.
    apps.get_swappable_settings_name = functools.cache(apps.get_swappable_settings_name)
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    if connection.vendor == "sqlite":
        # A database in memory, as tests have it, keeps no log beside it.
        connection.cursor().execute("PRAGMA journal_mode=DELETE")
    connection.close()


@contextmanager
def copied() -> Iterator[None]:
    """New test databases begin as copies of the one that MIGRATED names, if it names one."""
    name = os.environ.get(VARIABLE, "")
    if name and connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = name
    if not name or connection.vendor != "sqlite":
        yield
        return
    create = connection.creation._create_test_db
    place = connection.creation._get_test_db_name()
    with closing(sqlite3.connect(place, uri=True)) as copy, closing(sqlite3.connect(name)) as migrated:

        def create_copy(verbosity: int, autoclobber: bool, keepdb: bool = False) -> str:
            created = create(verbosity, autoclobber, keepdb)
            migrated.backup(copy)
            return created

        connection.creation._create_test_db = create_copy
        yield


if __name__ == "__main__":
    django.setup()
    make(sys.argv[1])
