"""How often, counted in the cache for an hour under keyed digests: no address is stored anywhere."""

from django.core.cache import cache
from django.http import HttpRequest

from foundation.signoff.addresses import client_address

from .tokens import keyed_digest

AN_HOUR = 3600


def counted(what: str, whose: str = "") -> int:
    """Count one more and say how many there were within the hour, this one included."""
    key = f"submissions:{keyed_digest('count', f'{what}:{whose}')}"
    cache.add(key, 0, AN_HOUR)
    try:
        return cache.incr(key)
    except ValueError:  # the hour ended in between
        return 1


def so_far(what: str, whose: str = "") -> int:
    """How many there were within the hour."""
    return cache.get(f"submissions:{keyed_digest('count', f'{what}:{whose}')}", 0)


def sender(request: HttpRequest) -> str:
    """From where a request came, to count by. Senders whose address is unknown share one."""
    return client_address(request) or ""
