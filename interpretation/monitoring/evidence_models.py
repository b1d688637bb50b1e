"""What shows that a finding is as it was told: screenshots, photos, papers (佐证材料)."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from foundation.signoff.file_storage import private_storage
from foundation.signoff.models import AppendOnly


class EvidenceFile(AppendOnly):
    """One file of a finding. Seen by who sees the finding; never public, never replaced."""

    wagtail_reference_index_ignore = True
    finding = models.ForeignKey(
        "monitoring.Finding", models.PROTECT, related_name="evidence", verbose_name="舆情信息"
    )
    file = models.FileField("文件", storage=private_storage, upload_to="findings/", max_length=200)
    name = models.CharField("文件名", max_length=100)
    size = models.PositiveBigIntegerField("大小（字节）")
    sha256 = models.CharField(max_length=64)
    note = models.CharField("说明", max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="添加人")
    at = models.DateTimeField("添加时间", default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = "佐证材料"
        verbose_name_plural = "佐证材料"
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "sha256"],
                name="evidence_once",
                violation_error_message="该文件已经添加过。",
            )
        ]

    def __str__(self) -> str:
        return self.name
