"""What is done about a finding: assessment, plan, measures, response, evaluation."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from foundation.organisations.models import Unit
from foundation.signoff.models import AppendOnly

from .enums import Level, PlanState, ResponseKind, Trend

PERSON = settings.AUTH_USER_MODEL


class Assessment(AppendOnly):
    """One assessment (研判会商): who sat together, what they expect and advise (R-142)."""

    wagtail_reference_index_ignore = True
    finding = models.ForeignKey(
        "monitoring.Finding", models.PROTECT, related_name="assessments", verbose_name="舆情信息"
    )
    held_at = models.DateTimeField("研判时间")
    attendees = models.CharField("参加人员", max_length=300)
    level = models.CharField("研判级别", max_length=20, choices=Level.choices)
    trend = models.CharField("走势", max_length=20, choices=Trend.choices)
    opinion = models.TextField("研判意见", max_length=2000)
    needs_response = models.BooleanField("需要公开回应", default=True)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = "研判记录"
        verbose_name_plural = "研判记录"

    def __str__(self) -> str:
        return f"{self.get_level_display()}，{self.get_trend_display()}"


class HandlingPlan(models.Model):
    """One handling plan (处置方案, R-143); a returned one is written again as the next version."""

    wagtail_reference_index_ignore = True
    finding = models.ForeignKey(
        "monitoring.Finding", models.PROTECT, related_name="plans", verbose_name="舆情信息"
    )
    version = models.PositiveSmallIntegerField("版次", default=1)
    measures_words = models.TextField("处置措施", max_length=2000)
    statement = models.TextField("统一口径", max_length=2000)
    spokesperson = models.CharField("发言人", max_length=60)
    channels = models.CharField("发布渠道", max_length=200)
    schedule = models.TextField("时间安排", max_length=1000)
    contingency = models.CharField("启动的应急预案", max_length=200, blank=True)
    contingency_key = models.CharField("预案编号", max_length=80, blank=True)
    # What the registered features offered when the plan was approved: [{"label": …, "url": …}].
    links = models.JSONField("办理入口", default=list)
    state = models.CharField("状态", max_length=20, choices=PlanState.choices, default=PlanState.SUBMITTED)
    drafted_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name="拟稿人")
    drafted_at = models.DateTimeField("拟稿时间", default=timezone.now)
    decided_by = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="批准人"
    )
    decided_at = models.DateTimeField("批准时间", null=True, blank=True)
    decision_words = models.CharField("批示", max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = "处置方案"
        verbose_name_plural = "处置方案"
        constraints = [
            models.UniqueConstraint(fields=["finding", "version"], name="handling_plan_version"),
            models.UniqueConstraint(
                fields=["finding"],
                condition=Q(state__in=["draft", "submitted", "approved"]),
                name="handling_plan_one_in_force",
                violation_error_message="本件已有处置方案，请先办理该方案。",
            ),
        ]

    def __str__(self) -> str:
        return f"处置方案第{self.version}版（{self.get_state_display()}）"


class Measure(models.Model):
    """One thing to be done until a day (工作措施), from an assessment or a plan."""

    wagtail_reference_index_ignore = True
    finding = models.ForeignKey(
        "monitoring.Finding", models.PROTECT, related_name="measures", verbose_name="舆情信息"
    )
    assessment = models.ForeignKey(
        Assessment, models.PROTECT, null=True, blank=True, related_name="measures", verbose_name="研判"
    )
    plan = models.ForeignKey(
        HandlingPlan, models.PROTECT, null=True, blank=True, related_name="measures", verbose_name="方案"
    )
    words = models.CharField("措施", max_length=300)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="责任科室"
    )
    due_on = models.DateField("完成期限")
    done_at = models.DateTimeField("完成时间", null=True, blank=True)
    done_by = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="完成人"
    )
    done_words = models.CharField("完成情况", max_length=500, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = "工作措施"
        verbose_name_plural = "工作措施"

    def __str__(self) -> str:
        return self.words


class Response(models.Model):
    """A public page that answers (回应, R-144). The page knows nothing of the finding."""

    wagtail_reference_index_ignore = True
    finding = models.ForeignKey(
        "monitoring.Finding", models.PROTECT, related_name="responses", verbose_name="舆情信息"
    )
    page = models.ForeignKey(Page, models.SET_NULL, null=True, related_name="+", verbose_name="回应页面")
    page_title = models.CharField("页面标题", max_length=255)
    kind = models.CharField("类别", max_length=20, choices=ResponseKind.choices)
    published_at = models.DateTimeField("公开时间", null=True, blank=True)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name="关联人")
    at = models.DateTimeField("关联时间", default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = "舆情回应"
        verbose_name_plural = "舆情回应"
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "page", "kind"],
                name="response_once",
                violation_error_message="该页面已关联为本件的回应。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.page_title}"


class Evaluation(AppendOnly):
    """What the handling was worth and what it teaches (总结评估, R-145); the lessons are the library."""

    wagtail_reference_index_ignore = True
    finding = models.OneToOneField(
        "monitoring.Finding", models.PROTECT, related_name="evaluation", verbose_name="舆情信息"
    )
    timeliness = models.PositiveSmallIntegerField("时效", validators=[MaxValueValidator(100)])
    quality = models.PositiveSmallIntegerField("报送质量", validators=[MaxValueValidator(100)])
    effect = models.PositiveSmallIntegerField("处置效果", validators=[MaxValueValidator(100)])
    score = models.PositiveSmallIntegerField("得分", validators=[MaxValueValidator(100)])
    summary = models.TextField("处置总结", max_length=2000)
    problems = models.TextField("存在问题", max_length=1000, blank=True)
    topic = models.CharField("经验主题", max_length=80)
    lessons = models.TextField("经验教训", max_length=2000)
    needs_accountability = models.BooleanField("建议启动问责程序", default=False)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name="评估人")
    at = models.DateTimeField("评估时间", default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "舆情评估"
        verbose_name_plural = "舆情评估"

    def __str__(self) -> str:
        return f"{self.topic}（{self.score}分）"
