"""上级交办的申请."""

from django.db import models
from django.utils import timezone

from disclosure.requests.models import Case

from .entries import person


class Handover(models.Model):
    """An application handed over by another body, whose result is reported back to it (R-191)."""

    wagtail_reference_index_ignore = True
    case = models.OneToOneField(Case, models.PROTECT, related_name="handover", verbose_name="申请")
    from_name = models.CharField("交办机关", max_length=100)
    reference = models.CharField("交办文号", max_length=100, blank=True)
    handed_on = models.DateField("交接日期")
    due_on = models.DateField("报送结果期限")
    signed_by = models.CharField("交接签收人", max_length=60)
    registered_by = person("登记人")
    registered_at = models.DateTimeField("登记时间", default=timezone.now)
    result = models.TextField("办理结果", blank=True)
    documents = models.TextField("一并报送的告知书和信息", blank=True)
    reported_on = models.DateField("报送日期", null=True, blank=True)
    reported_by = person("报送人", null=True)

    class Meta:
        ordering = ["-handed_on", "-pk"]
        verbose_name = "交办申请"
        verbose_name_plural = "交办申请"

    def __str__(self) -> str:
        return f"{self.from_name}交办 {self.case.number}"
