"""What tests with real transactions need: they end with the database as it was before the first test.

On SQLite it is copied back whole. PostgreSQL gets a flush, which empties every table: the guard's triggers would
refuse it, so they are taken off just before it (the flush's own post-migrate signal puts them back), and the rows
that migrations made are made again for the next test.
A browser that has left may leave a request behind, which the server of the test still answers over the same
SQLite connection: what ends the test waits for its end.
"""

import sqlite3
import time

from django.db import connection, connections
from django.test import TransactionTestCase
from wagtail.models import Collection, Locale, Page

from foundation.precheck.models import Expression
from foundation.precheck.shipped import load_shipped_expressions
from foundation.rules.models import System
from foundation.rules.shipped import load_shipped_systems
from foundation.secrecy.models import Basis
from foundation.secrecy.shipped import load_shipped_bases
from foundation.signoff import triggers
from foundation.signoff.chains.approval_types import load_approval_types
from foundation.signoff.routing import ApprovalType
from foundation.workdays.models import CalendarDay, HolidayNotice
from foundation.workdays.shipped import load_shipped_notices

REQUESTS_END_WITHIN = 20  # seconds
_flush = TransactionTestCase._fixture_teardown
_at_start = sqlite3.connect(":memory:", check_same_thread=False)


def keep_start() -> None:
    """Remember the database of this process before its first test."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        connection.connection.backup(_at_start)


def _put_start_back() -> None:
    deadline = time.monotonic() + REQUESTS_END_WITHIN

    def give_up_in_time(status: int, remaining: int, total: int) -> None:
        if remaining and time.monotonic() > deadline:
            raise TimeoutError(f"A request still holds the database, {remaining} pages remain")

    connection.ensure_connection()
    _at_start.backup(connection.connection, progress=give_up_in_time)


def _end_of_transactions(self: TransactionTestCase) -> None:
    if connection.vendor == "sqlite":
        _put_start_back()
    else:
        for alias in self._databases_names(include_mirrors=False):
            triggers.remove(connections[alias])
        _flush(self)
    restore_migrated_rows()


TransactionTestCase._fixture_teardown = _end_of_transactions


def restore_migrated_rows() -> None:
    """Root page, locale, root collection, holiday notices, expressions and articles, where they are missing."""
    if not Locale.objects.exists():
        Locale.objects.create(language_code="zh-hans")
    if not Page.objects.exists():
        Page.add_root(instance=Page(title="根目录", slug="root"))
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    if not HolidayNotice.objects.exists():
        load_shipped_notices(HolidayNotice, CalendarDay)
    if not ApprovalType.objects.exists():
        load_approval_types(ApprovalType)
    if not Expression.objects.exists():
        load_shipped_expressions(Expression)
    if not System.objects.exists():
        load_shipped_systems(System)
    if not Basis.objects.exists():
        load_shipped_bases(Basis)
