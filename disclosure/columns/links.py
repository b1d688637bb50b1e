"""The addresses that columns lead to, for the nightly check of outside links (R-023)."""

from collections.abc import Iterator
from typing import Any

from disclosure.catalogue.models import ColumnPage
from foundation.precheck.registry import OutsideLink


def outside_links(page: Any) -> Iterator[OutsideLink]:
    """Where a column that another site fulfils leads to."""
    if isinstance(page, ColumnPage) and page.external_url:
        yield OutsideLink("external_url", "跳转到", page.external_url, page.title)
