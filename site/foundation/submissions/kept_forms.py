"""An empty form as last rendered, for everybody who opens it until something public changes; the token is always new.

A rush to one consultation would otherwise render the same page for each. What is public is known above: the assembled
site names the version of it; without one nothing is kept.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

from foundation.organisations.models import Body

from .tokens import keyed_digest

# The version makes it exact; the time bounds what a cache holds and how long limits shown may lag. Technical.
KEPT_SECONDS = 30

_versions: list[Callable[[], str]] = []


@dataclass(frozen=True, slots=True)
class KeptForm:
    """The page, the token that stands in it, and whose form it is."""

    page: str
    token: str
    body_id: int

    def with_token(self, token: str) -> str:
        """The page for another reader."""
        return self.page.replace(self.token, token)


def use_version(version: Callable[[], str]) -> None:
    """Called by the assembled site: what gives another value after every public change."""
    _versions[:] = [version]


def key_of(request: HttpRequest) -> str:
    """Where the form of this address is kept now; empty when it may not be. The day is in it: periods end with it."""
    if not _versions or request.method != "GET" or request.META.get("QUERY_STRING"):
        return ""
    parts = (_versions[0](), timezone.localdate(), request.scheme, request.get_host(), request.path_info)
    return f"kept-form:{keyed_digest('kept', repr(parts))}"


def find(key: str) -> KeptForm | None:
    """What was kept there."""
    return cache.get(key) if key else None


def keep(key: str, page: str, token: str, body: Body) -> None:
    """Keep it for who comes next; never a page in which the token does not stand, as all would then share one.

    A signature has the second in it, so that a token signed again may read differently.
    """
    if token in page:
        cache.set(key, KeptForm(page, token, body.pk), KEPT_SECONDS)
