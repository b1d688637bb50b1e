"""Who is on duty, where we listen, and what is watched."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from foundation.organisations.models import Body, Unit
from foundation.signoff.models import AppendOnly

from .enums import Channel, WatchKind

PERSON = settings.AUTH_USER_MODEL


class Shift(models.Model):
    """One person on duty from one moment to another (值班, R-135)."""

    wagtail_reference_index_ignore = True
    body = models.ForeignKey(Body, models.CASCADE, related_name="shifts", verbose_name="机构")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="shifts", verbose_name="值班人")
    starts_at = models.DateTimeField("自")
    ends_at = models.DateTimeField("至")
    note = models.CharField("备注", max_length=100, blank=True)

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = "值班"
        verbose_name_plural = "值班表"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="shift_in_order",
                violation_error_message="值班结束时间应晚于开始时间。",
            ),
            models.UniqueConstraint(
                fields=["body", "person", "starts_at"],
                name="shift_once",
                violation_error_message="该人员该时段已经排班。",
            ),
        ]
        indexes = [models.Index(fields=["body", "ends_at"], name="shift_body_ends")]

    def __str__(self) -> str:
        return f"{self.person} {timezone.localtime(self.starts_at):%m-%d %H:%M}"


class Source(models.Model):
    """One place where the body listens (信息来源, R-135)."""

    wagtail_reference_index_ignore = True
    body = models.ForeignKey(Body, models.CASCADE, related_name="concern_sources", verbose_name="机构")
    name = models.CharField("名称", max_length=80)
    channel = models.CharField("渠道", max_length=20, choices=Channel.choices)
    address = models.CharField("地址或者联系方式", max_length=200, blank=True)
    looked_at = models.CharField("查看频次", max_length=60, blank=True)
    is_used = models.BooleanField("在用", default=True)

    class Meta:
        ordering = ["channel", "name"]
        verbose_name = "信息来源"
        verbose_name_plural = "信息来源"
        constraints = [
            models.UniqueConstraint(
                fields=["body", "name"], name="source_once", violation_error_message="已有同名信息来源。"
            )
        ]

    def __str__(self) -> str:
        return self.name


class WatchItem(models.Model):
    """What is watched for a while (关注清单, R-137): an area, a topic or group, a time. Never a person."""

    wagtail_reference_index_ignore = True
    body = models.ForeignKey(Body, models.CASCADE, related_name="watch_items", verbose_name="机构")
    kind = models.CharField("类别", max_length=10, choices=WatchKind.choices)
    subject = models.CharField("对象", max_length=120)
    reason = models.CharField("关注事由", max_length=300, blank=True)
    responsible = models.ForeignKey(PERSON, models.PROTECT, related_name="watch_items", verbose_name="负责人")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="属地或者责任科室"
    )
    starts_on = models.DateField("自", default=timezone.localdate)
    ends_on = models.DateField("至", null=True, blank=True)
    created_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name="登记人")
    created_at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        ordering = ["kind", "-starts_on", "pk"]
        verbose_name = "关注事项"
        verbose_name_plural = "关注清单"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="watch_item_in_order",
                violation_error_message="止日不能早于起日。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.subject}"

    def runs_on(self, day: dt.date) -> bool:
        """Whether it is watched on that day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


class PolicySummary(AppendOnly):
    """What was heard of a key policy in one week (舆情周报, R-138)."""

    wagtail_reference_index_ignore = True
    document_id = models.BigIntegerField("文件编号", db_index=True)
    week = models.PositiveSmallIntegerField("周次")
    words = models.TextField("情况小结", max_length=2000)
    concerns = models.PositiveIntegerField("收集意见条数", default=0)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name="填报人")
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        ordering = ["week"]
        verbose_name = "重点政策舆情周报"
        verbose_name_plural = "重点政策舆情周报"
        constraints = [
            models.UniqueConstraint(
                fields=["document_id", "week"],
                name="policy_summary_once",
                violation_error_message="本周的小结已经填报。",
            )
        ]

    def __str__(self) -> str:
        return f"第{self.week}周"
