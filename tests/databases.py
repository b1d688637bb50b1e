"""What tests with real transactions need: they end with a flush, which empties every table.

The guard's triggers would refuse that flush, so they are taken off just before it (the flush's own
post-migrate signal puts them back), and the rows that migrations made are made again for the next test.
A browser that has left may leave a request behind, which the server of the test still answers over the same
SQLite connection: the flush waits for its end.
"""

import time

from django.db import OperationalError, connections
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


def _flush_without_guard(self: TransactionTestCase) -> None:
    deadline = time.monotonic() + REQUESTS_END_WITHIN
    while True:
        try:
            for alias in self._databases_names(include_mirrors=False):
                triggers.remove(connections[alias])
            _flush(self)
            break
        except OperationalError as locked:
            if "locked" not in str(locked) or time.monotonic() > deadline:
                raise
            time.sleep(0.1)
    restore_migrated_rows()


TransactionTestCase._fixture_teardown = _flush_without_guard


def restore_migrated_rows() -> None:
    """Root page, locale, root collection, holiday notices, expressions and articles, if a flush has taken them away."""
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
