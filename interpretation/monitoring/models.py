"""Findings (舆情信息), their record, and who was told. Restricted: nothing of it is ever public.

No model of this app is in Wagtail's reference index: “usage” would show editors which pages answer which finding.
"""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from foundation.organisations.models import Body, Unit
from foundation.signoff.models import AppendOnly

from .enums import DONE_STATES, GRAVE_LEVELS, Channel, EventKind, Level, Notice, State


class FindingQuerySet(models.QuerySet["Finding"]):
    """Findings in the words of those on duty."""

    def running(self) -> "FindingQuerySet":
        """Neither archived nor dismissed."""
        return self.exclude(state__in=DONE_STATES)

    def grave(self) -> "FindingQuerySet":
        """特别重大 and 重大."""
        return self.filter(level__in=GRAVE_LEVELS)

    def known_between(self, first: dt.datetime, last: dt.datetime) -> "FindingQuerySet":
        """Known at or after ``first`` and before ``last``."""
        return self.filter(known_at__gte=first, known_at__lt=last)


class Finding(models.Model):
    """One public concern (舆情信息) from 知悉 to 归档. Times are whole minutes (R-141)."""

    wagtail_reference_index_ignore = True
    body = models.ForeignKey(Body, models.PROTECT, related_name="findings", verbose_name="机构")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="findings", verbose_name="收集科室"
    )
    handling_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="handled_findings", verbose_name="责任科室"
    )
    channel = models.CharField("来源渠道", max_length=20, choices=Channel.choices)
    source = models.ForeignKey(
        "monitoring.Source", models.PROTECT, null=True, blank=True, related_name="findings",
        verbose_name="信息来源",
    )  # fmt: skip
    link = models.URLField("链接", max_length=500, blank=True)
    title = models.CharField("主题", max_length=120)
    happened_at = models.CharField("时间", max_length=60, blank=True)
    place = models.CharField("地点", max_length=120, blank=True)
    content = models.TextField("主要内容", max_length=3000, blank=True)
    spread = models.TextField("传播情况", max_length=1000, blank=True)
    demands = models.TextField("主要诉求", max_length=1000, blank=True)
    suggestion = models.TextField("处置建议", max_length=1000, blank=True)
    level = models.CharField("级别", max_length=20, choices=Level.choices)
    is_emergency = models.BooleanField("突发事件", default=False)
    known_at = models.DateTimeField("知悉时间")
    reported_at = models.DateTimeField("上报时间", null=True, blank=True)
    # Kept with the finding when it is reported, so that statistics need no ledger row.
    report_due_at = models.DateTimeField("上报到期", null=True, blank=True)
    late_minutes = models.PositiveIntegerField("迟报分钟", default=0)
    is_omitted = models.BooleanField("漏报", default=False)
    omitted_words = models.CharField("漏报说明", max_length=300, blank=True)
    state = models.CharField("状态", max_length=20, choices=State.choices, default=State.REGISTERED)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人"
    )
    created_at = models.DateTimeField("登记时间", default=timezone.now)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)
    closing_words = models.TextField("办结情况", max_length=1000, blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["-known_at", "-pk"]
        verbose_name = "舆情信息"
        verbose_name_plural = "舆情信息"
        constraints = [
            models.CheckConstraint(
                condition=Q(reported_at__isnull=True) | Q(reported_at__gte=F("known_at")),
                name="finding_reported_after_known",
                violation_error_message="上报时间不能早于知悉时间。",
            ),
            models.CheckConstraint(
                condition=Q(reported_at__isnull=True) | ~Q(place=""),
                name="finding_reported_with_place",
                violation_error_message="报送须写明地点。",
            ),
        ]
        indexes = [
            models.Index(fields=["body", "state", "-known_at"], name="finding_body_state"),
            models.Index(fields=["body", "known_at", "channel", "level"], name="finding_statistics"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def number(self) -> str:
        """How papers and other screens call it; tells nothing of what it is about."""
        return f"YQ{timezone.localdate(self.created_at):%Y%m%d}-{self.pk}"

    @property
    def is_grave(self) -> bool:
        return self.level in GRAVE_LEVELS

    @property
    def is_running(self) -> bool:
        return self.state not in DONE_STATES


class FindingEvent(AppendOnly):
    """What happened to a finding, in one sentence; a change of level keeps the dates before and after."""

    wagtail_reference_index_ignore = True
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="events", verbose_name="舆情信息")
    kind = models.CharField("事件", max_length=20, choices=EventKind.choices)
    words = models.TextField("说明")
    data = models.JSONField("数据", default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="经办人"
    )
    post_title = models.CharField("岗位", max_length=120, blank=True)
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = "舆情办理记录"
        verbose_name_plural = "舆情办理记录"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.words}"


class Delivery(models.Model):
    """Who was told of a finding and when the person opened it (送达); nothing stays on a desk (不压报)."""

    wagtail_reference_index_ignore = True
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="deliveries", verbose_name="舆情信息")
    kind = models.CharField("事由", max_length=20, choices=Notice.choices)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="收件人"
    )
    post_title = models.CharField("岗位", max_length=120)
    at = models.DateTimeField("送达时间", default=timezone.now)
    read_at = models.DateTimeField("阅知时间", null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = "舆情送达"
        verbose_name_plural = "舆情送达"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.recipient}"


# Tables of their own files, for Django to find.
from .evidence_models import EvidenceFile  # noqa: E402, F401
from .handling_models import Assessment, Evaluation, HandlingPlan, Measure, Response  # noqa: E402, F401
from .roster_models import PolicySummary, Shift, Source, WatchItem  # noqa: E402, F401
