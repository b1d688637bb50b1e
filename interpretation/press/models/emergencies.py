"""The plan for reporting on emergencies (突发事件新闻报道预案), and what happened when it was used. R-124."""

from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from foundation.organisations.models import Body
from foundation.signoff.models import AppendOnly

from .people import person


class EmergencyPlan(ClusterableModel):
    """One plan of a body."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="机构")
    title = models.CharField("预案名称", max_length=120)
    templates = models.TextField(
        "发布稿模板", max_length=8000, help_text="首发通稿、续报、口径模板；用“〔〕”标出待填的内容"
    )
    reviewed_on = models.DateField("最近评审日期", default=timezone.localdate)
    is_active = models.BooleanField("现行", default=True)

    class Meta:
        ordering = ["body", "pk"]
        verbose_name = "突发事件新闻报道预案"
        verbose_name_plural = "突发事件新闻报道预案"

    def __str__(self) -> str:
        return self.title


class PlanContact(models.Model):
    """One person of the contact tree (联络树); level 1 is told first."""

    plan = ParentalKey(EmergencyPlan, on_delete=models.CASCADE, related_name="contacts")
    level = models.PositiveSmallIntegerField("层级", default=1, help_text="1 最先通知")
    role = models.CharField("职责", max_length=60)
    name = models.CharField("姓名", max_length=50)
    phone = models.CharField("电话", max_length=60)

    class Meta:
        ordering = ["level", "pk"]
        verbose_name = "联络人"
        verbose_name_plural = "联络树"

    def __str__(self) -> str:
        return f"{self.role} {self.name}"


class PlanStep(models.Model):
    """One step of the plan, and within how many minutes of the activation (本机关内部目标)."""

    plan = ParentalKey(EmergencyPlan, on_delete=models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField("顺序", default=1)
    title = models.CharField("步骤", max_length=200)
    role = models.CharField("责任人", max_length=60)
    minutes = models.PositiveIntegerField("启动后几分钟内")

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = "步骤"
        verbose_name_plural = "处置步骤"

    def __str__(self) -> str:
        return self.title

    @property
    def within(self) -> str:
        """The time in words: whole hours as hours."""
        hours, minutes = divmod(self.minutes, 60)
        return f"{hours}小时" if hours and not minutes else f"{self.minutes}分钟"


class PlanActivation(AppendOnly):
    """That a plan was put to work, with the people who were to be called as they stood then."""

    plan = models.ForeignKey(EmergencyPlan, models.PROTECT, related_name="activations")
    event = models.CharField("事件", max_length=300)
    contacts = models.JSONField("联络人", default=list)
    by = person("启动人")
    at = models.DateTimeField("启动时间", default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "预案启动"
        verbose_name_plural = "预案启动"

    def __str__(self) -> str:
        return self.event


class ActivationTask(models.Model):
    """A step to be done in this activation."""

    activation = models.ForeignKey(PlanActivation, models.PROTECT, related_name="tasks")
    title = models.CharField("任务", max_length=200)
    role = models.CharField("责任人", max_length=60)
    due_at = models.DateTimeField("时限")
    done_at = models.DateTimeField("完成时间", null=True, blank=True)
    done_by = person("完成人", null=True, blank=True)

    class Meta:
        ordering = ["due_at", "pk"]
        verbose_name = "处置任务"
        verbose_name_plural = "处置任务"

    def __str__(self) -> str:
        return self.title


class ActivationEntry(AppendOnly):
    """One line of the log of an activation."""

    activation = models.ForeignKey(PlanActivation, models.PROTECT, related_name="entries")
    words = models.CharField("记录", max_length=500)
    by = person("记录人")
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = "启动日志"
        verbose_name_plural = "启动日志"

    def __str__(self) -> str:
        return self.words
