"""One release of information on one channel."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import TruncDate
from django.utils import timezone
from wagtail.models import Page

from foundation.organisations.models import Body, Unit
from foundation.signoff.file_storage import private_storage

from .enums import Channel, Standing

_SITE_DAY = TruncDate("page__first_published_at")
_RELEASE_DAY = TruncDate("released_at")
STANDINGS = {
    Standing.MISSING: ~Q(page__live=True) | Q(page__isnull=True),
    Standing.LATE: Q(page__live=True, site_day__gt=F("release_day")),
    Standing.IN_STEP: Q(page__live=True, site_day__lte=F("release_day")),
}


class ReleaseQuerySet(models.QuerySet["Release"]):
    """Releases against the site."""

    def compared(self) -> "ReleaseQuerySet":
        """With the days on which the site and the channel had it."""
        return self.annotate(site_day=_SITE_DAY, release_day=_RELEASE_DAY)

    def standing(self, standing: str) -> "ReleaseQuerySet":
        return self.compared().filter(STANDINGS[Standing(standing)])


class Release(models.Model):
    """That information was released on a channel, when, and where it can be found (发布记录)."""

    title = models.CharField("信息名称", max_length=255)
    page = models.ForeignKey(
        Page, models.SET_NULL, null=True, blank=True, related_name="releases", verbose_name="网站页面"
    )
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="机构")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="责任科室")
    channel = models.CharField("发布渠道", max_length=20, choices=Channel.choices)
    released_at = models.DateTimeField("发布时间")
    reference = models.CharField("链接、期号或版面", max_length=300, blank=True)
    proof = models.FileField("留存件", upload_to="releases", storage=private_storage, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人"
    )
    recorded_at = models.DateTimeField("登记时间", default=timezone.now)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-released_at", "-pk"]
        verbose_name = "发布记录"
        verbose_name_plural = "发布渠道登记"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "title", "channel", "released_at"],
                name="release_recorded_once",
                violation_error_message="这次发布已经登记。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()}：{self.title}"

    @property
    def standing(self) -> Standing:
        if self.page is None or not self.page.live:
            return Standing.MISSING
        return Standing.LATE if self.lag_days else Standing.IN_STEP

    @property
    def lag_days(self) -> int:
        """How many days the site was later than this channel; 0 when not, or when it has nothing yet."""
        if self.page is None or not self.page.first_published_at:
            return 0
        site, here = timezone.localdate(self.page.first_published_at), timezone.localdate(self.released_at)
        return max(0, (site - here).days)

    @property
    def in_words(self) -> str:
        """未同步1天, or the standing's own word."""
        standing = self.standing
        return f"{standing.label}{self.lag_days}天" if standing == Standing.LATE else standing.label
