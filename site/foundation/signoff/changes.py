"""A later edit of a public page is a correction (更正), told to the public, or a minor edit (小修)."""

from collections.abc import Iterable
from typing import Any

from django import forms
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from .enums import ChangeKind
from .gates import Reason, register_gate


def live_revision_of(page: Any) -> int | None:
    """The revision the public reads now. A page made from a revision knows only an older one."""
    if not page.pk or not page.live:
        return None
    return Page.objects.filter(pk=page.pk, live=True).values_list("live_revision_id", flat=True).first()


def change_reasons(page: Any, live_revision_id: int | None) -> Iterable[Reason]:
    """What the statement about a change of this live revision lacks. One about an earlier change does not count."""
    if live_revision_id is None:
        return
    if not page.change_kind or page.change_of != live_revision_id:
        yield Reason("本页已经公开,请选择本次修改是“更正”还是“小修”。", "change_kind")
    elif page.change_kind == ChangeKind.CORRECTION and not page.change_note.strip():
        yield Reason("更正须写明更正说明,它将在页面的更正记录中向公众显示。", "change_note")


@register_gate
def change_gate(page: Any) -> Iterable[Reason]:
    """A live page is changed with a statement what the change is. What is live already changes nothing."""
    live = live_revision_of(page)
    if page.latest_revision_id != live:
        yield from change_reasons(page, live)


class ChangePanel(MultiFieldPanel):
    """Asked above the text, only of a page that is live."""

    def __init__(self, children=(), *args, **kwargs) -> None:
        fields = children or [FieldPanel("change_kind", widget=forms.RadioSelect), FieldPanel("change_note")]
        super().__init__(fields, *args, **{"heading": "本次修改"} | kwargs)

    class BoundPanel(MultiFieldPanel.BoundPanel):
        """Says nothing in comparisons: reviewers read the statement in a place of its own."""

        def is_shown(self) -> bool:
            return bool(self.instance.pk and self.instance.live)

        def get_comparison(self) -> list[Any]:
            return []
