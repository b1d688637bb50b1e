"""A later edit of a public page is a correction (更正) or a change (变更), told to the public, or minor (小修)."""

import json
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
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
        yield Reason("本页已经公开，请选择本次修改是“更正”“变更”还是“小修”。", "change_kind")
    elif page.change_kind == ChangeKind.CORRECTION and not page.change_note.strip():
        yield Reason("更正须写明更正说明，它将在页面的更正记录中向公众显示。", "change_note")
    elif page.change_kind == ChangeKind.CHANGE:
        yield from _change_lacks(page)


def _change_lacks(page: Any) -> Iterable[Reason]:
    if not page.change_note.strip():
        yield Reason("变更须写明变更说明，它将在页面的更正记录中向公众显示。", "change_note")
    if not page.changed_on:
        yield Reason("请填写变更日期，公开期限自信息变更之日起计算（条例第二十六条）。", "changed_on")
    elif page.changed_on > timezone.localdate():
        yield Reason(f"变更日期{page.changed_on}晚于今天，请核对。", "changed_on")


def stated_change(page: Any) -> bool:
    """Whether this draft changes what is live in substance (变更), with the day it changed."""
    if page.change_kind != ChangeKind.CHANGE or not page.changed_on or not page.change_of:
        return False
    return page.change_of == live_revision_of(page)


@register_gate
def change_gate(page: Any) -> Iterable[Reason]:
    """A live page is changed with a statement what the change is. What is live already changes nothing."""
    live = live_revision_of(page)
    if page.latest_revision_id != live:
        yield from change_reasons(page, live)


def _shown_for(*kinds: ChangeKind) -> dict[str, str]:
    """Wagtail's w-rules: the panel follows what is chosen."""
    wanted = json.dumps({"change_kind": [kind.value for kind in kinds]})
    return {"data-w-rules-target": "show", "data-w-rules": wanted}


class ChangePanel(MultiFieldPanel):
    """Asked above the text, only of a page that is live."""

    def __init__(self, children=(), *args, **kwargs) -> None:
        fields = children or [
            FieldPanel("change_kind", widget=forms.RadioSelect),
            FieldPanel("changed_on", attrs=_shown_for(ChangeKind.CHANGE)),
            FieldPanel("change_note", attrs=_shown_for(ChangeKind.CORRECTION, ChangeKind.CHANGE)),
        ]
        follows = {"data-controller": "w-rules", "data-action": "change->w-rules#resolve"}
        super().__init__(fields, *args, **{"heading": "本次修改", "attrs": follows} | kwargs)

    class BoundPanel(MultiFieldPanel.BoundPanel):
        """Says nothing in comparisons: reviewers read the statement in a place of its own."""

        def is_shown(self) -> bool:
            return bool(self.instance.pk and self.instance.live)

        def get_comparison(self) -> list[Any]:
            return []
