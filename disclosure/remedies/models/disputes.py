"""投诉举报, 行政复议, 行政诉讼."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from disclosure.requests.models import Case
from foundation.organisations.models import Body

from ..enums import DisputeKind, Ground, Result
from .entries import person


class Dispute(models.Model):
    """One complaint, review or suit about an answer or its absence. Who brought it stands in the case, not here."""

    wagtail_reference_index_ignore = True
    number = models.CharField("编号", max_length=40, unique=True)
    kind = models.CharField("类型", max_length=20, choices=DisputeKind.choices)
    body = models.ForeignKey(
        Body, models.PROTECT, related_name="+", verbose_name="被投诉、被申请或者被诉机关"
    )
    handled_by = models.ForeignKey(
        Body, models.PROTECT, related_name="+", verbose_name="调查机关", help_text="投诉举报由谁调查"
    )
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="disputes", verbose_name="申请"
    )
    follows = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
        verbose_name="先前的行政复议",
    )
    ground = models.CharField("投诉事由", max_length=20, choices=Ground.choices, blank=True)
    authority = models.CharField("受理机关", max_length=100, help_text="复议机关、人民法院或者受理投诉的机关")
    reference = models.CharField("案号", max_length=100, blank=True)
    claim = models.TextField("请求和理由", help_text="请勿写姓名、电话、住址等个人信息")
    received_on = models.DateField("收到日期")
    answered_on = models.DateField("提交答复、答辩日期", null=True, blank=True)
    result = models.CharField("结果", max_length=20, choices=Result.choices, blank=True)
    result_words = models.TextField("调查结论或者裁判要旨", blank=True)
    concluded_on = models.DateField("结案日期", null=True, blank=True)
    order = models.TextField("责令改正的事项", blank=True)
    order_due_on = models.DateField("改正期限", null=True, blank=True)
    order_done_on = models.DateField("改正日期", null=True, blank=True)
    order_done_words = models.TextField("改正情况", blank=True)
    created_by = person("登记人")
    created_at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        ordering = ["-received_on", "-pk"]
        indexes = [
            models.Index(fields=["body", "received_on"], name="dispute_received"),
            models.Index(fields=["body", "concluded_on"], name="dispute_concluded"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(result="", concluded_on__isnull=True)
                | ~Q(result="") & Q(concluded_on__isnull=False),
                name="dispute_ends_whole",
            ),
        ]
        verbose_name = "投诉、复议、诉讼"
        verbose_name_plural = "投诉、复议、诉讼"

    def __str__(self) -> str:
        return f"{self.number} {self.get_kind_display()}"

    @property
    def is_open(self) -> bool:
        return not self.result

    @property
    def has_open_order(self) -> bool:
        return bool(self.order) and self.order_done_on is None
