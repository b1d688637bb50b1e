"""What other features offer to a handling plan: contingency plans to start, and where to go on (R-143).

The features register from above or from portal; monitoring imports none of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from foundation.organisations.models import Body, User

from .models import Finding


@dataclass(frozen=True, slots=True)
class Contingency:
    """A plan that can be started: ``key`` is unique among all sources, e.g. ``press-3``."""

    key: str
    title: str


Link = dict[str, str]


@dataclass(frozen=True, slots=True)
class Source:
    """``plans`` of a body; ``start`` one of them for a finding and give its screen as {"label", "url"}."""

    plans: Callable[[Body], Iterable[Contingency]]
    start: Callable[[Finding, str, User], Link]


# From a finding to {"label", "url"}, e.g. “起草澄清” with the address of its form; None where it does not apply.
LinkMaker = Callable[[Finding], Link | None]
_sources: list[Source] = []
_links: list[LinkMaker] = []


def register_contingencies(source: Source) -> None:
    """Offer contingency plans; called in AppConfig.ready()."""
    if source not in _sources:
        _sources.append(source)


def register_link(maker: LinkMaker) -> None:
    """Offer a way on from an approved plan (澄清, 新闻发布)."""
    if maker not in _links:
        _links.append(maker)


def offered(body: Body) -> list[Contingency]:
    """All plans that may be started for a body."""
    return [plan for source in _sources for plan in source.plans(body)]


def find(body: Body, key: str) -> Contingency | None:
    """The plan of this key."""
    return next((plan for plan in offered(body) if plan.key == key), None)


def activate(finding: Finding, key: str, user: User) -> Link | None:
    """Start the plan; None where its feature no longer offers it."""
    for source in _sources:
        if any(plan.key == key for plan in source.plans(finding.body)):
            return source.start(finding, key, user)
    return None


def links_for(finding: Finding) -> list[Link]:
    """Where to go on from here."""
    return [link for maker in _links if (link := maker(finding))]
