"""Queries that are put into SQL once in the life of a process, then asked about one page after another.

Django composes the SQL anew at every reading. For a query of many parts that takes longer than the answer.
"""

from collections.abc import Callable
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

# Stands where the key goes; no row has it.
_PLACE = -1


class PreparedRows:
    """The rows of ``make(key)``: a queryset of values in which nothing but the key ever differs."""

    def __init__(self, make: Callable[[int], QuerySet]) -> None:
        self._make = make
        self._composed: tuple[SQLCompiler, str, list[Any]] | None = None

    def of(self, key: int) -> list[tuple[Any, ...]]:
        """What the queryset of this key would give; one query."""
        if self._composed is None:
            self._composed = self._compose()
        compiler, sql, parameters = self._composed
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(sql, [key if value == _PLACE else value for value in parameters])
            found = cursor.fetchall()
        return [tuple(row) for row in compiler.results_iter([found])]

    def _compose(self) -> tuple[SQLCompiler, str, list[Any]]:
        compiler = self._make(_PLACE).query.get_compiler(DEFAULT_DB_ALIAS)
        sql, parameters = compiler.as_sql()
        if _PLACE not in parameters:
            raise ValueError("The query does not ask about the key.")
        return compiler, sql, list(parameters)
