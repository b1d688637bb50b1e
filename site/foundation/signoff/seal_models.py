"""The append-only records that make an approval provable: seals, their chain, and what they permit."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone

from .digests import chained
from .enums import ClearanceKind, Decision


class AppendOnlyQuerySet(models.QuerySet):
    """Rows are added and read, never changed in bulk."""

    def update(self, **kwargs):
        raise PermissionDenied("审签记录只能追加，不能修改。")

    def bulk_update(self, *args, **kwargs):
        raise PermissionDenied("审签记录只能追加，不能修改。")

    def delete(self):
        raise PermissionDenied("审签记录只能追加，不能删除。")


class AppendOnly(models.Model):
    """A record that is written once."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        if self.pk and not self._state.adding:
            raise PermissionDenied("审签记录只能追加，不能修改。")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise PermissionDenied("审签记录只能追加，不能删除。")


class Seal(AppendOnly):
    """One decision over one content (封签): who, in which post, what, over which digest, after which record."""

    page_id = models.BigIntegerField("页面编号", db_index=True)
    page_title = models.CharField("标题", max_length=255)
    revision_id = models.BigIntegerField("版本编号", null=True)
    workflow_state_id = models.BigIntegerField("送审编号", null=True, db_index=True)
    step = models.CharField("环节", max_length=255)
    post_title = models.CharField("岗位", max_length=120, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="人员"
    )
    person_name = models.CharField("姓名", max_length=150)
    on_behalf_of = models.CharField("代签（代理谁）", max_length=150, blank=True)
    decision = models.CharField("决定", max_length=20, choices=Decision.choices)
    opinion = models.TextField("意见", blank=True)
    checks = models.JSONField("已核对事项", default=list)
    content_digest = models.CharField("内容指纹", max_length=64)
    details = models.JSONField("分项", default=dict)
    imprint = models.CharField("数据行指纹", max_length=64, blank=True)
    address = models.GenericIPAddressField("网络地址", null=True)
    at = models.DateTimeField("时间", default=timezone.now)
    previous_digest = models.CharField("上一记录指纹", max_length=64)
    digest = models.CharField("本记录指纹", max_length=64, unique=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = "封签"
        verbose_name_plural = "封签"

    def __str__(self) -> str:
        return f"{self.step} {self.person_name} {self.get_decision_display()}"

    @property
    def signature(self) -> str:
        """Who signed, and for whom."""
        return f"{self.person_name}（代 {self.on_behalf_of} 签）" if self.on_behalf_of else self.person_name

    @property
    def ticked(self) -> str:
        """The ticked items on one line."""
        return ";".join(map(str, self.checks))

    @classmethod
    def chained_names(cls) -> list[str]:
        """Names of everything the record's own digest covers."""
        left_out = {"id", "previous_digest", "digest"}
        return [f.attname for f in cls._meta.concrete_fields if f.attname not in left_out]

    @property
    def chained_fields(self) -> dict[str, object]:
        """Everything the record's own digest covers."""
        return chained({name: getattr(self, name) for name in self.chained_names()})


class SealHead(models.Model):
    """The newest digest. Its one row is locked while a seal is appended, so that the chain never forks."""

    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.digest


class Publication(models.Model):
    """That a page is being published, within the transaction that does it: the triggers let content change."""

    page_id = models.BigIntegerField(primary_key=True)

    def __str__(self) -> str:
        return str(self.page_id)


class Clearance(AppendOnly):
    """Permission for exactly one revision with exactly this content to be live."""

    page_id = models.BigIntegerField("页面编号", db_index=True)
    revision_id = models.BigIntegerField("版本编号", unique=True)
    kind = models.CharField("依据", max_length=20, choices=ClearanceKind.choices)
    content_digest = models.CharField("内容指纹", max_length=64)
    seal = models.ForeignKey(Seal, models.PROTECT, verbose_name="封签")
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = "发布许可"
        verbose_name_plural = "发布许可"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.revision_id}"
