"""That a person opened a draft for review: batch approval takes nothing that was not looked at."""

from django.db import models
from django.utils import timezone

from foundation.organisations.models import User

from .models import PostTaskState


class ReviewOpening(models.Model):
    """One person opened one step at one revision; kept once, with the first time."""

    state = models.ForeignKey(PostTaskState, models.CASCADE, related_name="openings", verbose_name="审签环节")
    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="人员")
    revision_id = models.BigIntegerField("版本编号")
    at = models.DateTimeField("打开时间", default=timezone.now)

    class Meta:
        verbose_name = "审阅记录"
        verbose_name_plural = "审阅记录"
        constraints = [
            models.UniqueConstraint(fields=["state", "user", "revision_id"], name="review_opening_once")
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.at:%Y-%m-%d %H:%M}"
