"""What is classified and therefore not here; what an inspection found."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from foundation.organisations.models import Body, Unit
from foundation.signoff.models import AppendOnly
from foundation.signoff.takedown_models import EmergencyMeasure

from .enums import InspectionFinding, SecretLevel


class ClassifiedEntry(models.Model):
    """That something classified exists (涉密登记, R-074). Never its content, never a file."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="机构")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="定密科室"
    )
    title_withheld = models.BooleanField("标题本身涉密，不登记标题", default=False)
    title = models.CharField("标题", max_length=200, blank=True, help_text="标题涉密的留空，并勾选上一项")
    level = models.CharField("密级", max_length=20, choices=SecretLevel.choices)
    period = models.CharField("保密期限", max_length=60, help_text="如 10年、长期、2030年12月31日")
    officer = models.CharField("定密责任人", max_length=50)
    made_on = models.DateField("形成日期")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="登记人",
    )
    created_at = models.DateTimeField("登记时间", default=timezone.now, editable=False)

    class Meta:
        ordering = ["-made_on", "-pk"]
        verbose_name = "涉密登记"
        verbose_name_plural = "涉密登记"

    def __str__(self) -> str:
        return self.title or "（标题不登记）"

    def clean(self) -> None:
        if self.title_withheld and self.title:
            raise ValidationError({"title": "标题本身涉密的，请清空标题。"})
        if not self.title_withheld and not self.title.strip():
            raise ValidationError({"title": "请填写标题；标题本身涉密的，勾选“不登记标题”。"})
        if self.unit_id and self.body_id and self.unit and self.unit.body_id != self.body_id:
            raise ValidationError({"unit": "所选科室不属于该机构，请重选。"})


class Inspection(AppendOnly):
    """What the secrecy authority found about something public (保密检查, R-068)."""

    page_id = models.BigIntegerField("页面编号", db_index=True)
    page_title = models.CharField("标题", max_length=255)
    revision_id = models.BigIntegerField("版本编号", null=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="被检查机构")
    finding = models.CharField("检查结论", max_length=20, choices=InspectionFinding.choices)
    reason = models.TextField("问题和理由", max_length=2000, blank=True)
    measure = models.ForeignKey(
        EmergencyMeasure, models.PROTECT, null=True, related_name="+", verbose_name="紧急撤下"
    )
    inspector = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="检查人"
    )
    inspector_name = models.CharField("检查人姓名", max_length=150)
    post_title = models.CharField("岗位", max_length=120)
    at = models.DateTimeField("检查时间", default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "保密检查"
        verbose_name_plural = "保密检查"

    def __str__(self) -> str:
        return f"《{self.page_title}》{self.get_finding_display()}"


class RemedyReport(AppendOnly):
    """What the inspected body did about a finding (整改情况)."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="remedies", verbose_name="检查")
    text = models.TextField("整改情况", max_length=4000)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="报告人"
    )
    person_name = models.CharField("姓名", max_length=150)
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = "整改情况"
        verbose_name_plural = "整改情况"

    def __str__(self) -> str:
        return f"{self.inspection} 整改 {self.person_name}"
