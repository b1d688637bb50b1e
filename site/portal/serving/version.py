"""The version of what the public sees: a new one with every change, at once and when its transaction ends.

So nothing that was rendered before a change, or while it was being made, is kept after it. Several processes
must share their cache (CACHE_URL).
"""

import uuid

from django.core.cache import cache
from django.db import transaction

KEY = "public-site-version"


def current() -> str:
    """The version now."""
    return cache.get(KEY) or _take()


def renew() -> None:
    """Let go of everything kept so far."""
    _take()
    transaction.on_commit(_take)


def _take() -> str:
    version = uuid.uuid4().hex
    cache.set(KEY, version, timeout=None)
    return version
