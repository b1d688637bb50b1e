"""The plan of a document's interpretation (解读方案), its versions, waivers, and the register of experts."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from disclosure.documents.models import DocumentPage
from foundation.organisations.models import Body, Unit
from foundation.signoff.models import AppendOnly
from interpretation.policies.enums import Form
from interpretation.policies.models import InterpretationPage

from .enums import Channel, Slot, Timing
from .rules import Point, plan_faults


class Expert(models.Model):
    """One of a body's team for interpretation (政策解读专家队伍), or who answers for it (R-098)."""

    name = models.CharField("姓名", max_length=50)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="机构")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="所在科室"
    )
    post = models.CharField("单位和职务", max_length=100, blank=True)
    field = models.CharField("专业领域", max_length=100, help_text="如 社会保险、规划建设")
    contact = models.CharField("联系方式", max_length=60, blank=True, help_text="只在内部显示")
    is_responsible = models.BooleanField("本机构解读工作负责人", default=False)
    is_active = models.BooleanField("在册", default=True)

    class Meta:
        ordering = ["body", "-is_responsible", "field", "name"]
        verbose_name = "解读专家"
        verbose_name_plural = "政策解读专家库"

    def __str__(self) -> str:
        return f"{self.name}({self.field})"


class InterpretationPlan(models.Model):
    """提纲、形式、途径、时间 (R-086) and the drafting note (起草说明), written along with the document."""

    document = models.OneToOneField(
        DocumentPage, models.CASCADE, related_name="interpretation_plan", verbose_name="文件"
    )
    drafting_note = models.TextField(
        "起草说明", blank=True, help_text="制定背景和依据、起草过程、主要内容、征求意见和审查情况"
    )
    channels = models.JSONField("解读途径", default=list, blank=True)
    timing = models.CharField("解读时间", max_length=10, choices=Timing.choices, default=Timing.TOGETHER)
    legal_opinion = models.TextField("法制审核意见", blank=True, help_text="规章的解读方案须经法制审核")
    version = models.PositiveIntegerField("版本", default=0)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="修改人"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = "解读方案"
        verbose_name_plural = "解读方案"

    def __str__(self) -> str:
        return f"《{self.document.title}》解读方案"

    def points(self) -> list[Point]:
        """The outline in order."""
        return [Point(row.point, row.clause, row.source) for row in self.outline.all()]

    def faults(self) -> list[str]:
        """What is missing of the four parts."""
        return plan_faults(self.points(), [one.form for one in self.materials.all()], self.channels)

    @property
    def channel_labels(self) -> list[str]:
        return [label for value, label in Channel.choices if value in self.channels]


class OutlineRow(models.Model):
    """One point of the outline (解读提纲) with its clause and its source (R-087)."""

    plan = models.ForeignKey(InterpretationPlan, models.CASCADE, related_name="outline")
    point = models.CharField("政策要点", max_length=200)
    clause = models.CharField("所在条款", max_length=60, blank=True, help_text="如 第三条、二、")
    source = models.CharField("出处", max_length=200, blank=True, help_text="依据的法律、文件及条款")

    class Meta:
        ordering = ["pk"]
        verbose_name = "提纲要点"
        verbose_name_plural = "解读提纲"

    def __str__(self) -> str:
        return self.point


class PlannedMaterial(models.Model):
    """A form the interpretation will take (解读形式), and the page that came of it (R-088)."""

    plan = models.ForeignKey(InterpretationPlan, models.CASCADE, related_name="materials")
    form = models.CharField("解读形式", max_length=20, choices=Form.choices)
    expert = models.ForeignKey(
        Expert, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="解读专家"
    )
    page = models.OneToOneField(
        InterpretationPage, models.SET_NULL, null=True, blank=True, related_name="planned_as"
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = "解读形式"
        verbose_name_plural = "解读形式"
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "form"],
                name="form_once_per_plan",
                violation_error_message="同一种解读形式只列一次",
            )
        ]

    def __str__(self) -> str:
        return self.get_form_display()


class PlanVersion(AppendOnly):
    """A plan as it was submitted with its document, so that what was signed stays readable."""

    plan = models.ForeignKey(InterpretationPlan, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("版本")
    revision_id = models.BigIntegerField("文件版本", db_index=True)
    content = models.JSONField("内容")
    at = models.DateTimeField("提交时间", default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "解读方案版本"
        verbose_name_plural = "解读方案版本"

    def __str__(self) -> str:
        return f"第{self.number}版"


class PlanApproval(AppendOnly):
    """That a version was approved with its document, by whom and when (同步审签)."""

    version = models.OneToOneField(PlanVersion, models.PROTECT, related_name="approval")
    person_name = models.CharField("批准人", max_length=50)
    post_title = models.CharField("岗位", max_length=120, blank=True)
    at = models.DateTimeField("批准时间")

    class Meta:
        verbose_name = "解读方案批准"
        verbose_name_plural = "解读方案批准"

    def __str__(self) -> str:
        return f"{self.person_name} {self.at:%Y-%m-%d}"


class Waiver(AppendOnly):
    """That a part of the package need not be submitted, with the reason (R-084)."""

    document_id = models.BigIntegerField("文件编号", db_index=True)
    slot = models.CharField("免交材料", max_length=10, choices=Slot.choices)
    reason = models.CharField("理由", max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="同意人")
    post_title = models.CharField("岗位", max_length=120)
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = "免交"
        verbose_name_plural = "免交"

    def __str__(self) -> str:
        return f"免交{self.get_slot_display()}"


# Tables of their own file, for Django to find.
from .meeting_models import MeetingClearance, MeetingOpinion  # noqa: E402, F401
