"""How often each page was read, by day; nothing else is stored of a visit."""

from django.db import models
from wagtail.models import Page


class DailyVisits(models.Model):
    """Visits of one page on one day."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="+", verbose_name="页面")
    day = models.DateField("日期")
    visits = models.PositiveIntegerField("浏览次数", default=0)

    class Meta:
        verbose_name = "每日浏览次数"
        verbose_name_plural = "每日浏览次数"
        constraints = [models.UniqueConstraint(fields=["page", "day"], name="visits_once_a_day")]

    def __str__(self) -> str:
        return f"{self.page_id} {self.day} {self.visits}"
