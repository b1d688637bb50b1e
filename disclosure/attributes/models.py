"""Who said what about the attribute of a document, what was decided, and what follows from it."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from disclosure.documents.enums import Openness, WithholdingReason
from disclosure.documents.models import DocumentPage
from foundation.organisations.models import Body, Unit
from foundation.signoff.models import AppendOnly, Seal

from .enums import Act, ConsentState, Defect, ReturnedAt, Stage


class Subject(models.Model):
    """The document a record is about. Its names are kept as they were, for good."""

    page_id = models.BigIntegerField("页面编号", db_index=True)
    title = models.CharField("标题", max_length=255)
    document_number = models.CharField("文号", max_length=60, blank=True)
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name="机构")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="责任科室")
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        abstract = True


def subject_of(draft) -> dict[str, object]:
    """The fields of ``Subject`` for a draft."""
    return {
        "page_id": draft.pk,
        "title": draft.title,
        "document_number": getattr(draft, "document_number", ""),
        "body_id": draft.body_id,
        "unit_id": draft.unit_id,
    }


class AttributeDecision(Subject, AppendOnly):
    """One statement about the attribute: proposal, confirmation, other opinion, reply, final decision."""

    revision_id = models.BigIntegerField("版本编号", db_index=True)
    stage = models.CharField("阶段", max_length=20, choices=Stage.choices)
    act = models.CharField("意见", max_length=20, choices=Act.choices)
    former = models.CharField("原属性", max_length=20, choices=Openness.choices, blank=True)
    value = models.CharField("公开属性", max_length=20, choices=Openness.choices)
    reason = models.CharField("理由", max_length=4, choices=WithholdingReason.choices, blank=True)
    basis = models.CharField("法律依据", max_length=200, blank=True)
    note = models.TextField("说明", blank=True)
    step = models.CharField("环节", max_length=255, blank=True)
    post_title = models.CharField("岗位", max_length=120, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="人员"
    )
    person_name = models.CharField("姓名", max_length=150)
    seal = models.ForeignKey(Seal, models.PROTECT, null=True, related_name="+", verbose_name="封签")

    class Meta:
        ordering = ["pk"]
        verbose_name = "公开属性意见"
        verbose_name_plural = "公开属性意见"

    def __str__(self) -> str:
        return f"{self.get_stage_display()} {self.person_name} {self.get_act_display()}{self.get_value_display()}"


class CatalogueEntry(Subject, AppendOnly):
    """A document whose chain has ended, under its final attribute (R-037, R-050); a page's newest row counts."""

    value = models.CharField("公开属性", max_length=20, choices=Openness.choices)
    reason = models.CharField("理由", max_length=4, choices=WithholdingReason.choices, blank=True)
    kind = models.CharField("类型", max_length=40)
    is_public = models.BooleanField("已在网站公开")
    signed_by = models.CharField("签发人", max_length=150)
    seal = models.ForeignKey(Seal, models.PROTECT, related_name="+", verbose_name="封签")

    class Meta:
        ordering = ["-pk"]
        verbose_name = "公开属性目录条目"
        verbose_name_plural = "公开属性目录"

    def __str__(self) -> str:
        return f"{self.title} {self.get_value_display()}"


class ReturnedDocument(Subject, AppendOnly):
    """退文单 (R-048, T02)."""

    defect = models.CharField("缺陷", max_length=20, choices=Defect.choices)
    returned_at = models.CharField("退回环节", max_length=20, choices=ReturnedAt.choices)
    note = models.TextField("退回意见", blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="退回人"
    )
    person_name = models.CharField("退回人姓名", max_length=150)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "退文单"
        verbose_name_plural = "退文单"

    def __str__(self) -> str:
        return f"{self.title} {self.get_defect_display()}"


class CoIssuerConsent(Subject, AppendOnly):
    """What a co-issuing body said about the attribute (R-055); its newest row for this attribute counts."""

    co_issuer = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="联合发文机关")
    value = models.CharField("公开属性", max_length=20, choices=Openness.choices)
    state = models.CharField("意见", max_length=20, choices=ConsentState.choices)
    person_name = models.CharField("联合发文机关经办人", max_length=60)
    said_on = models.DateField("回复日期")
    note = models.TextField("说明", blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人"
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = "联合发文机关意见"
        verbose_name_plural = "联合发文机关意见"

    def __str__(self) -> str:
        return f"{self.co_issuer} {self.get_state_display()}"


class CoIssuerNotice(Subject, AppendOnly):
    """That a co-issuing body was told the final attribute after signing (R-055)."""

    co_issuer = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="联合发文机关")
    value = models.CharField("最终公开属性", max_length=20, choices=Openness.choices)

    class Meta:
        ordering = ["pk"]
        verbose_name = "公开属性反馈"
        verbose_name_plural = "公开属性反馈"

    def __str__(self) -> str:
        return f"{self.co_issuer} {self.get_value_display()}"


class NumberIssue(models.Model):
    """文号、用印登记 (R-024, R-048): a number is given once, the electronic text follows within the period."""

    page = models.ForeignKey(DocumentPage, models.PROTECT, related_name="number_issues", verbose_name="文件")
    number = models.CharField("文号", max_length=60)
    number_key = models.CharField("文号检索键", max_length=60, unique=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="机构")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="拟稿科室")
    issued_on = models.DateField("编号、用印日期")
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="编号人"
    )
    due_on = models.DateField("电子文稿送交到期日")
    is_provisional = models.BooleanField("到期日暂定", default=False)
    received_on = models.DateField("收到电子文稿日期", null=True, blank=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="接收人"
    )

    class Meta:
        ordering = ["-issued_on", "-pk"]
        verbose_name = "文号、用印登记"
        verbose_name_plural = "文号、用印登记"

    def __str__(self) -> str:
        return self.number
