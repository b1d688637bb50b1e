"""Rules that require openness, told by the features that know them (the catalogue's columns; R-071)."""

from collections.abc import Callable, Iterable
from typing import Any

Source = Callable[[Any], Iterable[str]]
_sources: list[Source] = []


def register_openness_rules(source: Source) -> Source:
    """Add a feature's knowledge; called from AppConfig.ready(). A source passes over pages not its own."""
    if source not in _sources:
        _sources.append(source)
    return source


def rules_requiring(page: Any) -> list[str]:
    """Every rule that wants this page open, in words: shown to the reviewer beside N6–N8."""
    return [words for source in _sources for words in source(page)]
