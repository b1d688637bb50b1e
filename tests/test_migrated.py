"""Test databases begin as copies of the migrated one."""

import sqlite3
from contextlib import closing
from types import SimpleNamespace

import pytest

from tests import migrated

IN_MEMORY = "file:memorydb_of_this_test?mode=memory&cache=shared"


@pytest.fixture
def creation(monkeypatch):
    """The part of a SQLite connection that makes its test database."""
    creation = SimpleNamespace(_create_test_db=lambda *said: IN_MEMORY, _get_test_db_name=lambda: IN_MEMORY)
    connection = SimpleNamespace(vendor="sqlite", creation=creation, settings_dict={"TEST": {}})
    monkeypatch.setattr(migrated, "connection", connection)
    return creation


def test_what_was_migrated_is_in_the_new_database(creation, monkeypatch, tmp_path):
    monkeypatch.setenv(migrated.VARIABLE, str(tmp_path / "migrated.sqlite3"))
    with closing(sqlite3.connect(tmp_path / "migrated.sqlite3")) as made:
        made.executescript("CREATE TABLE notices (title); INSERT INTO notices VALUES ('放假安排')")
    with migrated.copied():
        name = creation._create_test_db(0, True)
        with closing(sqlite3.connect(name, uri=True)) as database:
            assert database.execute("SELECT title FROM notices").fetchall() == [("放假安排",)]


def test_without_a_migrated_database_migrations_are_applied(creation, monkeypatch):
    monkeypatch.delenv(migrated.VARIABLE, raising=False)
    create = creation._create_test_db
    with migrated.copied():
        assert creation._create_test_db is create


def test_postgresql_copies_it_itself(creation, monkeypatch):
    monkeypatch.setattr(migrated.connection, "vendor", "postgresql")
    monkeypatch.setenv(migrated.VARIABLE, "test_migrated")
    with migrated.copied():
        assert migrated.connection.settings_dict == {"TEST": {"TEMPLATE": "test_migrated"}}
