"""What a duty is about: any row, known by its topmost class, so that a page is found by whatever class is at hand."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model


def _topmost(model: type[Model]) -> type[Model]:
    """The first table of multi-table inheritance: Page for every page."""
    model = model._meta.concrete_model or model
    while parents := [parent for parent in model._meta.parents if parent is not None]:
        model = parents[0]
    return model


def subject_of(subject: Model) -> dict[str, Any]:
    """Fields that name the subject in a query or a new row. Raises ValueError for an unsaved one."""
    if subject.pk is None:
        raise ValueError("对象须先保存，才能登记法定时限。")
    kind = ContentType.objects.get_for_model(_topmost(type(subject)))
    return {"content_type": kind, "object_id": str(subject.pk)}
