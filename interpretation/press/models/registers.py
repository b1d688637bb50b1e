"""Spokespersons (新闻发言人), their liaisons (联络员), and the filing of both (备案). R-118, R-120."""

from django.db import models
from django.utils import timezone

from foundation.organisations.models import Body
from foundation.signoff.file_storage import private_storage
from foundation.signoff.models import AppendOnly

from ..enums import Rank, SpokespersonKind
from .people import person


class Spokesperson(models.Model):
    """Who speaks for a body to the press."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="机构")
    name = models.CharField("姓名", max_length=50)
    post = models.CharField("职务", max_length=100)
    kind = models.CharField("类型", max_length=12, choices=SpokespersonKind.choices)
    rank = models.CharField("职级", max_length=10, choices=Rank.choices)
    conditions = models.JSONField("任职条件", default=list, blank=True)
    appointed_on = models.DateField("任命日期")
    document = models.CharField("任命文件", max_length=120)
    photo = models.FileField("照片", upload_to="press/photos", storage=private_storage, blank=True)
    phone = models.CharField("对外联系电话", max_length=60, help_text="办公电话，备案后向社会公布")
    ended_on = models.DateField("离任日期", null=True, blank=True)

    class Meta:
        ordering = ["body", "-appointed_on", "pk"]
        verbose_name = "新闻发言人"
        verbose_name_plural = "新闻发言人"

    def __str__(self) -> str:
        return f"{self.name}（{self.body}）"

    @property
    def is_leading(self) -> bool:
        """Whether the department is spoken for by who leads it; a warning where not."""
        return self.kind == SpokespersonKind.GOVERNMENT or self.rank in (Rank.HEAD, Rank.IN_CHARGE)


class SpokespersonChange(AppendOnly):
    """What was changed of a spokesperson or the liaison, by whom and when."""

    spokesperson = models.ForeignKey(Spokesperson, models.PROTECT, related_name="changes")
    what = models.TextField("变更内容")
    by = person("办理人")
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "变更记录"
        verbose_name_plural = "变更记录"

    def __str__(self) -> str:
        return self.what[:40]


class Liaison(models.Model):
    """The one liaison of a spokesperson; an earlier one stays with the day it ended."""

    spokesperson = models.ForeignKey(Spokesperson, models.PROTECT, related_name="liaisons")
    name = models.CharField("联络员姓名", max_length=50)
    post = models.CharField("联络员职务", max_length=100)
    phone = models.CharField("联络员电话", max_length=60, help_text="只供新闻发布机构联系，不公开")
    since = models.DateField("开始日期", default=timezone.localdate)
    until = models.DateField("结束日期", null=True, blank=True)

    class Meta:
        ordering = ["-since", "-pk"]
        verbose_name = "联络员"
        verbose_name_plural = "联络员"
        constraints = [
            models.UniqueConstraint(
                fields=["spokesperson"],
                condition=models.Q(until__isnull=True),
                name="one_liaison_per_spokesperson",
                violation_error_message="每名新闻发言人只设一名联络员",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.post}）"


class Filing(AppendOnly):
    """A filing with the news agency (新闻发布机构), with what it said."""

    spokesperson = models.ForeignKey(Spokesperson, models.PROTECT, related_name="filings")
    content = models.JSONField("备案内容")
    by = person("报备人")
    at = models.DateTimeField("报备时间", default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "备案"
        verbose_name_plural = "备案"

    def __str__(self) -> str:
        return f"备案{self.pk}"


class FilingReceipt(AppendOnly):
    """The agency's receipt; with it the spokesperson is shown to the public as filed."""

    filing = models.OneToOneField(Filing, models.PROTECT, related_name="receipt")
    number = models.CharField("回执编号", max_length=60, unique=True)
    by = person("收件人")
    at = models.DateTimeField("回执时间", default=timezone.now)

    class Meta:
        verbose_name = "备案回执"
        verbose_name_plural = "备案回执"

    def __str__(self) -> str:
        return self.number
