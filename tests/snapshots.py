"""What a fixture writes is built once in a process and put back as rows in every later test that asks for it.

Building an office costs five hundred queries; its rows go back with one statement for each table, with the
numbers they had. A snapshot belongs to the moment in which it was built (tests travel in time) and to the rows
below it. A test that has written something already builds anew, and so does one with real transactions, because
what follows a commit must happen there.
"""

import pickle
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

import time_machine
from django.apps import apps
from django.db import connection
from django.db.models import Model

from foundation.rules.selectors import snapshot as read_parameters
from portal.serving import version

Built = TypeVar("Built")
# Rows of one table by primary key; every value as the literal that the database writes for it.
Rows = dict[str, tuple[str, ...]]

# What tells one untouched test database from another: after a flush these rows have new numbers.
LANDMARKS = (
    "django_content_type",
    "auth_permission",
    "wagtailcore_locale",
    "wagtailcore_page",
    "wagtailcore_collection",
    "signoff_approvaltype",
    "organisations_body",
    "organisations_user",
)
# The guard wants seals before the clearances that stand on them, and pages after all that clears them.
FIRST, LAST = ("signoff_seal", "signoff_clearance"), ("wagtailcore_page",)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a model with its columns, the primary key first."""

    name: str
    columns: tuple[str, ...]

    def rows(self) -> Rows:
        quote = "quote({})" if connection.vendor == "sqlite" else "quote_nullable({}::text)"
        values = ", ".join(quote.format(f'"{column}"') for column in self.columns)
        return {row[0]: row for row in _fetch(f'SELECT {values} FROM "{self.name}" ORDER BY 1')}  # noqa: S608

    def insert(self, rows: list[tuple[str, ...]]) -> str:
        columns = ", ".join(f'"{column}"' for column in self.columns)
        values = ", ".join(f"({', '.join(row)})" for row in rows)
        return f'INSERT INTO "{self.name}" ({columns}) VALUES {values}'  # noqa: S608

    def update(self, row: tuple[str, ...]) -> str:
        key, *changes = (f'"{column}" = {value}' for column, value in zip(self.columns, row, strict=True))
        return f'UPDATE "{self.name}" SET {", ".join(changes)} WHERE {key}'  # noqa: S608


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The statements that put the rows back, and what the builder returned."""

    statements: tuple[str, ...]
    built: bytes


_snapshots: dict[tuple[object, ...], Snapshot] = {}
_databases: dict[Callable[[], object], tuple[sqlite3.Connection, bytes]] = {}
_changes_at_start = [0]


def begin() -> None:
    """Note at the start of a test how many rows its connection has changed so far."""
    _changes_at_start[0] = _changes()


def remembered(build: Callable[[], Built]) -> Built:
    """What ``build`` returns, with its rows in the database."""
    if not connection.in_atomic_block or _has_written():
        return build()
    moment = _moment()
    key = (build, moment, _landmarks())
    if kept := _snapshots.get(key):
        _put_back(kept)
        return pickle.loads(kept.built)  # noqa: S301 - made below
    # A clock that runs would date rows after the moment in which a later, quicker test begins.
    with nullcontext() if moment is None else time_machine.travel(moment / 1e9, tick=False):
        before = {table: table.rows() for table in _tables()}
        built = build()
        statements = [line for table in _tables() for line in _changed(table, before[table], table.rows())]
    _snapshots[key] = Snapshot(tuple(statements), pickle.dumps(built))
    return built


def whole_database(build: Callable[[], Built]) -> Built:
    """The same for tests with real transactions on SQLite: the database as it was when ``build`` had committed.

    For what only reads a site that takes long to build. Full-text tables, triggers and counters come back too.
    """
    if connection.vendor != "sqlite":
        return build()
    connection.ensure_connection()
    if build not in _databases:
        built = build()
        _databases[build] = sqlite3.connect(":memory:", check_same_thread=False), pickle.dumps(built)
        connection.connection.backup(_databases[build][0])
        return built
    copy, pickled = _databases[build]
    copy.backup(connection.connection)
    return pickle.loads(pickled)  # noqa: S301 - made above


def _moment() -> int | None:
    """Where the test has travelled to, in nanoseconds; None in the present."""
    travellers = time_machine.traveller_stack
    return travellers[-1]._destination_timestamp_ns if travellers else None


def _fetch(statement: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def _changes() -> int:
    """Rows that this connection has changed since it was opened; PostgreSQL needs no count."""
    database = connection.connection
    return database.total_changes if database and connection.vendor == "sqlite" else 0


def _has_written() -> bool:
    if connection.vendor == "sqlite":
        return _changes() != _changes_at_start[0]
    return _fetch("SELECT pg_current_xact_id_if_assigned() IS NOT NULL")[0][0]


def _landmarks() -> tuple[object, ...]:
    ends = (f'(SELECT MIN(id) FROM "{name}"), (SELECT MAX(id) FROM "{name}")' for name in LANDMARKS)  # noqa: S608
    return _fetch(f"SELECT {', '.join(ends)}")[0]


@cache
def _tables() -> tuple[Table, ...]:
    """Every table that a builder may write to, in the order in which rows go back."""
    models = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    present = set(connection.introspection.table_names()).intersection(models)
    # The database's own triggers fill the full-text tables.
    middle = sorted(name for name in present.difference(FIRST, LAST) if not name.endswith("_fts"))
    return tuple(_table(models[name]) for name in (*FIRST, *middle, *LAST))


def _table(model: type[Model]) -> Table:
    meta = model._meta
    others = (field.column for field in meta.local_concrete_fields if not field.generated)
    return Table(meta.db_table, (meta.pk.column, *(name for name in others if name != meta.pk.column)))


def _changed(table: Table, before: Rows, after: Rows) -> Iterator[str]:
    """What makes the rows before into the rows after."""
    if gone := before.keys() - after.keys():
        raise AssertionError(f"A builder may not delete rows: {table.name} {gone}")
    if new := [row for key, row in after.items() if key not in before]:
        yield table.insert(new)
    yield from (table.update(row) for key, row in after.items() if before.get(key, row) != row)


def _put_back(kept: Snapshot) -> None:
    with connection.cursor() as cursor:
        # PostgreSQL takes them in one journey.
        for lines in kept.statements if connection.vendor == "sqlite" else ["; ".join(kept.statements)]:
            cursor.execute(lines)
    # As warm as building leaves them.
    read_parameters()
    version.renew()
