"""Posting the editing form of a document as a browser does."""

from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield


def edit_url(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def form_data(page, **changed) -> dict[str, str]:
    """What the browser would send for this document, with some fields typed over."""
    values = {
        "title": page.title,
        "slug": page.slug,
        "document_number": page.document_number,
        "kind": page.kind,
        "genre": page.genre,
        "written_on": str(page.written_on or ""),
        "printed_on": str(page.printed_on or ""),
        "body": page.body_id or "",
        "unit": page.unit_id or "",
        "openness": page.openness,
        "audience": page.audience,
        "origin": page.origin,
        "validity": page.validity,
        "overview": page.overview,
        "elements": streamfield([]),
        "content": streamfield([("text", rich_text("<p>现就有关事项通知如下。</p>"))]),
        "attachments": inline_formset([]),
        "relations": inline_formset([]),
        "comments": inline_formset([]),
    }
    return nested_form_data(values | changed)


def loaded(page) -> dict[str, str]:
    """The hidden fields that say which version a form was opened with."""
    revision = page.get_latest_revision()
    return {
        "loaded_revision_id": str(revision.pk),
        "loaded_revision_created_at": revision.created_at.isoformat(),
    }
