"""Wagtail's database search that finds Chinese words: the admin's own search of pages, files and pictures.

The hooks are private parts of modelsearch (<1.4 in pyproject.toml); ``tests/foundation/search/test_backends.py``
fails when they move.
"""

from django.db import connection
from modelsearch.backends.base import BaseSearchBackend


def SearchBackend(params: dict) -> BaseSearchBackend:
    """The backend for the database of this site."""
    if connection.vendor == "postgresql":
        from .postgres import ChinesePostgresBackend

        return ChinesePostgresBackend({"SEARCH_CONFIG": "simple"} | params)
    from .sqlite import ChineseSQLiteBackend

    return ChineseSQLiteBackend(params)
