"""Cases handed from body to body (转办, R-191)."""

from django.db import models
from django.utils import timezone

from foundation.letters.models import Letter
from foundation.organisations.models import Body

from .models import Case, person


class Transfer(models.Model):
    """One hand-over with its formalities: from whom, by when, taken over, result reported back."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="transfers")
    from_body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="移交机关"
    )
    from_name = models.CharField("移交机关名称", max_length=200)
    to_body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="接收机关")
    reason = models.TextField("理由")
    on = models.DateField("移交日期", default=timezone.localdate)
    deadline = models.DateField("报送办理结果的日期", null=True, blank=True)
    wants_report = models.BooleanField("须报送办理结果", default=True)
    handed_by = person("移交人", null=True)
    taken_by = person("接收人", null=True)
    taken_on = models.DateField("接收日期", null=True)
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="+", verbose_name="转办函")
    reported_on = models.DateField("报送日期", null=True)
    reported_by = person("报送人", null=True)
    report = models.TextField("办理结果", blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = "转办"
        verbose_name_plural = "转办"

    def __str__(self) -> str:
        return f"{self.from_name}→{self.to_body} {self.on:%Y-%m-%d}"
