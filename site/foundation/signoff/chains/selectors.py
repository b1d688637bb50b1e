"""Which chain a page goes through."""

from typing import Any

from django.db.models import OuterRef, Subquery
from wagtail.models import Page

from foundation.organisations.selectors import line_of
from foundation.rules.parameters import is_on, parameter, value

from .models import Chain, ChainVersion
from .rules import unmet, weaknesses


def version_for(page: Any, parent: Page | None = None) -> ChainVersion | None:
    """The version in force of the chain that fits the page best; None when no chain does.

    The chain made for the page's flags comes first, then for its type, its column, its body. A chain that does
    not give what the page's flags ask for is passed over, so that a column's short chain never weakens them.
    ``parent`` is needed for a page that has no place in the tree yet.
    """
    flags = page.chain_flags()
    for version in _candidates(page, parent, flags):
        if not unmet(version.as_steps(), flags):
            return version
    return None


def weaknesses_of(chain: Chain) -> list[str]:
    """Why no page may be published by the chain as it is edited, by the rules of the body it is for."""
    return list(
        weaknesses(
            chain.edited_steps(),
            fewest=value("review.levels", chain.body_id),
            proofread=is_on("review.proof", chain.body_id),
            secrecy_by=parameter("review.secrecy_first").basis,
        )
    )


def _candidates(page: Any, parent: Page | None, flags: frozenset[str]) -> list[ChainVersion]:
    """Versions of the chains whose scope takes the page in, the most particular first."""
    line = line_of(page.body_id)
    path = page.path or (parent.path if parent else "")
    newest = ChainVersion.objects.filter(chain=OuterRef("chain")).order_by("-number")
    current = ChainVersion.objects.filter(
        pk=Subquery(newest.values("pk")[:1]), chain__is_active=True
    ).select_related("chain__column")
    fitting = [version for version in current if _fits(version.chain, page, path, line, flags)]
    return sorted(fitting, key=lambda version: _particularity(version.chain, line), reverse=True)


def _fits(chain: Chain, page: Any, path: str, line: list[int], flags: frozenset[str]) -> bool:
    return (
        (not chain.body_id or chain.body_id in line)
        and (not chain.column or path.startswith(chain.column.path))
        and (not chain.page_type or chain.page_type == page._meta.label_lower)
        and (not chain.flag or chain.flag in flags)
    )


def _particularity(chain: Chain, line: list[int]) -> tuple[bool, bool, int, int]:
    depth = chain.column.depth if chain.column else 0
    nearness = len(line) - line.index(chain.body_id) if chain.body_id else 0
    return bool(chain.flag), bool(chain.page_type), depth, nearness
