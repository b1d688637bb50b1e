"""Calendar subscriptions (iCal) with secret addresses."""

import hashlib
import secrets

from django.db import models
from django.utils import timezone

from foundation.organisations.models import Body, User


def hash_of(token: str) -> str:
    """The database keeps only this: who reads it cannot subscribe."""
    return hashlib.sha256(token.encode()).hexdigest()


class CalendarFeed(models.Model):
    """One person's subscription: to the own duties, or to those of a body. Its address is told once."""

    user = models.ForeignKey(User, models.CASCADE, related_name="calendar_feeds", verbose_name="用户")
    body = models.ForeignKey(
        Body,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="机构",
        help_text="不填为本人事项",
    )
    token_hash = models.CharField("地址指纹", max_length=64, unique=True)
    created_at = models.DateTimeField("生成时间", default=timezone.now)

    class Meta:
        verbose_name = "日历订阅"
        verbose_name_plural = "日历订阅"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "body"], condition=models.Q(body__isnull=False), name="one_feed_per_body"
            ),
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(body__isnull=True), name="one_personal_feed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}：{self.body or '本人事项'}"


def renew(user: User, body: Body | None) -> str:
    """A new address in place of the old one, which stops at once. Returns its secret part."""
    token = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(
        user=user, body=body, defaults={"token_hash": hash_of(token), "created_at": timezone.now()}
    )
    return token
