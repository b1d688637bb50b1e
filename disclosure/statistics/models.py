"""Reports as they were sent."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from foundation.organisations.models import Body
from foundation.signoff.models import AppendOnly

from .rules import Period


class PeriodReport(AppendOnly):
    """依申请公开定期报告 (R-192): the figures as they stood when they were sent; never changed afterwards.

    ``version`` 2 and later replace what was sent before and say why in ``words``.
    """

    wagtail_reference_index_ignore = True
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="报告机关")
    sent_to = models.CharField("报送", max_length=200)
    first_day = models.DateField("起")
    last_day = models.DateField("止")
    version = models.PositiveSmallIntegerField("版次", default=1)
    figures = models.JSONField("数据")
    words = models.TextField("情况说明", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="报送人")
    by_name = models.CharField("报送人姓名", max_length=150)
    at = models.DateTimeField("报送时间", default=timezone.now)

    class Meta:
        ordering = ["-last_day", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "first_day", "last_day", "version"], name="statistics_report_once"
            )
        ]
        verbose_name = "依申请公开定期报告"
        verbose_name_plural = "依申请公开定期报告"

    def __str__(self) -> str:
        return f"{self.body} {self.period}"

    @property
    def period(self) -> Period:
        return Period(self.first_day, self.last_day)
