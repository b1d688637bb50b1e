"""What is found without words is kept until the index changes: its counts are of every entry that there is."""

import hashlib
import uuid
from dataclasses import replace

from django.core.cache import cache
from django.db import transaction

from .engines import choosing
from .engines.asking import Answer, Ask

_VERSION = "search-lists-version"
# The version makes it exact; the time only bounds what a cache holds. Technical, no legal source.
KEPT_SECONDS = 600


def search(ask: Ask) -> Answer:
    """As the engine answers. Dates can be asked for without end and are not kept, nor is what finds nothing."""
    if ask.parsed.words or ask.since or ask.until:
        return choosing.search(ask)
    version = cache.get(_VERSION) or _take()
    asked = hashlib.sha256(repr(sorted(ask.filters.items())).encode()).hexdigest()
    key = f"search-list:{version}:{asked}"
    answer: Answer | None = cache.get(key)
    if answer is None:
        answer = choosing.search(replace(ask, counts=True))  # who asks next may want the counts
        if answer.total:
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
