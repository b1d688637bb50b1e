"""更正与自身相关的政府信息."""

from django.db import models

from disclosure.requests.models import Case
from foundation.submissions.models import Submission

from ..enums import RecordResult
from .entries import person


class OwnRecord(Submission):
    """A request to correct what the office has on record about the one who asks (条例 41; R-187).

    ``text`` says what is wrong and how it should read; ``name`` and ``contact`` are encrypted.
    """

    subject = models.CharField("信息名称", max_length=200)
    evidence = models.TextField("证据材料", help_text="证明记录不准确的材料名称")
    received_on = models.DateField("收到日期")
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="own_records", verbose_name="相关的公开申请"
    )
    result = models.CharField("办理结果", max_length=20, choices=RecordResult.choices, blank=True)
    result_words = models.TextField("办理情况", blank=True)
    forwarded_to = models.CharField("转送机关", max_length=100, blank=True)
    closed_on = models.DateField("办结日期", null=True, blank=True)
    registered_by = person("登记人", null=True)

    class Meta(Submission.Meta):
        verbose_name = "更正申请"
        verbose_name_plural = "更正申请"

    def __str__(self) -> str:
        return f"{self.number}《{self.subject}》"
