"""Who was told what about which duty, and who is still to be told."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from foundation.organisations.models import User

from .enums import Occasion
from .models import Duty


class Reminder(models.Model):
    """One message to one person: in the inbox as soon as it stands here, by mail with the next digest.

    ``stage`` tells messages of one occasion apart (10 days before; the second day after), so that each is sent once.
    """

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="reminders", verbose_name="事项")
    recipient = models.ForeignKey(User, models.CASCADE, related_name="reminders", verbose_name="收件人")
    occasion = models.CharField("情形", max_length=20, choices=Occasion.choices)
    stage = models.CharField("阶段", max_length=40)
    words = models.CharField("内容", max_length=400)
    at = models.DateTimeField("生成时间", default=timezone.now)
    sent_at = models.DateTimeField("发送时间", null=True)
    dropped_at = models.DateTimeField("不再发送", null=True)
    attempts = models.PositiveSmallIntegerField("尝试次数", default=0)
    try_at = models.DateTimeField("下次尝试", default=timezone.now)
    last_error = models.CharField("失败原因", max_length=300, blank=True)
    read_at = models.DateTimeField("已读时间", null=True)

    class Meta:
        verbose_name = "提醒"
        verbose_name_plural = "提醒"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["duty", "stage", "recipient"], name="reminder_once"),
        ]
        indexes = [
            models.Index(
                fields=["try_at"],
                condition=Q(sent_at__isnull=True, dropped_at__isnull=True),
                name="reminder_outbox",
            ),
            models.Index(
                fields=["recipient", "-id"], condition=Q(read_at__isnull=True), name="reminder_unread"
            ),
        ]

    def __str__(self) -> str:
        return self.words
