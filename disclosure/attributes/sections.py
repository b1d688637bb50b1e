"""The section 公开属性 of the panel on the editing screens: where the decision stands, and its history."""

from disclosure.documents.models import FiledPage
from disclosure.documents.openness import openness_label
from disclosure.documents.side_panels import Section

from .selectors import differences, history, locked


def attribute_section(page: FiledPage, user) -> Section | None:
    """Nothing before the first submission: until then the field itself says all there is."""
    said = list(history(page.pk))
    if not said:
        return None
    final = locked(page.pk)
    open_differences = [] if final else differences(page.pk, page.latest_revision_id)
    if final:
        summary = f"已定为“{openness_label(final.value, final.body_id)}”"
    elif open_differences:
        summary = f"有不同意见 {len(open_differences)} 条"
    else:
        summary = f"拟定为“{openness_label(said[-1].value, said[-1].body_id)}”，待签发人确定"
    return Section(
        title="公开属性",
        summary=summary,
        template="attributes/section.html",
        context={"history": said, "page": page},
        tone="warning" if open_differences else "",
        is_open=bool(open_differences),
    )
