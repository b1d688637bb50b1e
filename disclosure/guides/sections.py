"""The section 与机构页核对 on the editing screen of a guide, and the question that goes with it."""

from collections.abc import Iterator

from disclosure.documents.side_panels import Section
from foundation.duties.models import Duty
from foundation.signoff.gates import Reason

from .duties import UPDATE
from .models import GuidePage
from .selectors import body_page_of, differences


def body_page_section(page: GuidePage, user) -> Section:
    """Which facts differ from the body page, which of them changed there, and by when the guide has to follow."""
    body_page = body_page_of(page.body_id)
    found = differences(page, body_page)
    changed = {row.fact: row.changed_on for row in page.changed_facts.all()}
    duty = Duty.objects.open().of(page, UPDATE).first()
    due = f" · 指南最迟{duty.due_on}更新" if duty else ""
    state = f"{len(found)}项不一致" if found else "一致"
    return Section(
        title="与机构页核对",
        summary=f"{state}{due}" if body_page else "本机构还没有公开的机构页",
        template="guides/admin/body_page_section.html",
        context={
            "rows": [{"difference": one, "changed_on": changed.get(one.fact)} for one in found],
            "body_page": body_page,
            "duty": duty,
        },
        tone="warning" if found or duty else "",
        is_open=bool(found),
    )


def guide_check(page) -> Iterator[Reason]:
    """The guide may name another telephone than the body page, but not by oversight."""
    if not isinstance(page, GuidePage):
        return
    for one in differences(page, body_page_of(page.body_id)):
        if one.in_guide:
            yield Reason(
                f"{one.fact.label}与机构页不一致：机构页为“{one.on_body_page}”，请确认。", one.fact.value
            )
