"""Two people edit one page: neither may lose work.

Stock Wagtail compares versions for autosave only; an ordinary save of a form that was opened before somebody
else saved overwrites that version without a word.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision


@dataclass(frozen=True, slots=True)
class Conflict:
    """A version somebody else saved after this form was opened."""

    page_id: int
    revision: Revision
    loaded_revision_id: str

    @property
    def who(self) -> str:
        return self.revision.user.get_full_name() if self.revision.user else "系统"

    @property
    def message(self) -> str:
        at = timezone.localtime(self.revision.created_at)
        return f"您打开本页之后，{self.who}于{at:%Y-%m-%d %H:%M}保存了新版本，您的内容尚未保存。"

    @property
    def view_url(self) -> str:
        return reverse("wagtailadmin_pages:revisions_view", args=[self.page_id, self.revision.pk])

    @property
    def compare_url(self) -> str:
        """What the other changed, against the version this form was opened with."""
        first = self.loaded_revision_id or "earliest"
        return reverse("wagtailadmin_pages:revisions_compare", args=[self.page_id, first, self.revision.pk])


def find_conflict(page: Page, user, data: Mapping[str, str]) -> Conflict | None:
    """The version this form would bury, or None.

    ``data`` is the posted form: the version it was opened with (Wagtail's ``loaded_revision_*``) and, once a
    conflict was shown, which one (``conflict_revision``) and whether the editor accepts it (``conflict_accepted``).
    One's own newer versions are no conflict: autosave makes them all the time.
    """
    try:
        loaded_at = dt.datetime.fromisoformat(data.get("loaded_revision_created_at", ""))
    except ValueError:
        return None
    others = Revision.objects.for_instance(page).exclude(user_id=user.pk).select_related("user")
    newest = others.filter(created_at__gt=loaded_at).order_by("-created_at", "-pk").first()
    shown = data.get("conflict_revision", "")
    if newest is None and shown.isdigit() and data.get("conflict_accepted") != shown:
        newest = others.filter(pk=shown).first()
    if newest is None:
        return None
    return Conflict(page.pk, newest, data.get("conflict_loaded") or data.get("loaded_revision_id", ""))
