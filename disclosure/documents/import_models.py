"""What was imported, and what waits between upload and confirmation."""

import uuid

from django.conf import settings
from django.db import models

from foundation.organisations.models import Body
from foundation.signoff.file_storage import private_storage


class ImportedFile(models.Model):
    """That a file was imported, so that the same file is never imported twice (even after the draft changed)."""

    digest = models.CharField("文件指纹", max_length=64)
    body = models.ForeignKey(Body, models.PROTECT, verbose_name="机构")
    name = models.CharField("文件名", max_length=255)
    page = models.ForeignKey(
        "documents.DocumentPage", models.CASCADE, related_name="import_records", verbose_name="文件"
    )
    imported_at = models.DateTimeField("导入时间", auto_now_add=True)

    class Meta:
        ordering = ["-imported_at"]
        verbose_name = "导入记录"
        verbose_name_plural = "导入记录"
        constraints = [models.UniqueConstraint(fields=["digest", "body"], name="file_imported_once_per_body")]

    def __str__(self) -> str:
        return self.name


class PendingImport(models.Model):
    """An uploaded file between upload and confirmation, or why it was refused. Kept for a day."""

    batch = models.UUIDField("批次", default=uuid.uuid4, db_index=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="上传人"
    )
    column = models.ForeignKey("catalogue.ColumnPage", models.CASCADE, related_name="+", verbose_name="栏目")
    name = models.CharField("文件名", max_length=255)
    file = models.FileField("文件", upload_to="imports", storage=private_storage, blank=True)
    title = models.CharField("识别出的标题", max_length=255, blank=True)
    problem = models.TextField("不能导入的原因", blank=True)
    page = models.ForeignKey(
        "documents.DocumentPage", models.CASCADE, null=True, related_name="+", verbose_name="已建草稿"
    )
    created_at = models.DateTimeField("上传时间", auto_now_add=True, db_index=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = "待确认的导入"
        verbose_name_plural = "待确认的导入"

    def __str__(self) -> str:
        return self.name
