"""What the procedure of a case adds to it: 补正, 征求意见, 延期."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from foundation.letters.models import Letter
from foundation.organisations.models import Unit
from foundation.submissions.encryption import EncryptedTextField

from .enums import ConsultedKind, Opinion
from .models import Case, CaseFile, CaseItem, person


class Supplement(models.Model):
    """补正: asked once, by when, and what came (条例 30)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="supplements")
    asked = models.JSONField("需补正的事项", default=list)
    notified_on = models.DateField("告知日期")
    due_on = models.DateField("补正期限")
    approver = person("批准再次补正", null=True)
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="+", verbose_name="补正告知书")
    reply = models.TextField("补正内容", blank=True)
    replied_on = models.DateField("收到补正日期", null=True)
    lapsed_on = models.DateField("视为放弃日期", null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(replied_on=None, lapsed_on=None),
                name="request_one_open_supplement",
            ),
        ]
        verbose_name = "补正"
        verbose_name_plural = "补正"

    def __str__(self) -> str:
        return f"补正 {self.notified_on}"


class ReasonRequest(models.Model):
    """说明理由: asked because of number or frequency, what was said, what the office makes of it (条例 35)."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="reason_asked")
    ground = models.TextField("数量、频次的情况")
    notified_on = models.DateField("告知日期")
    due_on = models.DateField("说明理由的期限")
    letter = models.ForeignKey(
        Letter, models.PROTECT, null=True, related_name="+", verbose_name="说明理由通知书"
    )
    reply = EncryptedTextField("申请人说明的理由", blank=True)
    replied_on = models.DateField("收到说明日期", null=True)
    is_reasonable = models.BooleanField("理由合理", null=True)
    office_view = models.TextField("本机关认定", blank=True)
    judged_on = models.DateField("认定日期", null=True)
    delayed_to = models.DateField("延迟答复的期限", null=True)

    class Meta:
        verbose_name = "说明理由"
        verbose_name_plural = "说明理由"

    def __str__(self) -> str:
        return f"说明理由 {self.notified_on}"

    @property
    def is_open(self) -> bool:
        """Nothing has been said and nothing judged."""
        return self.replied_on is None and self.judged_on is None

    @property
    def may_be_judged(self) -> bool:
        """Answered, or the time to answer is over."""
        over = self.replied_on is not None or self.due_on < timezone.localdate()
        return over and self.judged_on is None

    @property
    def may_be_delayed(self) -> bool:
        """Reasonable, and no later day set."""
        return bool(self.is_reasonable) and self.delayed_to is None


class Consultation(models.Model):
    """One party asked (征求意见, 条例 32–34), with delivery and answer. 15 working days run from *their* receipt."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="consultations")
    item = models.ForeignKey(CaseItem, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField("征求对象", max_length=20, choices=ConsultedKind.choices)
    name = EncryptedTextField("名称")
    contact = EncryptedTextField("联系方式", blank=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="协办科室"
    )
    question = models.TextField("征求意见的内容")
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="+", verbose_name="征求意见书")
    sent_on = models.DateField("发出日期")
    delivered_on = models.DateField("收到日期", null=True, blank=True)
    proof = models.ForeignKey(CaseFile, models.PROTECT, null=True, related_name="+", verbose_name="送达凭证")
    due_on = models.DateField("答复期限", null=True, editable=False)
    opinion = models.CharField("意见", max_length=20, choices=Opinion.choices, blank=True)
    reasons = models.TextField("理由", blank=True)
    replied_on = models.DateField("答复日期", null=True, blank=True)
    reply_file = models.ForeignKey(
        CaseFile, models.PROTECT, null=True, related_name="+", verbose_name="书面意见"
    )
    # After an objection or silence: what the office makes of it, with reasons (条例 32).
    is_reasonable = models.BooleanField("理由合理", null=True)
    office_view = models.TextField("本机关认定", blank=True)
    closed_on = models.DateField("结束日期", null=True)
    # Opened all the same for the public interest: when decided, the notice, and when it was told.
    overruled_on = models.DateField("决定公开日期", null=True)
    overruling = models.ForeignKey(
        Letter, models.PROTECT, null=True, related_name="+", verbose_name="决定公开告知书"
    )
    told_on = models.DateField("告知第三方日期", null=True)
    told_proof = models.ForeignKey(
        CaseFile, models.PROTECT, null=True, related_name="+", verbose_name="告知凭证"
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = "征求意见"
        verbose_name_plural = "征求意见"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.sent_on}"

    @property
    def waits_for_decision(self) -> bool:
        """待决定: a third party objected or kept silent, and the office has not said what it makes of it (R-170)."""
        return (
            self.kind == ConsultedKind.THIRD_PARTY
            and self.closed_on is not None
            and self.opinion != Opinion.AGREES
            and self.is_reasonable is None
        )


class Extension(models.Model):
    """延长答复期限: asked, consented by the named head, told before the first limit ends (条例 33). Once."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="extension")
    days = models.PositiveSmallIntegerField("延长的工作日")
    reason = models.TextField("理由")
    asked_by = person("提请人")
    asked_at = models.DateTimeField("提请时间", default=timezone.now)
    decided_by = person("批准人", null=True)
    decided_at = models.DateTimeField("批准时间", null=True)
    is_granted = models.BooleanField("同意", null=True)
    opinion = models.TextField("批准意见", blank=True)
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="+", verbose_name="延期告知书")
    notified_on = models.DateField("告知日期", null=True)

    class Meta:
        verbose_name = "延长答复期限"
        verbose_name_plural = "延长答复期限"

    def __str__(self) -> str:
        return f"延长{self.days}个工作日"
