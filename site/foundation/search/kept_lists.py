"""Answers that took every entry to count are kept until the index changes: without words, or of words like 通知."""

import hashlib
import uuid

from django.core.cache import cache
from django.db import transaction

from .engines import choosing
from .engines.asking import Answer, Ask

_VERSION = "search-lists-version"
# The version makes it exact; the time only bounds what a cache holds. Technical, no legal source.
KEPT_SECONDS = 600
# Hits from which counting takes longer than all else: about a tenth of the largest site. Technical, no legal source.
KEPT_FROM = 10_000


def search(ask: Ask) -> Answer:
    """As the engine answers. Dates can be asked for without end and are not kept, nor is what finds little."""
    if ask.since or ask.until:
        return choosing.search(ask)
    if not ask.parsed.words:
        ask = Ask(ask.parsed, filters=ask.filters)  # with counts: who asks next may want them
    version = cache.get(_VERSION) or _take()
    key = f"search-list:{version}:{hashlib.sha256(repr(ask).encode()).hexdigest()}"
    answer: Answer | None = cache.get(key)
    if answer is None:
        answer = choosing.search(ask)
        if answer.total >= (KEPT_FROM if ask.parsed.words else 1):
            cache.set(key, answer, KEPT_SECONDS)
    return answer


def forget() -> None:
    """The index changed, or is changing: at once, and again when others see the change."""
    _take()
    transaction.on_commit(_take)


def _take() -> str:
    version = uuid.uuid4().hex
    cache.set(_VERSION, version, timeout=None)
    return version
