"""Fixtures shared by all tests."""

import gc
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from pytest_django import DjangoDbBlocker

from tests import migrated, snapshots
from tests.databases import keep_start, restore_migrated_rows
from tests.offices import Office, open_office

pytest_plugins = ["tests.skips", "tests.browser", "tests.path_table", "tests.stores"]


def pytest_collection() -> None:
    """What is collected stays; looking through it for garbage meanwhile took a third of the time."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Modules and tests stay until the end: looking through them again and again took a tenth of the time."""
    gc.enable()
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """The hook of pytest-django before it makes the test databases."""
    with migrated.copied():
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The databases of pytest-django, remembered as they are before the first test."""
    with django_db_blocker.unblock():
        keep_start()


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """No test sees what another one's pages left in the cache."""
    cache.clear()
    snapshots.begin()


@pytest.fixture
def office(db) -> Office:
    """示范县人民政府办公室 with its people, home page and one column."""
    return snapshots.remembered(_whole_office)


def _whole_office() -> Office:
    restore_migrated_rows()
    return open_office()
