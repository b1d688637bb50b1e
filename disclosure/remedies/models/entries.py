"""What happened to a row of a register."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import QuerySet
from django.utils import timezone

from foundation.organisations.models import User
from foundation.signoff.models import AppendOnly


def person(label: str, **more: Any) -> models.ForeignKey:
    """A member of staff who did something; the record outlives the account's use."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=label, **more
    )


class Entry(AppendOnly):
    """One thing that happened to a row, in one sentence without personal data. Only added to."""

    wagtail_reference_index_ignore = True
    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey()
    label = models.CharField("环节", max_length=40)
    words = models.TextField("内容", blank=True)
    at = models.DateTimeField("时间", default=timezone.now)
    by = person("办理人")
    by_name = models.CharField("办理人姓名", max_length=150)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="remedy_entry_of")]
        verbose_name = "办理记录"
        verbose_name_plural = "办理记录"

    def __str__(self) -> str:
        return f"{self.label}：{self.words[:40]}"


def note(subject: models.Model, label: str, words: str, by: User) -> Entry:
    """Write down what somebody did."""
    return Entry.objects.create(
        content_type=ContentType.objects.get_for_model(subject), object_id=subject.pk,
        label=label, words=words, by=by, by_name=by.get_full_name(),
    )  # fmt: skip


def entries_of(subject: models.Model) -> QuerySet[Entry]:
    """The whole story of a row, from its beginning."""
    kind = ContentType.objects.get_for_model(subject)
    return Entry.objects.filter(content_type=kind, object_id=subject.pk)
