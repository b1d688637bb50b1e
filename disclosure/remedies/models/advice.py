"""电话咨询."""

from django.db import models
from django.utils import timezone

from disclosure.requests.models import Case
from foundation.organisations.models import Body

from .entries import person


class PhoneAdvice(models.Model):
    """Advice given on the telephone (R-151). Not an application: it becomes one only as 口头申请, with a reason."""

    wagtail_reference_index_ignore = True
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="机构")
    at = models.DateTimeField("来电时间", default=timezone.now)
    topic = models.CharField("咨询事项", max_length=200, help_text="请勿写来电人的姓名、号码")
    advice = models.TextField("答复要点")
    by = person("接听人")
    case = models.OneToOneField(
        Case, models.PROTECT, null=True, related_name="phone_advice", verbose_name="转为的口头申请"
    )
    oral_reason = models.CharField("书写困难的情形", max_length=200, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(case__isnull=True) | ~models.Q(oral_reason=""),
                name="advice_oral_with_reason",
            )
        ]
        verbose_name = "电话咨询"
        verbose_name_plural = "电话咨询"

    def __str__(self) -> str:
        return self.topic
