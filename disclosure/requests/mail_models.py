"""The outbox to applicants: what happened and is still to be told by mail."""

from django.db import models
from django.utils import timezone

from .models import CaseEvent


class ApplicantMail(models.Model):
    """One mail about one event. It holds no address and no words: both are read when it goes out."""

    event = models.OneToOneField(CaseEvent, models.PROTECT, primary_key=True, related_name="mail")
    try_at = models.DateTimeField("下次发送", default=timezone.now)
    attempts = models.PositiveSmallIntegerField("发送次数", default=0)
    sent_at = models.DateTimeField("发出时间", null=True)
    dropped_at = models.DateTimeField("不再发送", null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["try_at"],
                condition=models.Q(sent_at=None, dropped_at=None),
                name="request_mail_outbox",
            )
        ]
        verbose_name = "告知申请人的邮件"
        verbose_name_plural = "告知申请人的邮件"

    def __str__(self) -> str:
        return str(self.event)
