"""Letterheads, versions of templates, number series, and the letters that went out."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from foundation.organisations.models import Body
from foundation.signoff.file_storage import private_storage
from foundation.signoff.models import AppendOnly

from .kinds import UnknownKind, letter_kind
from .rules import DEFAULT_NUMBER_PATTERN, LONGEST_NUMBER, number_pattern_error


def kind_label(key: str) -> str:
    """The 文种 in words; the key itself when its app is gone."""
    try:
        return letter_kind(key).label
    except UnknownKind:
        return key


class Letterhead(models.Model):
    """信头 of a body: what every template of the body shows, so that one change is followed by all (R-282)."""

    body = models.OneToOneField(
        Body, models.PROTECT, primary_key=True, related_name="letterhead", verbose_name="机构"
    )
    name_line = models.CharField(
        "发文机关标志", max_length=60, blank=True, help_text="信头的红色大字。留空用机构全称。"
    )
    signature = models.CharField(
        "署名", max_length=60, blank=True, help_text="落款的机关名称。留空用机构全称。"
    )
    address = models.CharField("机关地址", max_length=120, blank=True)
    postcode = models.CharField("邮政编码", max_length=10, blank=True)
    phone = models.CharField("联系电话", max_length=40, blank=True)
    number_prefix = models.CharField(
        "机关代字", max_length=20, blank=True, help_text="如 示政办。留空用机构资料中的机关代字。"
    )
    number_pattern = models.CharField(
        "文号样式",
        max_length=60,
        default=DEFAULT_NUMBER_PATTERN,
        help_text="{prefix}机关代字，{word}文种代字，{year}年份，{seq}顺序号（GB/T 9704—2012 第7.2.5条）。",
    )
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = "信头"
        verbose_name_plural = "信头"

    def __str__(self) -> str:
        return self.name_line or self.body.name

    def clean(self) -> None:
        if problem := number_pattern_error(self.number_pattern):
            raise ValidationError({"number_pattern": problem})


class TemplateVersion(AppendOnly):
    """One version of a template, for one body or the platform. Without a file: back to the next wider template."""

    kind = models.CharField("文种", max_length=60, db_index=True)
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="机构"
    )
    number = models.PositiveIntegerField("版本")
    file = models.FileField("模板", upload_to="letters/templates", storage=private_storage, blank=True)
    sha256 = models.CharField("模板指纹", max_length=64, blank=True)
    note = models.CharField("说明", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人")
    person_name = models.CharField("上传人姓名", max_length=150)
    at = models.DateTimeField("上传时间", default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "公文模板版本"
        verbose_name_plural = "公文模板版本"
        constraints = [
            models.UniqueConstraint(fields=["kind", "body", "number"], name="template_version_of_body_once"),
            models.UniqueConstraint(
                fields=["kind", "number"], condition=Q(body__isnull=True), name="template_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{kind_label(self.kind)}第{self.number}版（{self.body or '平台'}）"


class NumberSeries(models.Model):
    """How far the numbers of a body's series have come in a year. The row is the lock under which they are taken."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="机构")
    series = models.CharField("文种代字", max_length=20)
    year = models.PositiveSmallIntegerField("年度")
    last = models.PositiveIntegerField("已用到", default=0)

    class Meta:
        verbose_name = "文号序列"
        verbose_name_plural = "文号序列"
        constraints = [models.UniqueConstraint(fields=["body", "series", "year"], name="one_series_per_year")]

    def __str__(self) -> str:
        return f"{self.body} {self.series} {self.year}"


class Letter(AppendOnly):
    """A letter as it went out: the exact file, its number, the template's version, its digest.

    ``fields`` is what it was filled with, without what is personal: that is in the file alone.
    """

    kind = models.CharField("文种", max_length=60, db_index=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="letters", verbose_name="发文机关")
    series = models.CharField("文种代字", max_length=20, blank=True)
    year = models.PositiveSmallIntegerField("年度")
    sequence = models.PositiveIntegerField("顺序号", null=True)
    number = models.CharField("文号", max_length=LONGEST_NUMBER, blank=True)
    issued_on = models.DateField("成文日期")
    template = models.ForeignKey(
        TemplateVersion, models.PROTECT, null=True, related_name="letters", verbose_name="模板版本"
    )
    template_sha256 = models.CharField("模板指纹", max_length=64)
    fields = models.JSONField("字段")
    file = models.FileField("文件", upload_to="letters/issued", storage=private_storage)
    sha256 = models.CharField("文件指纹", max_length=64)
    subject_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    subject_id = models.BigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    subject_text = models.CharField("事由", max_length=255)
    # Nobody where the platform itself gives it, at the reader's own step.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="经办人"
    )
    person_name = models.CharField("经办人姓名", max_length=150)
    at = models.DateTimeField("生成时间", default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "公文函件"
        verbose_name_plural = "公文函件"
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="letters_of_subject")]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "series", "year", "sequence"], name="letter_sequence_once"
            ),
            models.UniqueConstraint(
                fields=["body", "number"], condition=~Q(number=""), name="letter_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind_label}（{self.number}）" if self.number else self.kind_label

    @property
    def kind_label(self) -> str:
        """文种 in words."""
        return kind_label(self.kind)

    @property
    def template_words(self) -> str:
        """Which template it was made from."""
        if self.template is None:
            return "内置模板"
        return f"模板第{self.template.number}版（{self.template.body or '平台'}）"
