"""What takes a page down again (撤下), and what was done in an emergency and is reviewed afterwards (补审)."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Body, Unit

from .enums import (
    OPEN_MEASURES,
    OPEN_REQUESTS,
    MeasureKind,
    MeasureState,
    RequestState,
    TakedownCategory,
    TakedownKind,
)
from .seal_models import AppendOnly, Seal


class Takedown(AppendOnly):
    """That one revision may no longer be live: the opposite of a clearance, and what its tombstone says."""

    page_id = models.BigIntegerField("页面编号", db_index=True)
    revision_id = models.BigIntegerField("版本编号", unique=True)
    kind = models.CharField("方式", max_length=20, choices=TakedownKind.choices)
    category = models.CharField("原因类别", max_length=20, choices=TakedownCategory.choices)
    is_emergency = models.BooleanField("紧急撤下", default=False)
    title = models.CharField("标题", max_length=255)
    document_number = models.CharField("文号", max_length=100, blank=True)
    url_path = models.CharField("原地址", max_length=1000, db_index=True)
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name="发布机构")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="责任科室")
    seal = models.ForeignKey(Seal, models.PROTECT, verbose_name="封签")
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = "撤下记录"
        verbose_name_plural = "撤下记录"

    def __str__(self) -> str:
        return f"{self.get_category_display()} {self.title}"


class TakedownRequest(models.Model):
    """A request to take a live page down (撤下申请), approved by the office and then by a leader."""

    page = models.ForeignKey(
        "wagtailcore.Page", models.PROTECT, related_name="takedown_requests", verbose_name="页面"
    )
    revision_id = models.BigIntegerField("申请时的公开版本")
    title = models.CharField("标题", max_length=255)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="发布机构")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="责任科室")
    kind = models.CharField("方式", max_length=20, choices=TakedownKind.choices)
    category = models.CharField("原因类别", max_length=20, choices=TakedownCategory.choices)
    reason = models.TextField("具体理由", max_length=2000)
    state = models.CharField(
        "状态", max_length=20, choices=RequestState.choices, default=RequestState.AT_OFFICE
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="申请人"
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="复审人"
    )
    requested_at = models.DateTimeField("申请时间", default=timezone.now)
    waiting_since = models.DateTimeField("送达本环节", default=timezone.now)
    finished_at = models.DateTimeField("办结时间", null=True)

    class Meta:
        ordering = ["waiting_since", "pk"]
        verbose_name = "撤下申请"
        verbose_name_plural = "撤下申请"
        constraints = [
            models.UniqueConstraint(
                fields=["page"],
                condition=models.Q(state__in=sorted(OPEN_REQUESTS)),
                name="one_open_takedown_per_page",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}({self.get_state_display()})"

    @property
    def is_open(self) -> bool:
        """Whether somebody must still decide."""
        return self.state in OPEN_REQUESTS


class EmergencyMeasure(models.Model):
    """Something done at once by a named post, which others must review afterwards (待补审)."""

    kind = models.CharField("措施", max_length=20, choices=MeasureKind.choices)
    page = models.ForeignKey(
        "wagtailcore.Page", models.PROTECT, related_name="emergency_measures", verbose_name="页面"
    )
    title = models.CharField("标题", max_length=255)
    revision_id = models.BigIntegerField("版本编号")
    previous_revision_id = models.BigIntegerField("此前审签完成的版本", default=0)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="发布机构")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="责任科室")
    category = models.CharField("原因类别", max_length=20, choices=TakedownCategory.choices, blank=True)
    reason = models.TextField("理由", max_length=2000)
    post_kind = models.CharField("决定人岗位", max_length=20, choices=PostKind.choices)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="决定人"
    )
    declared_at = models.DateTimeField("决定时间", default=timezone.now)
    state = models.CharField(
        "补审", max_length=20, choices=MeasureState.choices, default=MeasureState.WAITING
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="补审人"
    )
    opinion = models.TextField("补审意见", blank=True)
    reviewed_at = models.DateTimeField("补审时间", null=True)

    class Meta:
        ordering = ["declared_at", "pk"]
        verbose_name = "应急处置"
        verbose_name_plural = "应急处置"
        constraints = [
            models.UniqueConstraint(
                fields=["page", "kind"],
                condition=models.Q(state__in=sorted(OPEN_MEASURES)),
                name="one_open_measure_per_page_and_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.title}({self.get_state_display()})"

    @property
    def is_open(self) -> bool:
        """Whether it is still to be reviewed, or failed and not yet put right."""
        return self.state in OPEN_MEASURES

    @property
    def still_public(self) -> bool:
        """Emergency publications stay public until they are taken down; withdrawals are not public."""
        return self.kind == MeasureKind.PUBLICATION
