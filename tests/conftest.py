"""Fixtures shared by all tests."""

import pytest
from django.core.cache import cache

from tests.databases import restore_migrated_rows
from tests.offices import Office, open_office

pytest_plugins = ["tests.skips", "tests.browser", "tests.path_table"]


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """No test sees what another one's pages left in the cache."""
    cache.clear()


@pytest.fixture
def office(db) -> Office:
    """示范县人民政府办公室 with its people, home page and one column."""
    restore_migrated_rows()
    return open_office()
