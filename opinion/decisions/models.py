"""The yearly catalogue of major decisions, its decisions and their stages (R-103)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from wagtail.models import Page

from foundation.organisations.models import Body, Unit
from foundation.signoff.models import AppendOnly

from .enums import Stage
from .rules import Record, latest, present


class DecisionCatalogue(models.Model):
    """What a body will decide on in a year (决策事项目录, 国令713号 第三条). Public once a leader has signed it."""

    body = models.ForeignKey(
        Body, models.PROTECT, related_name="decision_catalogues", verbose_name="决策机关"
    )
    year = models.PositiveSmallIntegerField("年度")
    approval = models.CharField(
        "同意公布的依据", max_length=200, blank=True, help_text="如 2026年3月2日县委常委会会议研究同意"
    )
    published_at = models.DateTimeField("公布时间", null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="签发人",
    )

    class Meta:
        ordering = ["-year", "body"]
        verbose_name = "重大行政决策目录"
        verbose_name_plural = "重大行政决策目录"
        constraints = [models.UniqueConstraint(fields=["body", "year"], name="one_catalogue_a_year")]

    def __str__(self) -> str:
        return f"{self.body.name}{self.year}年度重大行政决策目录"

    @property
    def is_public(self) -> bool:
        return self.published_at is not None


class Decision(models.Model):
    """One matter of the catalogue (决策事项). Public from the day of the catalogue, or of its adding later."""

    catalogue = models.ForeignKey(
        DecisionCatalogue, models.PROTECT, related_name="decisions", verbose_name="目录"
    )
    matter = models.CharField("决策事项", max_length=200)
    office = models.CharField("承办单位", max_length=100)
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name="责任科室", help_text="在平台上登记各环节的科室"
    )
    basis = models.TextField("决策依据", max_length=500, blank=True)
    planned = models.CharField("计划完成时间", max_length=60, blank=True, help_text="如 第三季度")
    published_at = models.DateTimeField("列入目录公布的时间", null=True, blank=True)
    document = models.ForeignKey(
        Page, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="决策文件"
    )
    left_at = models.DateTimeField("调出时间", null=True, blank=True)
    leave_reason = models.CharField("调出理由", max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = "重大行政决策"
        verbose_name_plural = "重大行政决策"
        constraints = [
            models.UniqueConstraint(fields=["catalogue", "matter"], name="matter_once_in_a_catalogue")
        ]

    def __str__(self) -> str:
        return self.matter

    @property
    def is_public(self) -> bool:
        return self.published_at is not None

    @property
    def records(self) -> list["StageRecord"]:
        """Every record, oldest first; from what was fetched along where it was."""
        return list(self.stage_records.all())

    @property
    def stage(self) -> str:
        """The present stage in words."""
        if self.left_at:
            return "已调出目录"
        found = present(record.as_rule() for record in self.records)
        return Stage(found).label if found else "尚未启动"

    @property
    def course(self) -> list[tuple[Stage, "StageRecord | None"]]:
        """Every stage with the record that holds for it."""
        held = latest(record.as_rule() for record in self.records)
        by_stage = {record.stage: record for record in self.records}
        return [(stage, by_stage.get(stage) if stage in held else None) for stage in Stage]


class StageRecord(AppendOnly):
    """One stage was gone through, or need not be. A mistake is put right by a later record."""

    decision = models.ForeignKey(
        Decision, models.PROTECT, related_name="stage_records", verbose_name="决策事项"
    )
    stage = models.CharField("环节", max_length=20, choices=Stage.choices)
    on = models.DateField("日期")
    applies = models.BooleanField("经过本环节", default=True)
    note = models.CharField("情况说明", max_length=300, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人"
    )
    recorded_at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = "环节记录"
        verbose_name_plural = "环节记录"

    def __str__(self) -> str:
        return f"{self.get_stage_display()} {self.on}"

    def as_rule(self) -> Record:
        return Record(self.stage, self.on, self.applies)


# Pages of their own file, for Django to find.
from .meeting_models import MeetingAttendee, MeetingPage  # noqa: E402, F401
