"""The section 解读方案 on the editing screen of a document."""

from disclosure.documents.models import DocumentPage
from disclosure.documents.side_panels import Section

from .meetings import goes_to_meeting
from .selectors import is_asked, package_of


def plan_section(page: DocumentPage, user) -> Section | None:
    """What of the package is there; nothing for documents that need none."""
    if not is_asked(page):
        return None
    package = package_of(page)
    missing = [state.slot.label for state in package if not state.is_settled]
    return Section(
        title="解读方案",
        summary=f"尚缺{'、'.join(missing)}" if missing else "材料齐全",
        template="plans/section.html",
        context={"document": page, "package": package, "goes_to_meeting": goes_to_meeting(page)},
        tone="warning" if missing else "",
    )
