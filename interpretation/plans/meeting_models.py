"""Opinions on a document before it goes to a meeting (会前预审), and that it may go (可上会, R-085)."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from foundation.signoff.models import AppendOnly

from .enums import Meeting, Stance


class MeetingOpinion(AppendOnly):
    """What one of the reviewing bodies said about 起草说明 and 解读方案; its last one counts."""

    document_id = models.BigIntegerField("文件编号", db_index=True)
    revision_id = models.BigIntegerField("文件版本", null=True)
    reviewer = models.CharField("预审单位", max_length=20)
    stance = models.CharField("意见", max_length=10, choices=Stance.choices)
    words = models.CharField("意见内容", max_length=500)
    given_by = models.CharField("出具人", max_length=50, help_text="预审单位的签署人")
    given_on = models.DateField("出具日期", default=timezone.localdate)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    post_title = models.CharField("岗位", max_length=120)
    at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = "会前预审意见"
        verbose_name_plural = "会前预审意见"

    def __str__(self) -> str:
        return f"{self.get_stance_display()}({self.given_by},{self.given_on})"


class MeetingClearance(AppendOnly):
    """That a document was declared ready for a meeting (可上会), with the opinions of that moment."""

    document_id = models.BigIntegerField("文件编号", db_index=True)
    revision_id = models.BigIntegerField("文件版本", null=True)
    meeting = models.CharField("会议", max_length=20, choices=Meeting.choices)
    opinions = models.JSONField("预审意见", default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = "可上会登记"
        verbose_name_plural = "可上会登记"

    def __str__(self) -> str:
        return f"可上会：{self.get_meeting_display()}"
