"""Content that was public elsewhere before and comes in batches that a leader signs once (历史迁移)."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from foundation.organisations.models import Body

from .digests import list_digest
from .enums import ItemState
from .seal_models import Seal


class MigrationBatch(models.Model):
    """A list of drafts with their digests. Once signed it never changes; only what became of its pages is noted."""

    name = models.CharField("批次名称", max_length=200)
    source = models.CharField("原公开网站", max_length=200, blank=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="机构")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="组批人"
    )
    created_at = models.DateTimeField("组批时间", default=timezone.now)
    writers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", blank=True, verbose_name="拟稿人和修改人"
    )
    left_out = models.JSONField("未列入的页面", default=list)
    seal = models.OneToOneField(Seal, models.PROTECT, null=True, related_name="batch", verbose_name="封签")

    class Meta:
        ordering = ["-pk"]
        verbose_name = "历史迁移批次"
        verbose_name_plural = "历史迁移批次"

    def __str__(self) -> str:
        return self.name

    def list_digest(self) -> str:
        """The digest over the batch's list as it is stored."""
        return list_digest(self.items.values_list("page_id", "revision_id", "content_digest"))


class MigrationItem(models.Model):
    """One page of a batch: which revision with which content."""

    batch = models.ForeignKey(MigrationBatch, models.PROTECT, related_name="items", verbose_name="批次")
    page_id = models.BigIntegerField("页面编号", db_index=True)
    revision_id = models.BigIntegerField("版本编号", db_index=True)
    content_digest = models.CharField("内容指纹", max_length=64)
    title = models.CharField("标题", max_length=255)
    original_published_at = models.DateTimeField("原发布时间")
    opened_at = models.DateTimeField("签发领导打开时间", null=True)
    state = models.CharField("结果", max_length=10, choices=ItemState.choices, default=ItemState.WAITING)
    reason = models.TextField("未公开的原因", blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = "批次中的页面"
        verbose_name_plural = "批次中的页面"
        constraints = [models.UniqueConstraint(fields=["batch", "page_id"], name="page_once_per_batch")]
        indexes = [models.Index(fields=["batch", "state", "id"], name="migration_item_state")]

    def __str__(self) -> str:
        return self.title
