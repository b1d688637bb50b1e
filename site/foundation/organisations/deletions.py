"""Why a body, unit or post cannot be deleted: features that rest on it say so, and what to do first."""

from collections.abc import Callable

from django.db.models import Model

Keeper = Callable[[Model], str]
_keepers: list[Keeper] = []


def register_keeper(keeper: Keeper) -> None:
    """Let a feature give one Chinese sentence about a record; empty when it does not mind."""
    if keeper not in _keepers:
        _keepers.append(keeper)


def keepers_of(record: Model) -> list[str]:
    """What every feature says about it."""
    return [words for keeper in _keepers if (words := keeper(record))]
