"""The door to the parameters: every number or choice that law or local rule sets, beside its source.

A feature reads ``value("pub.days.default", body=page.body, on=formed_on)`` and never writes the number into its
code. ``on`` is the day whose rules hold for the case: a version that begins later never touches it.
"""

import datetime as dt

from .registry import Parameter, UnknownParameter, Value, parameter, register_parameter
from .rules import month_day
from .selectors import InForce, Who, read, spread

__all__ = [
    "InForce",
    "Parameter",
    "UnknownParameter",
    "Who",
    "choice",
    "choices",
    "dates",
    "in_force",
    "is_on",
    "parameter",
    "register_parameter",
    "spread",
    "value",
    "wording",
]


def in_force(key: str, body: Who = None, on: dt.date | None = None) -> InForce:
    """The value with where it comes from and since when. Raises UnknownParameter."""
    return read(key, body, on)


def value(key: str, body: Who = None, on: dt.date | None = None) -> int:
    """The number in force, in the parameter's unit. Raises UnknownParameter."""
    found = read(key, body, on).value
    return found if isinstance(found, int) else _not_a("whole number", key)


def choice(key: str, body: Who = None, on: dt.date | None = None) -> str:
    """The option in force."""
    found = read(key, body, on).value
    return found if isinstance(found, str) else _not_a("choice", key)


def wording(key: str, body: Who = None, on: dt.date | None = None) -> str:
    """The word in force."""
    return choice(key, body, on)


def is_on(key: str, body: Who = None, on: dt.date | None = None) -> bool:
    """Whether a yes/no parameter says yes."""
    found = read(key, body, on).value
    return found if isinstance(found, bool) else _not_a("yes or no", key)


def choices(key: str, body: Who = None, on: dt.date | None = None) -> tuple[str, ...]:
    """The options in force."""
    return tuple(_several(key, read(key, body, on).value))


def dates(key: str, body: Who = None, on: dt.date | None = None) -> tuple[tuple[int, int], ...]:
    """The days of the year in force, as (month, day)."""
    return tuple(month_day(text) for text in _several(key, read(key, body, on).value))


def _several(key: str, found: Value) -> list[str]:
    return found if isinstance(found, list) else _not_a("list", key)


def _not_a(kind: str, key: str):
    raise TypeError(f"parameter {key} is not a {kind}")
