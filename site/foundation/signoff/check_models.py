"""What the nightly verification found, and how far the chain reached then."""

from django.db import models
from django.utils import timezone

from .seal_models import AppendOnly


class SealCheck(AppendOnly):
    """One verification of seals and live pages (审签记录校验). The next one notices records that have gone since."""

    at = models.DateTimeField("时间", default=timezone.now)
    records = models.BigIntegerField("记录数")
    pages = models.BigIntegerField("公开页面数")
    last_seal_id = models.BigIntegerField("最新记录编号", null=True)
    last_digest = models.CharField("最新记录指纹", max_length=64, blank=True)
    findings = models.JSONField("发现", default=list)

    class Meta:
        ordering = ["pk"]
        verbose_name = "审签记录校验"
        verbose_name_plural = "审签记录校验"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {len(self.findings)}"
