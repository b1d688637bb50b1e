"""Fixtures shared by all tests."""

import pytest

from tests.databases import restore_migrated_rows
from tests.offices import Office, open_office

pytest_plugins = ["tests.skips"]


@pytest.fixture
def office(db) -> Office:
    """示范县人民政府办公室 with its people, home page and one column."""
    restore_migrated_rows()
    return open_office()
