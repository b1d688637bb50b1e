"""What readers reported, and what was done about it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from wagtail.models import Page

from foundation.organisations.models import Body, Unit

from .enums import State

LONGEST_SENTENCE, LONGEST_PROBLEM, LONGEST_CONTACT = 300, 1000, 100


class PageCorrectionReport(models.Model):
    """One report of one fault (纠错来件). Contact data goes when the report is closed for long enough."""

    page = models.ForeignKey(Page, models.SET_NULL, null=True, related_name="+", verbose_name="页面")
    page_title = models.CharField("页面标题", max_length=255)
    revision_id = models.BigIntegerField("来件时公开的版本", null=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="机构")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="责任科室")
    sentence = models.CharField("有误的语句", max_length=LONGEST_SENTENCE, blank=True)
    problem = models.TextField("错误说明", max_length=LONGEST_PROBLEM)
    contact = models.CharField("联系方式", max_length=LONGEST_CONTACT, blank=True)
    received_at = models.DateTimeField("收到时间", default=timezone.now)
    state = models.CharField("办理结果", max_length=20, choices=State.choices, default=State.WAITING)
    reply = models.TextField("办理说明", max_length=1000, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="办理人"
    )
    handler_name = models.CharField("办理人姓名", max_length=150, blank=True)
    handled_at = models.DateTimeField("办结时间", null=True)

    class Meta:
        ordering = ["-received_at", "-pk"]
        verbose_name = "纠错来件"
        verbose_name_plural = "纠错来件"

    def __str__(self) -> str:
        return f"{self.number}《{self.page_title}》"

    @property
    def number(self) -> str:
        """What the reader is given as receipt."""
        return f"JC{timezone.localdate(self.received_at):%Y%m%d}-{self.pk}"

    @property
    def is_waiting(self) -> bool:
        return self.state == State.WAITING
