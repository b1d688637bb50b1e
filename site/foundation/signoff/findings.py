"""What a reviewer should know of a draft although it stops nothing: findings that nobody has confirmed yet.

Features above register where these come from; sign-off itself checks no text.
"""

from collections.abc import Callable, Iterable
from typing import Any

from .gates import Reason

Source = Callable[[Any], Iterable[Reason]]
_sources: list[Source] = []


def register_findings(source: Source) -> Source:
    """Add a feature's findings; called from AppConfig.ready()."""
    if source not in _sources:
        _sources.append(source)
    return source


def open_findings(page: Any) -> list[Reason]:
    """All findings of a draft that are still to be confirmed."""
    return [finding for source in _sources for finding in source(page)]
