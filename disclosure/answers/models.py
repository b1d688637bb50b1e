"""The answer of a case as a page that is signed and never public, its record once signed, and its delivery."""

import hashlib
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from disclosure.requests.enums import Way
from disclosure.requests.models import Case, CaseFile, CaseItem
from foundation.letters.models import Letter, kind_label
from foundation.organisations.models import Body
from foundation.signoff.models import AppendOnly
from foundation.signoff.pages import SignedPage
from foundation.signoff.places import TextPlace, keyed

from .page_permissions import AnswerPermissionTester

TEXTS = {
    "decision": "我们的决定",
    "reasons": "事实、理由和依据",
    "next_steps": "您可以怎么做",
    "remedies": "不同意本答复的",
}


class AnswerPage(SignedPage):
    """答复书 as it is drafted and signed. It stands below no site, so that no address leads to it.

    The addressee is not in it: the letter gets the name from the case, where it is encrypted.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="answers", verbose_name="申请")
    letter_key = models.CharField("文书", max_length=60)
    asked = models.TextField("申请的信息", blank=True)
    decision = models.TextField(TEXTS["decision"], blank=True)
    reasons = models.TextField(TEXTS["reasons"], blank=True)
    next_steps = models.TextField(TEXTS["next_steps"], blank=True)
    remedies = models.TextField(TEXTS["remedies"], blank=True)
    supply_on = models.DateField("提供日期", null=True, blank=True)
    # Fingerprint of the decisions that the texts were made from: a later decision needs new texts.
    items_mark = models.CharField(max_length=64, blank=True, editable=False)

    parent_page_types: list[str] = []
    subpage_types: list[str] = []
    template = "answers/answer_page.html"
    preview_modes = [("", "答复书")]
    search_fields: list[Any] = []

    class Meta:
        verbose_name = "申请答复书"
        verbose_name_plural = "申请答复书"

    def permissions_for_user(self, user: Any) -> AnswerPermissionTester:
        return AnswerPermissionTester(user, self)

    @classmethod
    def get_indexed_objects(cls):
        """None: an answer is in no index."""
        return cls.objects.none()

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any):
        """Nobody gets an answer by an address, whatever its row says."""
        raise Http404("没有这个页面。")

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        return []

    def file_digests(self) -> Iterator[str]:
        for attachment in self.attachments.all():
            with attachment.document.open_file() as handle:
                yield hashlib.file_digest(handle, "sha256").hexdigest()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from .selectors import withheld_places

        return super().get_context(request, *args, **kwargs) | {
            "paragraphs": self.paragraphs(),
            "attached": list(self.attachments.all()),
            "withheld": withheld_places(self),
        }

    @property
    def letter_title(self) -> str:
        """What the letter is called."""
        return kind_label(self.letter_key)

    def paragraphs(self) -> list[tuple[str, str, list[str]]]:
        """Field, heading and paragraphs of the letter, without those that say nothing."""
        texts = [(name, heading, getattr(self, name).splitlines()) for name, heading in TEXTS.items()]
        return [(name, heading, lines) for name, heading, lines in texts if any(lines)]

    def places(self) -> list[TextPlace]:
        return keyed(
            [
                (name, f"{heading}第{number}段", line)
                for name, heading, lines in self.paragraphs()
                for number, line in enumerate(lines, start=1)
            ]
        )


class AnswerFile(Orderable):
    """A file that the applicant gets, for one item or for all."""

    page = ParentalKey(AnswerPage, related_name="attachments", on_delete=models.CASCADE)
    document = models.ForeignKey(
        "wagtaildocs.Document", models.PROTECT, related_name="+", verbose_name="文件"
    )
    title = models.CharField("名称", max_length=200, blank=True)
    item = models.ForeignKey(
        CaseItem, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="申请事项"
    )

    class Meta(Orderable.Meta):
        verbose_name = "提供的文件"
        verbose_name_plural = "提供的文件"

    def __str__(self) -> str:
        return self.title or self.document.title


class SignedAnswer(AppendOnly):
    """What was signed: page, revision, digest, the letter made of it, and every file with its digest."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="signed_answers", verbose_name="申请")
    page = models.ForeignKey(AnswerPage, models.PROTECT, related_name="signed", verbose_name="答复书")
    revision_id = models.BigIntegerField(unique=True)
    content_digest = models.CharField("内容指纹", max_length=64)
    seal_id = models.BigIntegerField("审签记录")
    letter = models.OneToOneField(Letter, models.PROTECT, related_name="+", verbose_name="文书")
    files = models.JSONField("提供的文件", default=list)
    supply_on = models.DateField("提供日期", null=True)
    at = models.DateTimeField("签发时间", default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = "已签发的答复"
        verbose_name_plural = "已签发的答复"

    def __str__(self) -> str:
        return str(self.letter)


class Delivery(AppendOnly):
    """送达: how, on which day, with which proof. ``is_supply``: the information that was promised for later."""

    signed = models.ForeignKey(SignedAnswer, models.PROTECT, related_name="deliveries", verbose_name="答复")
    way = models.CharField("方式", max_length=20, choices=Way.choices)
    on = models.DateField("送达日期")
    proof = models.ForeignKey(CaseFile, models.PROTECT, null=True, related_name="+", verbose_name="送达凭证")
    proof_words = models.CharField("凭证说明", max_length=200, blank=True)
    deviation = models.CharField("与申请人要求不同的理由", max_length=300, blank=True)
    is_supply = models.BooleanField("提供信息", default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="办理人")
    person_name = models.CharField("办理人姓名", max_length=150)
    at = models.DateTimeField("记录时间", default=timezone.now)
    # Only by mail: until when the link leads anywhere.
    link_until = models.DateTimeField("链接有效期", null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["signed", "is_supply"], name="answer_delivered_once"),
        ]
        verbose_name = "送达记录"
        verbose_name_plural = "送达记录"

    def __str__(self) -> str:
        return f"{self.get_way_display()} {self.on}"


class LinkMail(AppendOnly):
    """That the mail with the link was handed to the mail server. Without it the next run sends it."""

    delivery = models.OneToOneField(Delivery, models.PROTECT, related_name="mail", verbose_name="送达")
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = "送达邮件"
        verbose_name_plural = "送达邮件"

    def __str__(self) -> str:
        return f"{self.delivery} {self.at:%Y-%m-%d %H:%M}"


class LinkOpening(AppendOnly):
    """That the link was opened or a file fetched, and when; nothing about who, beyond having the link."""

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="openings", verbose_name="送达")
    what = models.CharField("内容", max_length=200)
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = "链接打开记录"
        verbose_name_plural = "链接打开记录"

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d %H:%M}"


class RemedyOffices(models.Model):
    """复议机关 and 人民法院 named in the answers of one body (R-194); bodies below it use them too."""

    body = models.OneToOneField(Body, models.CASCADE, related_name="remedy_offices", verbose_name="机构")
    review_name = models.CharField("行政复议机关", max_length=100)
    review_address = models.CharField("行政复议机关地址", max_length=200)
    review_phone = models.CharField("行政复议机关电话", max_length=60, blank=True)
    court_name = models.CharField("人民法院", max_length=100)
    court_address = models.CharField("人民法院地址", max_length=200)
    court_phone = models.CharField("人民法院电话", max_length=60, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="设置人"
    )
    changed_at = models.DateTimeField("设置时间", auto_now=True)

    class Meta:
        verbose_name = "救济途径"
        verbose_name_plural = "救济途径"

    def __str__(self) -> str:
        return str(self.body)
