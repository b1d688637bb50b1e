"""Which periodic jobs run when, and what they did."""

from django.db import models
from django.utils import timezone

from .enums import Outcome


class JobState(models.Model):
    """Where a job stands. Its row is the lock: who changes it from what it saw may run the job."""

    key = models.CharField("任务", max_length=60, primary_key=True)
    leased_until = models.DateTimeField("占用至", null=True)
    last_started_at = models.DateTimeField("最近开始", null=True)
    last_finished_at = models.DateTimeField("最近结束", null=True)
    last_succeeded_at = models.DateTimeField("最近成功", null=True)
    outcome = models.CharField("结果", max_length=20, choices=Outcome.choices, blank=True)

    class Meta:
        verbose_name = "周期任务状态"
        verbose_name_plural = "周期任务状态"

    def __str__(self) -> str:
        return self.key


class JobRun(models.Model):
    """One run that did something, or failed, or was broken off."""

    key = models.CharField("任务", max_length=60)
    started_at = models.DateTimeField("开始")
    finished_at = models.DateTimeField("结束", default=timezone.now)
    outcome = models.CharField("结果", max_length=20, choices=Outcome.choices)
    words = models.TextField("办理情况", blank=True)

    class Meta:
        verbose_name = "周期任务记录"
        verbose_name_plural = "周期任务记录"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["key", "-id"], name="jobrun_of_job")]

    def __str__(self) -> str:
        return f"{self.key} {timezone.localtime(self.started_at):%Y-%m-%d %H:%M} {self.get_outcome_display()}"
