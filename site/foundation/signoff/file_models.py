"""Which file, with which bytes, was signed together with which revision."""

from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from wagtail.models import Page, TaskState

from .enums import Decision
from .seal_models import AppendOnly, AppendOnlyQuerySet, Clearance, Seal


class FileKind(models.TextChoices):
    """The two libraries of Wagtail."""

    DOCUMENT = "document", "文档"
    IMAGE = "image", "图片"


class SealedFileQuerySet(AppendOnlyQuerySet):
    """Sealed files in the words of the office."""

    def binding(self) -> "SealedFileQuerySet":
        """Those whose revision is under review, was ever cleared or signed to stay inside: no file may change.

        A submission that was returned or withdrawn binds no longer, so that a wrong file can be removed.
        """
        cleared = Clearance.objects.filter(revision_id=OuterRef("revision_id"))
        in_review = TaskState.objects.filter(
            revision_id=OuterRef("revision_id"), status=TaskState.STATUS_IN_PROGRESS
        )
        concluded = Seal.objects.filter(revision_id=OuterRef("revision_id"), decision=Decision.CONCLUDED)
        return self.annotate(is_cleared=Exists(cleared)).filter(
            Q(is_cleared=True) | Exists(in_review) | Exists(concluded)
        )

    def public(self) -> "SealedFileQuerySet":
        """Those that belong to what is live now."""
        live = Page.objects.filter(
            pk=OuterRef("page_id"), live=True, live_revision_id=OuterRef("revision_id")
        )
        cleared = Clearance.objects.filter(page_id=OuterRef("page_id"), revision_id=OuterRef("revision_id"))
        return self.filter(Exists(live), Exists(cleared))


class SealedFile(AppendOnly):
    """A file as it was when its page was submitted or cleared (随稿封存的文件)."""

    kind = models.CharField("类别", max_length=10, choices=FileKind.choices)
    file_id = models.BigIntegerField("文件编号")
    title = models.CharField("名称", max_length=255)
    name = models.CharField("存储位置", max_length=255, db_index=True)
    sha256 = models.CharField("文件指纹", max_length=64)
    page_id = models.BigIntegerField("页面编号")
    page_title = models.CharField("页面标题", max_length=255)
    revision_id = models.BigIntegerField("版本编号", db_index=True)
    at = models.DateTimeField("封存时间", default=timezone.now)

    objects: ClassVar = SealedFileQuerySet.as_manager()
    # Set by ``binding``.
    is_cleared: bool

    class Meta:
        ordering = ["pk"]
        verbose_name = "封存文件"
        verbose_name_plural = "封存文件"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "file_id", "revision_id"], name="file_sealed_once_per_revision"
            )
        ]

    def __str__(self) -> str:
        return f"《{self.page_title}》{self.title}"
