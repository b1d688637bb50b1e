"""What lets information of third parties be public: their consent, or the public interest."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from foundation.organisations.models import Body

from .enums import OF_THIRD_PARTIES, Answer, Choice, Decider, Question, ThirdPartyAnswer
from .storage import private_storage

SUBJECTS = [(question.value, question.label) for question in OF_THIRD_PARTIES]


class ThirdPartyConsultation(models.Model):
    """A right holder is asked in writing (征求意见, T05; R-069). Name and contact are personal data."""

    page = models.ForeignKey(
        "wagtailcore.Page", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="页面"
    )
    page_title = models.CharField("信息名称", max_length=255)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="机构")
    subject = models.CharField("涉及", max_length=20, choices=SUBJECTS)
    holder_name = models.CharField("权利人", max_length=100)
    holder_contact = models.CharField("地址和联系方式", max_length=300)
    asked = models.TextField("征求意见的内容", max_length=4000)
    sent_on = models.DateField("发出日期")
    received_on = models.DateField("权利人收到日期", null=True, blank=True)
    answer = models.CharField("意见", max_length=10, choices=ThirdPartyAnswer.choices, blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    answer_text = models.TextField("意见内容和理由", max_length=4000, blank=True)
    scan = models.FileField(
        "答复扫描件", upload_to="secrecy/third_parties", storage=private_storage, blank=True
    )
    # After silence a reviewer decides, with reasons (条例第三十二条).
    choice = models.CharField("处理决定", max_length=10, choices=Choice.choices, blank=True)
    choice_reasons = models.TextField("处理理由", max_length=4000, blank=True)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="决定人",
    )
    chosen_at = models.DateTimeField("决定时间", null=True, blank=True)
    closed_reason = models.CharField("不再征求的原因", max_length=500, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办人"
    )
    created_at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "征求意见"
        verbose_name_plural = "征求意见"

    def __str__(self) -> str:
        return f"《{self.page_title}》征求意见（{self.get_subject_display()}）"

    @property
    def releases(self) -> bool:
        """Whether this alone lets the information be public."""
        return self.answer == ThirdPartyAnswer.AGREES or (
            self.answer == ThirdPartyAnswer.SILENT and self.choice == Choice.OPEN
        )


class PublicInterestDecision(models.Model):
    """That not opening would gravely harm the public interest, or not (R-072, R-073; 条例第十五条)."""

    page = models.ForeignKey(
        "wagtailcore.Page", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="页面"
    )
    page_title = models.CharField("信息名称", max_length=255)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="机构")
    subject = models.CharField("涉及", max_length=20, choices=SUBJECTS)
    decider = models.CharField(
        "决定主体", max_length=20, choices=Decider.choices, default=Decider.AGENCY_HEAD
    )
    participants = models.CharField("参加人员", max_length=500)
    finding = models.CharField("不公开会对公共利益造成重大影响", max_length=3, choices=Answer.choices)
    outcome = models.CharField("处理结果", max_length=10, choices=Choice.choices)
    reasons = models.TextField("理由", max_length=4000)
    decided_on = models.DateField("决定日期")
    notice_sent_on = models.DateField("告知书发出日期", null=True, blank=True)
    notice_channel = models.CharField("送达方式和凭证", max_length=300, blank=True)
    proof = models.FileField(
        "送达凭证扫描件", upload_to="secrecy/notices", storage=private_storage, blank=True
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人"
    )
    created_at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "公共利益决定"
        verbose_name_plural = "公共利益决定"

    def __str__(self) -> str:
        return f"《{self.page_title}》公共利益决定（{self.get_outcome_display()}）"

    @property
    def releases(self) -> bool:
        """Whether the information may be public: decided so, and the right holder told in writing."""
        return self.outcome == Choice.OPEN and self.notice_sent_on is not None

    @property
    def subject_question(self) -> Question:
        return Question(self.subject)
