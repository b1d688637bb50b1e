"""What people give a unit to do by hand (交办事项): an instruction of a leader, something an inspection found."""

from django.db import models
from django.utils import timezone

from foundation.organisations.models import Body, Unit, User


class Matter(models.Model):
    """One matter as it was given. Its duty in the ledger says until when, and whether it is done."""

    token = models.UUIDField("登记页编号", unique=True, editable=False)
    kind = models.CharField("事项类别", max_length=40)
    title = models.CharField("事项", max_length=200)
    source = models.CharField("来源", max_length=200)
    requirement = models.TextField("办理要求", blank=True, max_length=1000)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="机构")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="责任科室")
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="登记人")
    given_at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        verbose_name = "交办事项"
        verbose_name_plural = "交办事项"

    def __str__(self) -> str:
        return self.title
