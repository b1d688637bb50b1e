"""信息处理费."""

from django.db import models

from disclosure.requests.models import Case
from foundation.letters.models import Letter

from ..enums import FeeState, FeeWay
from .entries import person


class FeeNotice(models.Model):
    """收费通知 for one application: how it was reckoned, by when it is paid, and what became of it."""

    wagtail_reference_index_ignore = True
    case = models.OneToOneField(Case, models.PROTECT, related_name="fee_notice", verbose_name="申请")
    way = models.CharField("计收方式", max_length=20, choices=FeeWay.choices)
    number = models.PositiveIntegerField("件数或者页数", help_text="按件：本自然月内的第几件；按量：页数")
    amount = models.PositiveIntegerField("金额（元）")
    reckoning = models.CharField("计算过程", max_length=300)
    reason = models.TextField("收费理由")
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="+", verbose_name="收费通知书")
    notified_on = models.DateField("通知日期")
    # The time to pay counts from the day the applicant got the notice; until that is known, from the notice's own.
    served_on = models.DateField("送达日期", null=True)
    due_on = models.DateField("缴费期限")
    state = models.CharField("状态", max_length=20, choices=FeeState.choices, default=FeeState.ASKED)
    ended_on = models.DateField("缴清、减免或者逾期日期", null=True)
    receipt = models.CharField("票据号码", max_length=100, blank=True)
    remission = models.TextField("减免理由", blank=True)
    made_by = person("经办人")
    decided_by = person("减免批准人", null=True)

    class Meta:
        ordering = ["-notified_on", "-pk"]
        verbose_name = "信息处理费"
        verbose_name_plural = "信息处理费"

    def __str__(self) -> str:
        return f"{self.case.number} {self.amount}元"
