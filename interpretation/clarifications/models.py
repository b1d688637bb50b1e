"""A matter to be clarified (澄清事项), where it is spread, and everything that happened to it."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from foundation.organisations.models import Body, Unit
from foundation.signoff.file_storage import private_storage
from foundation.signoff.models import AppendOnly

from .enums import CaseState, Course, EventKind, Harm, Intake, Result

LONGEST_CLAIM = 2000


class RumourCase(models.Model):
    """False or incomplete information that concerns the body's duty, from discovery to the re-check (R-126).

    Not in Wagtail's reference index: “usage” would show editors which matter a page answers.
    """

    wagtail_reference_index_ignore = True
    number = models.CharField("编号", max_length=30, unique=True)
    claim = models.TextField("网传内容", max_length=LONGEST_CLAIM)
    spread = models.TextField("传播情况", blank=True, help_text="平台、范围、转发和评论数量")
    duty_relation = models.CharField("与本机关职责的关系", max_length=300, blank=True)
    harm = models.CharField("可能的影响", max_length=20, choices=Harm.choices, blank=True)
    intake = models.CharField("来源", max_length=20, choices=Intake.choices, default=Intake.INTERNAL)
    is_emergency = models.BooleanField(
        "涉及突发公共事件", default=False, help_text="按专门程序报政府审批（R-131）"
    )
    discovered_at = models.DateTimeField("发现时间")
    opened_at = models.DateTimeField("登记时间", default=timezone.now)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="登记人"
    )
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="主责机关")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="主责科室"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="经办人",
    )
    state = models.CharField("状态", max_length=20, choices=CaseState.choices, default=CaseState.OPEN)
    result = models.CharField("核实结果", max_length=20, choices=Result.choices, blank=True)
    course = models.CharField("处置决定", max_length=20, choices=Course.choices, blank=True)
    decided_at = models.DateTimeField("首次决定时间", null=True)
    page = models.ForeignKey(
        "clarifications.ClarificationPage",
        models.SET_NULL,
        null=True,
        related_name="cases",
        verbose_name="澄清页面",
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="merged", verbose_name="并入事项"
    )
    # Where it came from one; shown as a link to who may see that.
    finding = models.ForeignKey(
        "monitoring.Finding", models.PROTECT, null=True, related_name="rumours", verbose_name="舆情信息"
    )

    class Meta:
        ordering = ["-discovered_at", "-pk"]
        verbose_name = "澄清事项"
        verbose_name_plural = "澄清事项"
        indexes = [
            models.Index(fields=["state", "discovered_at"], name="rumour_waiting"),
            models.Index(fields=["body", "-discovered_at"], name="rumour_of_body"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.claim[:30]}"

    @property
    def owner(self) -> str:
        """Whose matter it is, in words."""
        return str(self.unit or self.body)


class CaseSource(models.Model):
    """Where it is spread: an address that is shown as text only, and a screenshot that only staff see."""

    case = models.ForeignKey(RumourCase, models.CASCADE, related_name="sources", verbose_name="事项")
    address = models.CharField("链接或出处", max_length=500, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)
    screenshot = models.FileField("截图", upload_to="rumours", storage=private_storage, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="登记人"
    )
    added_at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = "传播来源"
        verbose_name_plural = "传播来源"

    def __str__(self) -> str:
        return self.address or self.note or "截图"


class CaseEvent(AppendOnly):
    """What happened, in one sentence; never changed or removed (the database refuses)."""

    case = models.ForeignKey(RumourCase, models.PROTECT, related_name="events", verbose_name="事项")
    kind = models.CharField("事件", max_length=20, choices=EventKind.choices)
    at = models.DateTimeField("时间", default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="经办人"
    )
    by_name = models.CharField("经办人姓名", max_length=150, blank=True)
    words = models.TextField("说明")

    class Meta:
        ordering = ["pk"]
        verbose_name = "办理记录"
        verbose_name_plural = "办理记录"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.words}"


# Tables of their own files, for Django to find.
from .page_models import ClarificationConsent, ClarificationPage, HelpfulAnswers  # noqa: E402, F401
from .plan_models import ResponsePlan  # noqa: E402, F401
from .record_models import (  # noqa: E402, F401
    CloseOut,
    HandedOn,
    HandOver,
    MediaTask,
    Referral,
    Verification,
)
from .report_models import RumourReport  # noqa: E402, F401
