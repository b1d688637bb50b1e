"""Catalogues by attribute that were filed with the office that supervises disclosure (R-037)."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from disclosure.documents.enums import Openness
from foundation.organisations.models import Body
from foundation.signoff.file_storage import private_storage


class CatalogueFiling(models.Model):
    """One numbered version of one body's catalogue; its receipt is added once (目录报送)."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="报送单位")
    value = models.CharField("公开属性", max_length=20, choices=Openness.choices)
    version = models.PositiveIntegerField("版本")
    entries = models.PositiveIntegerField("条目数")
    last_entry = models.BigIntegerField("最后一条目录的编号")
    digest = models.CharField("内容指纹", max_length=64)
    csv = models.FileField("CSV", upload_to="catalogues", storage=private_storage)
    xlsx = models.FileField("XLSX", upload_to="catalogues", storage=private_storage)
    receiver = models.CharField("接收单位", max_length=100)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="编制人"
    )
    made_at = models.DateTimeField("编制时间", default=timezone.now)
    filed_on = models.DateField("报送日期", null=True, blank=True)
    receipt_number = models.CharField("回执编号", max_length=60, blank=True)
    received_by = models.CharField("接收人", max_length=60, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "目录报送"
        verbose_name_plural = "目录报送"
        constraints = [
            models.UniqueConstraint(fields=["body", "value", "version"], name="catalogue_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.get_value_display()}目录 第{self.version}版"
