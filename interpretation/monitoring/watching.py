"""Watch lists and sources (R-135, R-137): topics and places, never persons."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from foundation.organisations.models import Body, User
from foundation.organisations.selectors import appointments_of

from .access import standing_of
from .acting import needed
from .models import Source, WatchItem
from .rules import names_a_person


def _may_keep(body: Body, user: User) -> None:
    if body.pk not in standing_of(user).officer:
        raise PermissionDenied("由本机关的值班员或者办公室维护。")


@transaction.atomic
def save_watch_item(item: WatchItem, user: User) -> WatchItem:
    """Keep what is to be watched, with somebody responsible. Raises PermissionDenied, ValidationError."""
    _may_keep(item.body, user)
    today = timezone.localdate()
    if item.responsible_id is None:
        raise ValidationError({"responsible": "请指定负责人；没有负责人的关注事项不能保存。"})
    if not any(held.post.body_id == item.body_id for held in appointments_of(item.responsible)):
        raise ValidationError({"responsible": "负责人应在本机关任职，请另选。"})
    item.subject = needed(item.subject, "对象", "subject")
    for name in ("subject", "reason"):
        if number := names_a_person(getattr(item, name), today):
            raise ValidationError({name: f"不得写入{number}：只按区域、话题、群体和时段关注，不为个人建档。"})
    if item.ends_on and item.ends_on < item.starts_on:
        raise ValidationError({"ends_on": "止日不能早于起日。"})
    item.created_by = user if item.pk is None else item.created_by
    item.save()
    return item


@transaction.atomic
def end_watch_item(item: WatchItem, user: User) -> WatchItem:
    """Today is its last day."""
    _may_keep(item.body, user)
    today = timezone.localdate()
    if item.ends_on is None or item.ends_on > today:
        item.ends_on = max(today, item.starts_on)
        item.save(update_fields=["ends_on"])
    return item


@transaction.atomic
def save_source(body: Body, user: User, **data: Any) -> Source:
    """Keep a source under its name; the same name again changes it."""
    _may_keep(body, user)
    data["name"] = needed(data["name"], "名称", "name")
    made, _ = Source.objects.update_or_create(body=body, name=data.pop("name"), defaults=data)
    return made
