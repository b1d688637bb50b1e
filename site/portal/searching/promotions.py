"""Pages that editors put first for certain words (推荐), through wagtail.contrib.search_promotions.

Only pages are shown, and of them only what was signed: texts and outside links of a promotion pass no review.
"""

from dataclasses import dataclass

from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page
from wagtail.search.utils import normalise_query_string

from foundation.search.models import SearchEntry
from foundation.search.segmentation import fold


@dataclass(frozen=True, slots=True)
class Promoted:
    """A page shown first; ``entry`` is None where the page is not searched, such as a column."""

    page: Page
    entry: SearchEntry | None


def promoted(words: str) -> list[Promoted]:
    """What stands first for exactly these words, in the editors' order; one query."""
    spelled = normalise_query_string(words)
    rows = SearchPromotion.objects.filter(
        query__query_string__in={spelled, fold(spelled)}, page__in=Page.objects.live().public()
    )
    return [
        Promoted(row.page, getattr(row.page, "search_entry", None))
        for row in rows.select_related("page__search_entry").order_by("sort_order", "pk")
    ]
