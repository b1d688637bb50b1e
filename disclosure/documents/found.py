"""What the public finds of documents and other information."""

import datetime as dt

from django.db.models import QuerySet
from django.utils import timezone

from foundation.search.sources import AttachedFile, EntryData

from .enums import NO_LONGER_IN_FORCE, Openness, Validity
from .models import DocumentPage, FiledPage, InformationPage
from .precheck import texts
from .rules import validity_on

# Shown in a field of its own, or not part of the text.
_APART = frozenset({"title", "phone", "attachments"})


def document_entry(page: DocumentPage) -> EntryData:
    """A document with its header; without the text alternatives of fields."""
    today = timezone.localdate()
    validity = Validity(validity_on(page.validity, page.effective_on, page.expires_on, today))
    return EntryData(
        title=page.title,
        text=_text(page),
        public_date=page.public_date or today,
        number=page.document_number,
        number_key=page.number_key,
        category=page.get_kind_display(),
        body_name=page.body.name if page.body else "",
        subject=page.get_subject_display(),
        genre=page.get_genre_display(),
        validity=validity.label,
        item=_item(page),
        is_out_of_force=validity in NO_LONGER_IN_FORCE,
        refresh_on=next_change(page, today),
        files=_files(page),
    )


def information_entry(page: InformationPage) -> EntryData:
    """Other information."""
    return EntryData(
        title=page.title,
        text=_text(page),
        public_date=page.public_date or timezone.localdate(),
        body_name=page.body.name if page.body else "",
        item=_item(page),
        files=_files(page),
    )


def documents() -> QuerySet:
    """Documents with what their entries are made of."""
    return DocumentPage.objects.select_related("body").prefetch_related("attachments__document")


def information() -> QuerySet:
    """Other information with what its entries are made of."""
    return InformationPage.objects.select_related("body").prefetch_related("attachments__document")


def _text(page: FiledPage) -> str:
    """信息来源, which the result names as well, follows the text: a result begins with what the document says."""
    parts = sorted(
        (one for one in texts(page) if one.field not in _APART), key=lambda one: one.field == "source"
    )
    return "\n".join(part.text for part in parts)


def _item(page: FiledPage) -> str:
    """The catalogue item of the column it is filed in."""
    from disclosure.catalogue.models import ColumnPage

    parent = page.path[: -page.steplen]
    name = (
        ColumnPage.objects.filter(path=parent)
        .values_list("item__level3", "item__level2", "item__level1")
        .first()
    )
    return next(filter(None, name or ()), "")


def _files(page: FiledPage) -> tuple[AttachedFile, ...]:
    """Files that the public page offers; one marked otherwise than its page is none of them."""
    return tuple(
        AttachedFile(one.document_id, one.display_title)
        for one in page.attachments.all()
        if one.openness in ("", Openness.PROACTIVE)
    )


def next_change(page: DocumentPage, today: dt.date) -> dt.date | None:
    """When the validity changes by itself: in force from the first day, lapsed on the day after the last."""
    after = page.expires_on + dt.timedelta(days=1) if page.expires_on else None
    return min(
        (day for day in (page.effective_on, page.expires_on, after) if day and day > today), default=None
    )
