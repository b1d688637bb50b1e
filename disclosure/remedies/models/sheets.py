"""征求意见单 and 工作联系单."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils import timezone

from disclosure.requests.models import Case
from foundation.letters.models import Letter
from foundation.organisations.models import Body, Unit

from ..enums import Quality, SheetKind
from .entries import person


class Sheet(models.Model):
    """A numbered question to a unit or another body, with its due date and the reply (R-193)."""

    wagtail_reference_index_ignore = True
    kind = models.CharField("单据", max_length=20, choices=SheetKind.choices)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="发单机关")
    to_body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="收单机关")
    to_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="收单科室"
    )
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="sheets", verbose_name="申请"
    )
    question = models.TextField("事项", help_text="请勿写申请人的姓名、电话、住址")
    sent_on = models.DateField("发出日期")
    due_on = models.DateField("答复期限")
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="+", verbose_name="单据")
    sent_by = person("发单人")
    sent_at = models.DateTimeField("登记时间", default=timezone.now)
    reply = models.TextField("答复", blank=True)
    replied_on = models.DateField("答复日期", null=True, blank=True)
    replied_by = person("答复人", null=True)
    quality = models.CharField("答复质量", max_length=20, choices=Quality.choices, blank=True)
    quality_words = models.TextField("质量说明", blank=True)
    caused_loss = models.BooleanField("造成损失或者影响", default=False)

    class Meta:
        ordering = ["-sent_on", "-pk"]
        indexes = [models.Index(fields=["to_body", "replied_on", "due_on"], name="sheet_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(reply="", replied_on__isnull=True) | ~Q(reply="") & Q(replied_on__isnull=False),
                name="sheet_replied_whole",
            )
        ]
        verbose_name = "征求意见单、工作联系单"
        verbose_name_plural = "征求意见单、工作联系单"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.letter.number if self.letter else ''}".strip()

    def is_late(self, today: dt.date) -> bool:
        """Replied after the due date, or still not replied."""
        return (self.replied_on or today) > self.due_on

    @property
    def is_deduction(self) -> bool:
        """Proposed as a deduction in the appraisal: late, or not truthful and complete (R-193)."""
        return self.is_late(timezone.localdate()) or self.quality not in ("", Quality.GOOD)
