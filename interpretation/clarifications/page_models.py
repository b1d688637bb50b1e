"""The public clarification (澄清辟谣), what touched departments said about it, and whether it helped readers."""

import hashlib
import json
from collections.abc import Iterator

from django.conf import settings
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalManyToManyField
from wagtail import blocks
from wagtail.blocks import PageChooserBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index

from disclosure.documents.blocks import TEXT_FEATURES
from disclosure.documents.forms import UnitPageForm
from foundation.organisations.models import Body
from foundation.organisations.selectors import government_of
from foundation.signoff.chains.enums import Flag
from foundation.signoff.models import AppendOnly
from foundation.signoff.places import TextPlace
from foundation.signoff.routing import RoutedPage

from .enums import ConsentState, Verdict
from .panels import CLARIFICATION_HANDLER
from .rules import Route, route


class EvidenceBlock(blocks.StructBlock):
    """One piece of evidence with where it comes from; a file or page of the site where there is one."""

    statement = blocks.TextBlock(label="证据说明的事实", rows=2)
    source = blocks.CharBlock(
        label="来源", max_length=200, help_text="如 县水务局水质监测报告（2026年3月2日）"
    )
    page = PageChooserBlock(label="本网站的页面", required=False)
    file = DocumentChooserBlock(label="附件", required=False)
    url = blocks.URLBlock(
        label="权威来源网址", required=False, help_text="国家机关、监测机构等；不得填谣言的出处"
    )

    class Meta:
        icon = "doc-full"
        label = "证据"
        label_format = "{source}"


class ClarificationPage(RoutedPage):
    """What was said, what of it is wrong, the facts and the evidence for them."""

    claim = models.TextField(
        "网传内容",
        blank=True,
        max_length=500,
        help_text="概括转述，不附谣言原图和可点击的链接，不重复煽动性词句",
    )
    claim_place = models.CharField(
        "传播渠道", max_length=200, blank=True, help_text="如 部分微信群、短视频平台；只作文字显示"
    )
    verdict = models.CharField("结论", max_length=20, choices=Verdict.choices, blank=True)
    overview = models.TextField(
        "一句话结论", blank=True, max_length=300, help_text="读者只看一句也能明白的事实"
    )
    facts = RichTextField("事实", blank=True, features=[*TEXT_FEATURES, "h3", "image"])
    evidence = StreamField([("evidence", EvidenceBlock())], blank=True, verbose_name="证据")
    basis = models.TextField("依据", blank=True, help_text="法律、法规、文件的名称和条款")
    verified_on = models.DateField("核实日期", null=True, blank=True)
    spokesperson = models.CharField("发言人或联系人", max_length=60, blank=True)
    phone = models.CharField("联系电话", max_length=60, blank=True)
    source = models.CharField("信息来源", max_length=100, blank=True)
    related_column = models.ForeignKey(
        "catalogue.ColumnPage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="相关栏目",
        help_text="内容所属的业务栏目，页面上显示链接",
    )
    original_published_at = models.DateTimeField(
        "原发布时间", null=True, blank=True, help_text="已在其他网站公开过的，填其首次发布时间"
    )
    touched = ParentalManyToManyField(
        Body,
        blank=True,
        related_name="+",
        verbose_name="涉及的其他部门",
        help_text="内容涉及其职责或者引用其数据的部门，须事先取得其同意",
    )
    is_sensitive = models.BooleanField("内容重要、敏感", default=False, help_text="报政府审批")
    is_emergency = models.BooleanField("涉及突发公共事件", default=False, help_text="按专门程序报政府审批")

    parent_page_types = ["catalogue.ColumnPage"]
    subpage_types: list[str] = []
    template = "clarifications/clarification_page.html"
    edit_handler = CLARIFICATION_HANDLER
    base_form_class = UnitPageForm
    # Shown as 已符合 in the editor's panel once filled and unobjected to.
    checked_elements = {
        "title": "标题",
        "body": "发布机构",
        "unit": "责任科室",
        "claim": "网传内容",
        "verdict": "结论",
        "overview": "一句话结论",
        "facts": "事实",
        "evidence": "证据",
        "phone": "联系电话",
    }
    search_fields = [
        *Page.search_fields,
        index.SearchField("claim"),
        index.SearchField("overview"),
        index.SearchField("facts"),
        index.FilterField("verdict"),
    ]

    class Meta:
        verbose_name = "澄清辟谣"
        verbose_name_plural = "澄清辟谣"

    @property
    def approval_route(self) -> Route:
        """What the three questions lead to (R-132)."""
        touched = [body.pk for body in self.touched.all()] if self.pk else []
        return route(
            in_government_name=self.in_government_name,
            touched=touched,
            is_sensitive=self.is_sensitive,
            is_emergency=self.is_emergency,
            own=self.body_id,
        )

    @property
    def issuing_body_id(self) -> int | None:
        """Important and sensitive ones are approved by the government, whoever publishes them."""
        if self.is_sensitive or self.is_emergency:
            return government_of(self.body_id)
        return super().issuing_body_id

    def chain_flags(self) -> frozenset[str]:
        flags = set(super().chain_flags())
        if self.is_sensitive or self.is_emergency:
            flags |= {Flag.GOVERNMENT_NAME, Flag.FOUR_REVIEWS}
            if self.issuing_body_id != self.body_id:
                flags.add(Flag.DEPARTMENT_DRAFT)
        elif not self.in_government_name:
            flags.add(Flag.MAIN_LEADER)
        return frozenset(flags)

    def get_context(self, request, *args, **kwargs):
        from .selectors import page_content

        return super().get_context(request, *args, **kwargs) | page_content(self, request)

    def places(self) -> list[TextPlace]:
        from disclosure.documents.passages import places_of

        from .precheck import texts

        return places_of(texts(self))

    @property
    def public_date(self):
        if self.original_published_at:
            return timezone.localdate(self.original_published_at)
        return super().public_date

    def file_digests(self) -> Iterator[str]:
        for block in self.evidence:
            if file := block.value["file"]:
                with file.open_file() as handle:
                    yield hashlib.file_digest(handle, "sha256").hexdigest()

    @property
    def consent_key(self) -> str:
        """Fingerprint of what a touched department agrees to; another text needs another answer."""
        said = [self.title, self.claim, self.verdict, self.overview, self.facts, self.basis]
        said += [f"{block.value['statement']} {block.value['source']}" for block in self.evidence]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


class ClarificationConsent(AppendOnly):
    """What a touched department said about a text (R-132); its newest row for this very text counts."""

    wagtail_reference_index_ignore = True
    page = models.ForeignKey(Page, models.PROTECT, related_name="+", verbose_name="稿件")
    title = models.CharField("标题", max_length=255)
    text_key = models.CharField("内容指纹", max_length=64)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="涉及部门")
    state = models.CharField("意见", max_length=20, choices=ConsentState.choices)
    person_name = models.CharField("经办人", max_length=60)
    note = models.TextField("说明", blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人"
    )
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = "涉及部门意见"
        verbose_name_plural = "涉及部门意见"

    def __str__(self) -> str:
        return f"{self.body} {self.get_state_display()}"


class HelpfulAnswers(models.Model):
    """“有帮助吗” of one page on one day; nothing else is stored of who answered."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="+", verbose_name="页面")
    day = models.DateField("日期")
    helpful = models.PositiveIntegerField("有帮助", default=0)
    unhelpful = models.PositiveIntegerField("没有帮助", default=0)

    class Meta:
        verbose_name = "有帮助吗"
        verbose_name_plural = "有帮助吗"
        constraints = [models.UniqueConstraint(fields=["page", "day"], name="helpful_once_a_day")]

    def __str__(self) -> str:
        return f"{self.page_id} {self.day} {self.helpful}/{self.unhelpful}"
