"""What is kept of the steps of a matter: verification, referral, tasks, hand-over, close-out."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from foundation.organisations.models import Body, Unit
from foundation.signoff.file_storage import private_storage
from foundation.signoff.models import AppendOnly

from .enums import HandedTo, Result, TaskKind
from .models import RumourCase


def _by(label: str) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=label
    )


class Verification(AppendOnly):
    """核实 (R-128): what was found and on what evidence; the newest counts."""

    case = models.ForeignKey(RumourCase, models.PROTECT, related_name="verifications", verbose_name="事项")
    result = models.CharField("核实结果", max_length=20, choices=Result.choices)
    evidence = models.TextField("核实依据")
    source = models.CharField("依据来源", max_length=300)
    file = models.FileField("佐证材料", upload_to="rumours", storage=private_storage, blank=True)
    by = _by("核实人")
    at = models.DateTimeField("核实时间", default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "核实记录"
        verbose_name_plural = "核实记录"

    def __str__(self) -> str:
        return self.get_result_display()


class Referral(models.Model):
    """报主管部门: what the body could not confirm itself, and what the authority answered."""

    case = models.ForeignKey(RumourCase, models.PROTECT, related_name="referrals", verbose_name="事项")
    to_body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="主管部门（平台内）"
    )
    authority = models.CharField("主管部门", max_length=120)
    question = models.TextField("请求确认的事项")
    sent_by = _by("上报人")
    sent_at = models.DateTimeField("上报时间", default=timezone.now)
    answer = models.TextField("答复", blank=True)
    answered_at = models.DateTimeField("答复时间", null=True)
    answered_by = _by("登记人")

    class Meta:
        ordering = ["pk"]
        verbose_name = "报主管部门"
        verbose_name_plural = "报主管部门"
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(answered_at__isnull=True), name="rumour_one_open_referral"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} → {self.authority}"


class MediaTask(models.Model):
    """交办媒介主管 (R-130): trace the source, ask for a correction."""

    case = models.ForeignKey(RumourCase, models.PROTECT, related_name="tasks", verbose_name="事项")
    to_body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="媒介主管（平台内）"
    )
    authority = models.CharField("媒介主管部门", max_length=120)
    kind = models.CharField("任务", max_length=20, choices=TaskKind.choices)
    asked = models.TextField("要求")
    asked_by = _by("交办人")
    asked_at = models.DateTimeField("交办时间", default=timezone.now)
    result = models.TextField("办理结果", blank=True)
    done_at = models.DateTimeField("反馈时间", null=True)
    done_by = _by("登记人")

    class Meta:
        ordering = ["pk"]
        verbose_name = "媒介主管任务"
        verbose_name_plural = "媒介主管任务"

    def __str__(self) -> str:
        return f"{self.authority}：{self.get_kind_display()}"


class HandOver(models.Model):
    """移交主责: the matter changes hands only when the other unit accepts (R-127)."""

    case = models.ForeignKey(RumourCase, models.PROTECT, related_name="handovers", verbose_name="事项")
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="接收科室")
    reason = models.CharField("理由", max_length=300)
    offered_by = _by("移交人")
    offered_at = models.DateTimeField("提出时间", default=timezone.now)
    accepted = models.BooleanField("接受", null=True)
    answer = models.CharField("答复", max_length=300, blank=True)
    answered_by = _by("答复人")
    answered_at = models.DateTimeField("答复时间", null=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = "移交"
        verbose_name_plural = "移交"
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(accepted__isnull=True), name="rumour_one_open_handover"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} → {self.to_unit}"


class CloseOut(AppendOnly):
    """办结表 (R-134): whether it was in time, what was omitted, what harm was done."""

    case = models.ForeignKey(RumourCase, models.PROTECT, related_name="closings", verbose_name="事项")
    was_late = models.BooleanField("首次决定超时")
    hours = models.PositiveIntegerField("首次决定用时（小时）")
    timeliness = models.TextField("及时性说明")
    omissions = models.TextField("漏报、误判等情况", blank=True)
    harm_done = models.TextField("造成的影响", blank=True)
    by = _by("办结人")
    at = models.DateTimeField("办结时间", default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "办结表"
        verbose_name_plural = "办结表"

    def __str__(self) -> str:
        return f"{self.case} 办结"


class HandedOn(models.Model):
    """追责建议 or 公安移送 (R-134), made with the close-out; its result comes later. No finding of guilt."""

    closing = models.ForeignKey(CloseOut, models.PROTECT, related_name="handed_on", verbose_name="办结表")
    to = models.CharField("事项", max_length=20, choices=HandedTo.choices)
    facts = models.TextField("事实")
    by_system = models.BooleanField("系统生成", default=False)
    made_at = models.DateTimeField("提出时间", default=timezone.now)
    receiver = models.CharField("接收机关", max_length=120, blank=True)
    reference = models.CharField("文号或回执", max_length=120, blank=True)
    outcome = models.TextField("结果", blank=True)
    settled_at = models.DateTimeField("登记结果时间", null=True)
    settled_by = _by("登记人")

    class Meta:
        ordering = ["pk"]
        verbose_name = "追责、移送"
        verbose_name_plural = "追责、移送"

    def __str__(self) -> str:
        return f"{self.get_to_display()}：{self.closing.case}"
