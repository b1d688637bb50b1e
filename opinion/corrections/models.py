"""What readers reported, and what was done about it."""

from django.conf import settings
from django.db import models
from wagtail.models import Page

from foundation.submissions.models import Submission

from .enums import State

LONGEST_SENTENCE, LONGEST_PROBLEM, LONGEST_CONTACT = 300, 1000, 100


class PageCorrectionReport(Submission):
    """One report of one fault (纠错来件); ``text`` says what is wrong."""

    page = models.ForeignKey(Page, models.SET_NULL, null=True, related_name="+", verbose_name="页面")
    page_title = models.CharField("页面标题", max_length=255)
    revision_id = models.BigIntegerField("来件时公开的版本", null=True)
    sentence = models.CharField("有误的语句", max_length=LONGEST_SENTENCE, blank=True)
    state = models.CharField("办理结果", max_length=20, choices=State.choices, default=State.WAITING)
    reply = models.TextField("办理说明", max_length=1000, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="办理人"
    )
    handler_name = models.CharField("办理人姓名", max_length=150, blank=True)

    class Meta(Submission.Meta):
        verbose_name = "纠错来件"
        verbose_name_plural = "纠错来件"

    def __str__(self) -> str:
        return f"{self.number}《{self.page_title}》"

    @property
    def is_waiting(self) -> bool:
        return self.is_open
