"""What the public hands in, and who looked at the personal data in it."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from foundation.organisations.models import Body, Unit
from foundation.signoff.file_storage import private_storage

from .encryption import EncryptedTextField, encrypted_fields
from .enums import Identity


class SubmissionQuerySet(models.QuerySet):
    """Rows of one kind of submission."""

    def without_personal_data(self) -> Self:
        """For lists: what is encrypted is not even read."""
        return self.defer(*(field.name for field in encrypted_fields(self.model)))

    def open(self) -> Self:
        return self.filter(closed_at=None, withdrawn_at=None)

    def forgettable(self, body_id: int, closed_before: dt.datetime) -> Self:
        """Closed or withdrawn by then, and still with personal data."""
        ended = models.Q(closed_at__lte=closed_before) | models.Q(withdrawn_at__lte=closed_before)
        return self.filter(ended, body_id=body_id, forgotten_at=None)


class Additional(models.Model):
    """A row that belongs to a submission of whatever kind."""

    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    submission = GenericForeignKey()

    class Meta:
        abstract = True


class SubmissionFile(Additional):
    """A file that somebody handed in. It is never public: a decision to publish makes a document of its own."""

    file = models.FileField("文件", storage=private_storage, upload_to="submissions/", max_length=200)
    name = models.CharField("文件名", max_length=100)
    size = models.PositiveBigIntegerField("大小（字节）")
    sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField("收到时间", default=timezone.now)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="submission_file_of")]
        verbose_name = "来件附件"
        verbose_name_plural = "来件附件"

    def __str__(self) -> str:
        return self.name


class Addition(Additional):
    """Words that the sender added later, with the receipt code (补充说明)."""

    text = models.TextField("补充内容")
    findings = models.JSONField("个人信息提示", default=list)
    received_at = models.DateTimeField("补充时间", default=timezone.now)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="submission_addition_of")]
        verbose_name = "来件补充"
        verbose_name_plural = "来件补充"

    def __str__(self) -> str:
        return f"{self.received_at:%Y-%m-%d} 补充"


class Submission(models.Model):
    """One thing handed in (来件): an opinion, a report, a letter. Abstract; features add what is their own.

    Typed in by staff it has no token: then ``idempotency_key`` and ``code_digest`` are null.
    """

    number = models.CharField("来件编号", max_length=40, unique=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="机构")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承办科室"
    )
    text = models.TextField("内容")
    identity = models.CharField("身份类型", max_length=20, choices=Identity.choices, blank=True)
    name = EncryptedTextField("姓名或者单位名称", blank=True)
    contact = EncryptedTextField("联系方式", blank=True)
    wants_answer = models.BooleanField("希望得到答复", default=False)
    consent_version = models.CharField("同意的告知书版本", max_length=20, blank=True)
    received_at = models.DateTimeField("收到时间", default=timezone.now, db_index=True)
    code_digest = models.CharField(max_length=64, null=True, unique=True, editable=False)
    idempotency_key = models.CharField(max_length=64, null=True, unique=True, editable=False)
    posted_digest = models.CharField(max_length=64, blank=True, editable=False)
    fingerprint = models.CharField(max_length=32, blank=True, db_index=True, editable=False)
    near_key = models.CharField(max_length=16, blank=True, db_index=True, editable=False)
    findings = models.JSONField("个人信息提示", default=list, editable=False)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    forgotten_at = models.DateTimeField("个人信息删除时间", null=True, blank=True)
    files = GenericRelation(SubmissionFile)
    additions = GenericRelation(Addition)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-received_at", "-pk"]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        return self.closed_at is None and self.withdrawn_at is None

    @property
    def has_personal_data_in_text(self) -> bool:
        return bool(self.findings)


class HeldFile(models.Model):
    """An upload whose form was refused for another reason: it waits a day for the form to come back."""

    key = models.CharField(max_length=64, db_index=True)
    file = models.FileField(storage=private_storage, upload_to="submissions/", max_length=200)
    name = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["key", "sha256"], name="held_once")]

    def __str__(self) -> str:
        return self.name


class NumberSeries(models.Model):
    """The last number given out under a prefix on a day. Its row is the lock."""

    prefix = models.CharField(max_length=8)
    day = models.DateField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prefix", "day"], name="one_series_a_day")]

    def __str__(self) -> str:
        return f"{self.prefix}{self.day:%Y%m%d}-{self.last}"


class ContactAccess(Additional):
    """Somebody looked at personal data, and why (查看联系方式). Only added to.

    《个人信息保护法》 第五十一条: operations on personal data are kept within bounds and can be audited.
    """

    number = models.CharField("来件编号", max_length=40)
    kind_label = models.CharField("来件类型", max_length=40)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="机构")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="查看人"
    )
    user_name = models.CharField("查看人姓名", max_length=150)
    reason = models.CharField("查看理由", max_length=200)
    at = models.DateTimeField("查看时间", default=timezone.now, db_index=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "个人信息查看记录"
        verbose_name_plural = "个人信息查看记录"

    def __str__(self) -> str:
        return f"{self.number} {self.user_name}"


def key_of(submission: Submission) -> dict[str, Any]:
    """What the generic rows of a submission are found by."""
    return {"content_type": ContentType.objects.get_for_model(submission), "object_id": submission.pk}
