"""That a release was authorised (发布授权, R-123): who, how far, since when. Written once; withdrawn by a record."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from foundation.signoff.models import AppendOnly
from foundation.signoff.seal_models import AppendOnlyQuerySet

from .people import person


class AuthorisationQuerySet(AppendOnlyQuerySet):
    """Authorisations in the words of the office."""

    def in_force(self, on: dt.date) -> "AuthorisationQuerySet":
        """Given by that day, neither over nor withdrawn."""
        still = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
        return self.filter(still, authorised_on__lte=on, revocation__isnull=True)


class ReleaseAuthorisation(AppendOnly):
    """One page may be released."""

    page = models.ForeignKey(Page, models.PROTECT, related_name="release_authorisations", verbose_name="稿件")
    authorised_by = models.CharField("授权人", max_length=100, help_text="姓名和职务")
    released_by = models.CharField("由谁发布", max_length=100, help_text="新闻发言人姓名和职务，或者发布机构")
    scope = models.CharField("授权范围", max_length=300, help_text="可以发布的内容、场合和口径")
    authorised_on = models.DateField("授权日期")
    valid_until = models.DateField("有效期至", null=True, blank=True, help_text="留空为长期有效")
    document = models.CharField("授权文件或批示", max_length=120, blank=True)
    recorded_by = person("登记人")
    recorded_at = models.DateTimeField("登记时间", default=timezone.now)

    objects = AuthorisationQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-pk"]
        verbose_name = "发布授权"
        verbose_name_plural = "发布授权"

    def __str__(self) -> str:
        return f"{self.authorised_by} {self.authorised_on}"


class AuthorisationRevocation(AppendOnly):
    """It was taken back; what is public already comes down by the takedown chain only."""

    authorisation = models.OneToOneField(ReleaseAuthorisation, models.PROTECT, related_name="revocation")
    reason = models.CharField("收回理由", max_length=300)
    by = person("办理人")
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = "收回授权"
        verbose_name_plural = "收回授权"

    def __str__(self) -> str:
        return self.reason
