"""Cases of 依申请公开: what was asked, by whom, what was done, and how it ended."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from foundation.letters.models import Letter
from foundation.signoff.file_storage import private_storage
from foundation.signoff.models import AppendOnly
from foundation.submissions.encryption import EncryptedTextField
from foundation.submissions.models import Submission, SubmissionQuerySet

from .enums import OPEN_STATES, AnswerKind, Applicant, Channel, Ending, IdentityProof, Leaf, State
from .rules import leaf_of_case, received_on


def person(label: str, **more) -> models.ForeignKey:
    """A member of staff who did something; the record outlives the account's use."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=label, **more
    )


class CaseQuerySet(SubmissionQuerySet):
    """Cases in the words of the office."""

    def open(self) -> Self:
        """Not yet closed."""
        return self.filter(state__in=OPEN_STATES)

    def in_order_of_receipt(self) -> Self:
        """按收到申请的先后次序 (R-166); what is not yet received stands last."""
        return self.order_by(models.F("received_on").asc(nulls_last=True), "pk")


class Case(Submission):
    """One application (政府信息公开申请). ``text`` describes what is asked for, ``name`` is the applicant's,
    ``contact`` the telephone number, ``unit`` the 承办科室, ``officer`` the 经办人.

    ``received_at`` is when the platform took it in; ``received_on`` is 收到申请之日 in law.
    """

    channel = models.CharField("申请渠道", max_length=20, choices=Channel.choices, default=Channel.ONLINE)
    applicant = models.CharField("申请人类型", max_length=20, choices=Applicant.choices)
    state = models.CharField("状态", max_length=20, choices=State.choices, default=State.UNCONFIRMED)
    ending = models.CharField("办结方式", max_length=20, choices=Ending.choices, blank=True)
    submitted_on = models.DateField("提交日期", default=timezone.localdate)
    signed_for_on = models.DateField("签收日期", null=True, blank=True)
    confirmed_on = models.DateField("双方确认日期", null=True, blank=True)
    received_on = models.DateField("收到申请之日", null=True, editable=False)
    officer = person("经办人", null=True, blank=True)

    proof_kind = models.CharField("证件名称", max_length=20, choices=IdentityProof.choices, blank=True)
    proof_number = EncryptedTextField("证件号码", blank=True)
    employer = EncryptedTextField("工作单位", blank=True)
    legal_person = EncryptedTextField("法定代表人", blank=True)
    contact_person = EncryptedTextField("联系人姓名", blank=True)
    address = EncryptedTextField("通信地址", blank=True)
    postcode = EncryptedTextField("邮政编码", blank=True)
    email = EncryptedTextField("电子邮箱", blank=True)
    # Keyed digest of name and number: finds the same applicant again without reading any personal data.
    applicant_key = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    identity_checked_on = models.DateField("身份核验日期", null=True, blank=True)
    identity_checked_by = person("身份核验人", null=True, blank=True)

    subject = models.CharField("信息名称", max_length=200, help_text="所需信息的名称或者一句话概括")
    reference = models.CharField("文号或者索取号", max_length=100, blank=True)
    purpose = models.CharField("用途", max_length=300, blank=True, help_text="选填，不作为是否公开的依据")
    forms = models.JSONField("指定提供方式", default=list)
    ways = models.JSONField("获取信息的方式", default=list)
    accepts_other = models.BooleanField("也可接受其他方式", default=False)
    wants_reduction = models.BooleanField("申请减免费用", default=False)
    is_own_record = models.BooleanField("与自身相关的信息", default=False)
    needs_help = models.CharField("需要的帮助", max_length=200, blank=True)
    is_marked = models.BooleanField("来件已标注“政府信息公开申请”", default=True)
    filled_in_by = person("代填人", null=True, blank=True)
    oral_reason = models.CharField("口头申请的原因", max_length=200, blank=True)
    read_back = models.BooleanField("已向申请人宣读并确认", default=False)

    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="merged", verbose_name="并入的申请"
    )
    split_from = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="parts", verbose_name="拆分自"
    )
    closed_on = models.DateField("办结日期", null=True)

    objects = CaseQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Submission.Meta):
        indexes = [
            models.Index(fields=["body", "state", "received_on"], name="request_desk"),
            models.Index(fields=["body", "received_on"], name="request_received"),
            models.Index(fields=["body", "closed_on"], name="request_closed"),
            # Earlier applications of one applicant are found among all of ten years.
            models.Index(fields=["body", "applicant_key"], name="request_applicant"),
        ]
        constraints = [
            # A case that ended says how and when, and one that goes on does neither.
            models.CheckConstraint(
                condition=Q(state=State.CLOSED, closed_on__isnull=False) & ~Q(ending="")
                | ~Q(state=State.CLOSED) & Q(ending="", closed_on__isnull=True),
                name="request_ends_whole",
            ),
        ]
        verbose_name = "政府信息公开申请"
        verbose_name_plural = "政府信息公开申请"

    def __str__(self) -> str:
        return f"{self.number}《{self.subject}》"

    @property
    def is_open(self) -> bool:
        return self.state != State.CLOSED

    @property
    def is_by_person(self) -> bool:
        """自然人; others are 法人或者其他组织."""
        return self.applicant == Applicant.NATURAL_PERSON

    @property
    def waits_for_identity(self) -> bool:
        """待核验身份: own records are for nobody else, so that nothing is answered before (R-157)."""
        return self.is_open and self.is_own_record and self.identity_checked_on is None

    def reckon_receipt(self, clock_start: str) -> dt.date | None:
        """收到申请之日 from the dates known now."""
        return received_on(
            Channel(self.channel),
            submitted=self.submitted_on,
            signed_for=self.signed_for_on,
            confirmed=self.confirmed_on,
            clock_start=clock_start,
        )

    @property
    def leaf(self) -> Leaf:
        """The one row of table three that the case counts in. Raises ValueError while items are unanswered."""
        by_ending = {
            Ending.ABANDONED: Leaf.OTHER_1,
            Ending.UNPAID: Leaf.OTHER_2,
            Ending.WITHDRAWN: Leaf.OTHER_3,
            Ending.MERGED: Leaf.OTHER_3,
        }
        if self.ending in by_ending:
            return by_ending[Ending(self.ending)]
        return leaf_of_case([Leaf(item.leaf) for item in self.items.all() if item.leaf])


class CaseItem(models.Model):
    """One matter within an application, with an outcome of its own (R-167: listed inside one case)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="items")
    order = models.PositiveSmallIntegerField("序号", default=1)
    text = models.TextField("申请的信息")
    kind = models.CharField("答复类型", max_length=20, choices=AnswerKind.choices, blank=True)
    leaf = models.CharField("统计类别", max_length=20, choices=Leaf.choices, blank=True)
    # The answers given in the decision tree, question by question: [{"question", "answer", "basis"}].
    path = models.JSONField("认定过程", default=list)
    facts = models.TextField("事实", blank=True)
    reasons = models.TextField("理由", blank=True)
    basis = models.CharField("法律依据", max_length=300, blank=True)
    details = models.JSONField("其他内容", default=dict)
    decided_by = person("认定人", null=True)
    decided_at = models.DateTimeField("认定时间", null=True)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["case", "order"], name="request_item_order")]
        verbose_name = "申请事项"
        verbose_name_plural = "申请事项"

    def __str__(self) -> str:
        return f"{self.order}. {self.text[:40]}"


class CaseEvent(AppendOnly):
    """One thing that happened (办理过程). ``told`` is what the applicant reads of it; empty: nothing.

    ``on`` is the day that counts in law, ``at`` when it was written down.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    item = models.ForeignKey(CaseItem, models.PROTECT, null=True, related_name="+")
    step = models.CharField("步骤", max_length=30)
    label = models.CharField("环节", max_length=40)
    words = models.TextField("内容", blank=True)
    told = models.TextField("告知申请人", blank=True)
    on = models.DateField("日期", default=timezone.localdate)
    at = models.DateTimeField("记录时间", default=timezone.now)
    by = person("办理人", null=True)
    by_name = models.CharField("办理人姓名", max_length=150, blank=True)
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="+", verbose_name="文书")
    details = models.JSONField("细节", default=dict)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["step", "on"], name="request_event_step")]
        verbose_name = "申请办理记录"
        verbose_name_plural = "申请办理记录"

    def __str__(self) -> str:
        return f"{self.label} {self.on}"


class CaseFile(models.Model):
    """A file of the case that the office keeps: proof of delivery, scan, reply. Never public."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="kept_files")
    kind = models.CharField("类型", max_length=40, help_text="如 送达回证、签收单、第三方意见")
    file = models.FileField("文件", storage=private_storage, upload_to="requests/", max_length=200)
    name = models.CharField("文件名", max_length=100)
    size = models.PositiveBigIntegerField("大小（字节）")
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField("存入时间", default=timezone.now)
    added_by = person("存入人", null=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = "卷宗文件"
        verbose_name_plural = "卷宗文件"

    def __str__(self) -> str:
        return self.name


# Tables of their own files, for Django to find.
from .mail_models import ApplicantMail  # noqa: E402, F401
from .procedure_models import Consultation, Extension, ReasonRequest, Supplement  # noqa: E402, F401
from .transfer_models import Transfer  # noqa: E402, F401
