"""Kinds of duties (事项类别): each feature registers its own when it is ready."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .enums import Clock


class UnknownKind(KeyError):
    """No feature registered a kind of this key."""


@dataclass(frozen=True, slots=True)
class DutyKind:
    """One kind of duty with the article behind it.

    ``parameter`` is the key of its length in foundation.rules, whose unit also tells the clock; without one
    the caller says how long. ``base_event`` is the usual event that it runs from, in Chinese. ``by_hand`` says
    that people may declare it done (办结) on its screen, because no step of the platform tells. ``may_open`` says
    that heads and the office open one by hand (登记事项). ``ends_by`` says in Chinese what alone ends a duty that
    mirrors something else: people may not cancel it, which would hide what still waits.
    """

    key: str
    label: str
    basis: str
    parameter: str = ""
    base_event: str = ""
    clock: Clock | None = None
    by_hand: bool = False
    may_open: bool = False
    ends_by: str = ""


_kinds: dict[str, DutyKind] = {}


def register_kind(kind: DutyKind) -> None:
    """Make a kind known. Registering the same again changes nothing. Raises ValueError for another one."""
    if _kinds.setdefault(kind.key, kind) != kind:
        raise ValueError(f"事项类别“{kind.key}”已由另一功能登记。")


def kind_of(key: str) -> DutyKind:
    """Raises UnknownKind."""
    try:
        return _kinds[key]
    except KeyError:
        raise UnknownKind(key) from None


def all_kinds() -> Mapping[str, DutyKind]:
    """Every kind by its key."""
    return MappingProxyType(_kinds)
