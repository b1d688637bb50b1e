"""The section 栏目要素 of the panel on the editing screens."""

from disclosure.documents.models import FiledPage
from disclosure.documents.side_panels import Section

from .completeness import completeness_of


def elements_section(page: FiledPage, user) -> Section | None:
    """Which elements the column asks for, which are there, and the score; nothing where it asks for none."""
    found = completeness_of(page)
    if found is None:
        return None
    missing = f" · 缺 {len(found.missing)} 项" if found.missing else ""
    return Section(
        title="栏目要素",
        summary=f"完整度 {found.score}%{missing}",
        template="columns/elements_section.html",
        context={"found": found},
        tone="critical" if found.required else "",
    )
