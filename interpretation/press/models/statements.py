"""Agreed statements (新闻口径) with their versions, interviews, and the folder of materials. R-119."""

from django.db import models
from django.utils import timezone

from foundation.organisations.models import Body, Unit
from foundation.signoff.file_storage import private_storage
from foundation.signoff.models import AppendOnly

from ..enums import MaterialKind
from .people import person
from .registers import Spokesperson


class AgreedStatement(models.Model):
    """What is said on a topic; the words stand in its versions."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="机构")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="提供科室"
    )
    topic = models.CharField("主题", max_length=120)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "口径"
        verbose_name_plural = "口径库"

    def __str__(self) -> str:
        return self.topic


class StatementVersion(AppendOnly):
    """The words of a statement and until when they hold."""

    statement = models.ForeignKey(AgreedStatement, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("版本")
    text = models.TextField("口径内容", max_length=4000)
    valid_until = models.DateField("有效期至")
    by = person("起草人")
    at = models.DateTimeField("起草时间", default=timezone.now)

    class Meta:
        ordering = ["-number"]
        verbose_name = "口径版本"
        verbose_name_plural = "口径版本"
        constraints = [models.UniqueConstraint(fields=["statement", "number"], name="one_version_per_number")]

    def __str__(self) -> str:
        return f"{self.statement}（第{self.number}版）"


class StatementApproval(AppendOnly):
    """Who approved a version (审定)."""

    version = models.OneToOneField(StatementVersion, models.PROTECT, related_name="approval")
    by = person("审定人")
    person_name = models.CharField("审定人姓名", max_length=150)
    post_title = models.CharField("岗位", max_length=120)
    at = models.DateTimeField("审定时间", default=timezone.now)

    class Meta:
        verbose_name = "口径审定"
        verbose_name_plural = "口径审定"

    def __str__(self) -> str:
        return f"{self.person_name} {self.at:%Y-%m-%d}"


class Interview(AppendOnly):
    """An interview that was given, and by which statement; without one it is marked 未涉口径."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="机构")
    spokesperson = models.ForeignKey(Spokesperson, models.PROTECT, related_name="+", verbose_name="受访人")
    held_on = models.DateField("采访日期")
    media = models.CharField("媒体", max_length=100)
    reporter = models.CharField("记者", max_length=50, blank=True)
    topic = models.CharField("采访主题", max_length=200)
    summary = models.TextField("答复要点", max_length=2000)
    version = models.ForeignKey(
        StatementVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="interviews",
        verbose_name="所用口径",
    )
    is_outside = models.BooleanField("未涉口径", default=False)
    by = person("登记人")
    at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        ordering = ["-held_on", "-pk"]
        verbose_name = "采访登记"
        verbose_name_plural = "采访登记"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(version__isnull=False, is_outside=False)
                | models.Q(version__isnull=True, is_outside=True),
                name="statement_or_none_said",
            )
        ]

    def __str__(self) -> str:
        return f"{self.held_on} {self.media}"


class Material(models.Model):
    """Notes of a meeting or a paper in the folder of the press work."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="机构")
    kind = models.CharField("类型", max_length=10, choices=MaterialKind.choices)
    title = models.CharField("名称", max_length=200)
    text = models.TextField("内容", max_length=20000, blank=True)
    file = models.FileField("文件", upload_to="press/materials", storage=private_storage, blank=True)
    by = person("登记人")
    at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "新闻材料"
        verbose_name_plural = "新闻材料"

    def __str__(self) -> str:
        return self.title
