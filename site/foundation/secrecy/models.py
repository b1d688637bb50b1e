"""The library of articles, the signed review forms, referrals and their steps."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from foundation.organisations.models import Body, Unit
from foundation.signoff.models import AppendOnly, Seal

from .enums import (
    OPEN_STATES,
    Conclusion,
    Determination,
    Question,
    ReferralKind,
    ReferralState,
    ReferralTopic,
    SecretLevel,
    Step,
)
from .storage import private_storage


class Basis(models.Model):
    """An article that a reviewer can rest an answer on (审查依据)."""

    question = models.CharField("用于", max_length=20, choices=Question.choices)
    law = models.CharField("法律法规", max_length=120)
    article = models.CharField("条款", max_length=60, help_text="如 第十四条")
    text = models.TextField("条文", max_length=2000)
    sort_order = models.PositiveSmallIntegerField("排序", default=100)
    is_active = models.BooleanField("启用", default=True, help_text="停用后不再供选，已签的审查表不受影响")

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name = "审查依据"
        verbose_name_plural = "依据库"
        constraints = [
            models.UniqueConstraint(
                fields=["question", "law", "article"],
                name="basis_once_per_question",
                violation_error_message="该条款已在依据库中",
            )
        ]

    def __str__(self) -> str:
        return f"《{self.law}》{self.article}"


class SecrecyReview(AppendOnly):
    """One signed form (保密审查表, T03) over one content and its files."""

    page_id = models.BigIntegerField("页面编号", db_index=True)
    page_title = models.CharField("标题", max_length=255)
    revision_id = models.BigIntegerField("版本编号")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="机构")
    content_digest = models.CharField("内容指纹", max_length=64)
    files = models.JSONField("附件及指纹", default=list)
    answers = models.JSONField("逐项回答", default=dict)
    bases = models.JSONField("依据", default=dict)
    must_be_open = models.CharField("规定应当公开", max_length=3, blank=True)
    openness_rule = models.CharField("规定应当公开的条款", max_length=300, blank=True)
    openness_exception = models.CharField("应当公开而不公开的理由", max_length=300, blank=True)
    secret = models.JSONField("定密要素", default=dict)
    conclusion = models.CharField("结论", max_length=10, choices=Conclusion.choices)
    opinion = models.TextField("意见", blank=True)
    seal = models.OneToOneField(Seal, models.PROTECT, related_name="+", verbose_name="封签")
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "保密审查表"
        verbose_name_plural = "保密审查表"

    def __str__(self) -> str:
        return f"《{self.page_title}》{self.get_conclusion_display()}"

    @property
    def rows(self) -> list[tuple[str, str, list[str]]]:
        """Question, answer and articles, for reading."""
        return [
            (
                question.label,
                "是" if self.answers.get(question) == "yes" else "否",
                self.bases.get(question, []),
            )
            for question in Question
        ]

    @property
    def secret_in_words(self) -> str:
        """密级、保密期限、定密依据、定密责任人."""
        level = SecretLevel(self.secret["secret_level"]).label if self.secret.get("secret_level") else ""
        rest = (self.secret.get(name, "") for name in ("secret_period", "secret_basis", "secret_officer"))
        return "；".join(filter(None, [level, *rest]))


class Addressee(models.Model):
    """Whom a body asks when it cannot determine (上报渠道; parameter review.referral_chain, R-053)."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="机构")
    topic = models.CharField("问题类型", max_length=20, choices=ReferralTopic.choices)
    name = models.CharField("上报对象", max_length=100, help_text="如 示范县国家保密局")
    sort_order = models.PositiveSmallIntegerField("顺序", default=1, help_text="数字小的先上报")

    class Meta:
        ordering = ["body", "topic", "sort_order", "pk"]
        verbose_name = "上报渠道"
        verbose_name_plural = "上报渠道"

    def __str__(self) -> str:
        return f"{self.name}（{self.get_topic_display()}）"


class ReferralQuerySet(models.QuerySet):
    """Referrals in the words of the office."""

    def open(self) -> "ReferralQuerySet":
        """Those that nobody has decided."""
        return self.filter(state__in=sorted(OPEN_STATES))


class Referral(models.Model):
    """A question that the reviewer cannot answer (提请确定; R-052, R-065–R-067, R-075)."""

    kind = models.CharField(
        "类型", max_length=20, choices=ReferralKind.choices, default=ReferralKind.DETERMINATION
    )
    topic = models.CharField("问题类型", max_length=20, choices=ReferralTopic.choices)
    state = models.CharField("状态", max_length=20, choices=ReferralState.choices, db_index=True)
    # The record outlives a draft that is deleted.
    page = models.ForeignKey(
        "wagtailcore.Page", models.SET_NULL, null=True, related_name="referrals", verbose_name="页面"
    )
    revision_id = models.BigIntegerField("版本编号", null=True)
    content_digest = models.CharField("内容指纹", max_length=64, blank=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="机构")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="科室")
    information_name = models.CharField("信息名称", max_length=255)
    content = models.TextField("信息内容", max_length=4000)
    doubt = models.TextField("不能确定的原因", max_length=4000, blank=True)
    own_opinion = models.TextField("本机关意见", max_length=4000, blank=True)
    case_reference = models.CharField("复议案件", max_length=200, blank=True)
    applicant_reasons = models.TextField("申请人要求公开的理由", max_length=4000, blank=True)
    respondent_reasons = models.TextField("被申请人不公开的理由", max_length=4000, blank=True)
    addressee = models.CharField("上报对象", max_length=100)
    approver_name = models.CharField("批准人", max_length=150, blank=True)
    approved_on = models.DateField("批准日期", null=True)
    sent_on = models.DateField("上报日期", null=True)
    received_on = models.DateField("对方收到日期", null=True)
    extension_days = models.PositiveSmallIntegerField("延长工作日", null=True)
    extension_reason = models.CharField("延长理由", max_length=500, blank=True)
    extension_notified_on = models.DateField("告知延长日期", null=True)
    decided_on = models.DateField("确定日期", null=True)
    determination = models.CharField("确定意见", max_length=10, choices=Determination.choices, blank=True)
    answer = models.TextField("答复内容", blank=True)
    scan = models.FileField("答复扫描件", upload_to="secrecy/answers", storage=private_storage, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提请人"
    )
    opened_at = models.DateTimeField("提请时间", default=timezone.now)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = "提请确定"
        verbose_name_plural = "提请确定"
        constraints = [
            models.UniqueConstraint(
                fields=["page"],
                condition=models.Q(state__in=sorted(OPEN_STATES)),
                name="one_open_referral_per_page",
            )
        ]

    def __str__(self) -> str:
        return f"{self.information_name}（{self.get_state_display()}）"

    @property
    def is_open(self) -> bool:
        """Whether a decision is still missing."""
        return self.state in OPEN_STATES


class ReferralEvent(AppendOnly):
    """One step of a referral: who, in which post, when, in which words."""

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="events", verbose_name="提请")
    step = models.CharField("环节", max_length=20, choices=Step.choices)
    state = models.CharField("办理后状态", max_length=20, choices=ReferralState.choices)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="人员"
    )
    person_name = models.CharField("姓名", max_length=150)
    post_title = models.CharField("岗位", max_length=120)
    on_behalf_of = models.CharField("代签（代理谁）", max_length=150, blank=True)
    opinion = models.TextField("意见", blank=True)
    facts = models.JSONField("登记内容", default=dict)
    seal = models.OneToOneField(Seal, models.PROTECT, null=True, related_name="+", verbose_name="封签")
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = "提请办理记录"
        verbose_name_plural = "提请办理记录"

    def __str__(self) -> str:
        return f"{self.get_step_display()} {self.person_name}"


# These models stand in files of their own and build on those above.
from .register_models import ClassifiedEntry, Inspection, RemedyReport  # noqa: E402, F401
from .release_models import PublicInterestDecision, ThirdPartyConsultation  # noqa: E402, F401
