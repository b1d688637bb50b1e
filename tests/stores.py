"""A pytest plugin: marks as ``database`` every test of a file in which at least one test needs a database.

What is left are files of rules, tables and texts, whose outcome cannot differ between databases: a lane that is
there to try another database leaves them out. A file counts as a whole, so that a test which only shares what its
neighbours store, in the cache for example, stays with them.
"""

import pytest


def _needs_database(item: pytest.Item) -> bool:
    return bool(item.get_closest_marker("django_db")) or "django_db_setup" in getattr(
        item, "fixturenames", ()
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    files = {item.path for item in items if _needs_database(item)}
    for item in items:
        if item.path in files:
            item.add_marker("database")
