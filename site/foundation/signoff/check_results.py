"""What automatic checks found in a draft, item by item, for the review screen.

Features above register a provider of their own items; a provider stands in for its gate, so that one request
runs each check once. Everything else the gate has against the draft is shown beside them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from foundation.organisations.models import User

from .gates import Gate, Stage, reasons
from .models import PostTaskState


@dataclass(frozen=True, slots=True)
class Item:
    """One thing found: place and fault in words, what to do, and what somebody decided about it.

    ``action_url`` takes a POST of ``reason``; ``action`` is the word on its button.
    """

    message: str
    advice: str = ""
    note: str = ""
    action_url: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class CheckResults:
    """必须处理, 请核对, 已忽略, and the names of what was looked for and not found."""

    must_fix: tuple[Item, ...] = ()
    confirm: tuple[Item, ...] = ()
    set_aside: tuple[Item, ...] = ()
    fine: tuple[str, ...] = ()

    @property
    def open(self) -> int:
        """How many items nobody has dealt with."""
        return len(self.must_fix) + len(self.confirm)


Provider = Callable[[Any, PostTaskState, User], CheckResults]
_providers: dict[Provider, Gate] = {}


def register_results(provider: Provider, gate: Gate) -> Provider:
    """Show what ``provider`` finds in the place of the reasons of ``gate``; called from AppConfig.ready()."""
    _providers.setdefault(provider, gate)
    return provider


def results_of(draft: Any, state: PostTaskState, user: User) -> CheckResults:
    """Everything found in the draft under review, as this user may deal with it."""
    told = reasons(draft, stage=Stage.SIGNATURE, without=_providers.values())
    rest = CheckResults(must_fix=tuple(Item(reason.message) for reason in told))
    return _joined([rest, *(provider(draft, state, user) for provider in _providers)])


def _joined(parts: Iterable[CheckResults]) -> CheckResults:
    each = list(parts)
    return CheckResults(
        must_fix=tuple(item for part in each for item in part.must_fix),
        confirm=tuple(item for part in each for item in part.confirm),
        set_aside=tuple(item for part in each for item in part.set_aside),
        fine=tuple(label for part in each for label in part.fine),
    )
