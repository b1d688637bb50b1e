"""Policy documents, general information, their attachments and relations, and the register of index numbers."""

import hashlib
from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from foundation.organisations.models import Body
from foundation.signoff.file_storage import private_storage  # noqa: F401  (migration 0003 looks for it here)
from foundation.signoff.places import TextPlace
from foundation.signoff.routing import RoutedPage
from foundation.workdays.periods import Period

from .blocks import TEXT_FEATURES, DocumentBody, ElementBlock
from .enums import (
    Audience,
    DocumentKind,
    FollowUp,
    Genre,
    OnlyParties,
    Openness,
    Origin,
    Relation,
    Subject,
    Validity,
    WithholdingReason,
)
from .forms import FiledPageForm
from .importing.numbers import parse_document_number
from .panels import DOCUMENT_HANDLER, INFORMATION_PANELS


class DocumentTag(TaggedItemBase):
    """主题词 of a document."""

    content_object = ParentalKey(
        "documents.DocumentPage", related_name="tagged_items", on_delete=models.CASCADE
    )


class FiledPage(RoutedPage):
    """What policy documents and other information share: where it is filed, its openness, its files."""

    secondary_columns = ParentalManyToManyField(
        "catalogue.ColumnPage",
        blank=True,
        verbose_name="同时列入的栏目",
        related_name="+",
        help_text="只引用不复制；时限以主栏目为准",
    )
    openness = models.CharField(
        "公开属性", max_length=20, choices=Openness.choices, default=Openness.PROACTIVE
    )
    openness_reason = models.CharField(
        "不公开理由", max_length=4, choices=WithholdingReason.choices, blank=True
    )
    openness_basis = models.CharField("法律依据", max_length=200, blank=True)
    openness_note = models.TextField("理由说明", blank=True)
    only_parties = models.CharField(
        "只涉及特定当事人？", max_length=3, choices=OnlyParties.choices, blank=True
    )
    audience = models.CharField("公开范围", max_length=10, choices=Audience.choices, default=Audience.SOCIETY)
    origin = models.CharField("产生方式", max_length=20, choices=Origin.choices, default=Origin.MADE)
    origin_name = models.CharField("来源主体", max_length=100, blank=True)
    maker = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="制作机关"
    )
    owner_basis = models.CharField("由本机关公开的依据", max_length=200, blank=True)
    source = models.CharField("信息来源", max_length=100, blank=True)
    phone = models.CharField("咨询电话", max_length=60, blank=True)
    overview = models.TextField(
        "内容概述", blank=True, help_text="一两句话；目录法定四项之一（条例第十二条）"
    )
    elements = StreamField(
        [("element", ElementBlock())],
        blank=True,
        verbose_name="栏目要素",
        help_text="本栏目要求的要素，如建设项目的监理单位名称；页面上列表显示",
    )
    period = models.CharField(
        "所属期",
        max_length=20,
        blank=True,
        help_text="按期公开的信息填，如 2026年、2026年上半年、2026年第1季度、2026年3月",
    )
    original_published_at = models.DateTimeField(
        "原发布时间", null=True, blank=True, help_text="已在其他网站公开过的，填其首次发布时间"
    )

    parent_page_types = ["catalogue.ColumnPage"]
    subpage_types: list[str] = []
    base_form_class = FiledPageForm
    # Shown as 已符合 in the editor's panel once filled and unobjected to.
    checked_elements = {
        "title": "标题",
        "body": "发布机构",
        "unit": "责任科室",
        "overview": "内容概述",
        "openness": "公开属性",
    }

    class Meta:
        abstract = True

    def file_digests(self) -> Iterator[str]:
        for attachment in self.attachments.all():
            with attachment.document.open_file() as handle:
                yield hashlib.file_digest(handle, "sha256").hexdigest()

    def places(self) -> list[TextPlace]:
        from .passages import places_of
        from .precheck import texts

        return places_of(texts(self))

    @property
    def element_values(self) -> list[tuple[str, str]]:
        """The filled elements, name and value, in order; a name may come again."""
        rows = [
            (
                block.value["name"].strip(),
                block.value["value"].strip() or str(block.value.get("page") or ""),
            )
            for block in self.elements
        ]
        return [(name, value) for name, value in rows if value]

    @property
    def period_name(self) -> str:
        """所属期 by its short name (2026-03); empty where none is named."""
        try:
            return Period.read(self.period).name if self.period else ""
        except ValueError:
            return ""

    @property
    def period_words(self) -> str:
        """所属期 as officials write it; what was typed where it is none."""
        try:
            return Period.read(self.period).words if self.period else ""
        except ValueError:
            return self.period

    @property
    def public_date(self):
        if self.original_published_at:
            return timezone.localdate(self.original_published_at)
        return super().public_date


class DocumentPage(FiledPage):
    """A policy document (政策文件) with the header of R-271 and addressable clauses."""

    kind = models.CharField(
        "文件类别", max_length=20, choices=DocumentKind.choices, default=DocumentKind.OTHER
    )
    genre = models.CharField("体裁（文种）", max_length=20, choices=Genre.choices, blank=True)
    document_number = models.CharField("文号", max_length=60, blank=True, help_text="如 示政办发〔2026〕3号")
    number_key = models.CharField("文号检索键", max_length=60, blank=True, db_index=True, editable=False)
    co_issuers = ParentalManyToManyField(Body, blank=True, verbose_name="联合发文机关", related_name="+")
    written_on = models.DateField("成文日期", null=True, blank=True)
    printed_on = models.DateField("印发日期", null=True, blank=True)
    subject = models.CharField("主题分类", max_length=2, choices=Subject.choices, blank=True)
    tags = ClusterTaggableManager(through=DocumentTag, blank=True, verbose_name="主题词")
    validity = models.CharField("有效性", max_length=20, choices=Validity.choices, default=Validity.IN_FORCE)
    effective_on = models.DateField("施行日期", null=True, blank=True)
    expires_on = models.DateField("失效日期", null=True, blank=True)
    abolished_on = models.DateField("废止日期", null=True, blank=True)
    abolished_by = models.CharField("废止依据", max_length=200, blank=True)
    is_important = models.BooleanField("重要政策（需要解读）", default=False)
    needs_watch = models.BooleanField("重点政策（公布后关注社会反映）", default=False)
    content = StreamField(DocumentBody(), blank=True, verbose_name="正文")

    checked_elements = FiledPage.checked_elements | {
        "document_number": "文号",
        "genre": "体裁（文种）",
        "subject": "主题分类",
        "written_on": "成文日期",
        "printed_on": "印发日期",
        "content": "正文",
        "validity": "有效性",
    }
    template = "documents/document_page.html"
    edit_handler = DOCUMENT_HANDLER
    search_fields = [
        *Page.search_fields,
        index.SearchField("document_number"),
        index.SearchField("overview"),
        index.SearchField("content"),
        index.FilterField("number_key"),
    ]

    class Meta:
        verbose_name = "政策文件"
        verbose_name_plural = "政策文件"

    def _set_core_field_defaults(self) -> None:
        number = parse_document_number(self.document_number)
        self.number_key = number.key if number else ""
        if number:
            self.document_number = number.display
        super()._set_core_field_defaults()

    def get_context(self, request, *args, **kwargs):
        from .selectors import document_content

        context = super().get_context(request, *args, **kwargs)
        return context | document_content(self, is_draft=getattr(request, "is_preview", False))

    @property
    def listing_kind(self) -> str:
        return self.get_kind_display()

    @property
    def is_four_reviews_kind(self) -> bool:
        return self.kind == DocumentKind.NORMATIVE

    @property
    def index_number(self) -> str:
        """索引号; empty until first publication."""
        issued = getattr(self, "issued_index", None)
        return issued.value if issued else ""


class InformationPage(FiledPage):
    """Government information that is not an official document (非公文类信息, R-058): guides, figures, meetings."""

    text = RichTextField("正文", blank=True, features=[*TEXT_FEATURES, "h3", "image"])

    checked_elements = FiledPage.checked_elements | {"text": "正文"}
    template = "documents/information_page.html"
    content_panels = INFORMATION_PANELS
    search_fields = [*Page.search_fields, index.SearchField("overview"), index.SearchField("text")]

    def get_context(self, request, *args, **kwargs):
        from .selectors import attachments_of, followed_documents

        return super().get_context(request, *args, **kwargs) | {
            "attachments": attachments_of(self),
            "policies": followed_documents(self),
        }

    class Meta:
        verbose_name = "政府信息"
        verbose_name_plural = "政府信息"


class AttachedFile(Orderable):
    """A file that belongs to a page."""

    document = models.ForeignKey(
        "wagtaildocs.Document", models.PROTECT, related_name="+", verbose_name="文件"
    )
    title = models.CharField("名称", max_length=200, blank=True, help_text="留空用文件名")
    openness = models.CharField(
        "公开属性",
        max_length=20,
        choices=[("", "与正文一致"), *Openness.choices],
        blank=True,
        help_text="与正文不同的，请拆分为单独文件",
    )

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = "附件"
        verbose_name_plural = "附件"

    @property
    def display_title(self) -> str:
        return self.title or self.document.title


class Attachment(AttachedFile):
    """A file of a document."""

    page = ParentalKey(DocumentPage, related_name="attachments", on_delete=models.CASCADE)


class InformationAttachment(AttachedFile):
    """A file of a piece of general information."""

    page = ParentalKey(InformationPage, related_name="attachments", on_delete=models.CASCADE)


class RelatedDocument(Orderable):
    """A relation from one document to another; the other shows it too."""

    page = ParentalKey(DocumentPage, related_name="relations", on_delete=models.CASCADE)
    target = models.ForeignKey(DocumentPage, models.CASCADE, related_name="related_from", verbose_name="文件")
    relation = models.CharField("关系", max_length=20, choices=Relation.choices, default=Relation.RELATED)

    class Meta(Orderable.Meta):
        verbose_name = "相关文件"
        verbose_name_plural = "相关文件"


class PolicyFollowUp(Orderable):
    """That a piece of information tells what became of a policy: one record, shown on both pages."""

    page = ParentalKey(InformationPage, related_name="follow_ups", on_delete=models.CASCADE)
    document = models.ForeignKey(
        DocumentPage, models.CASCADE, related_name="followed_by", verbose_name="政策文件"
    )
    kind = models.CharField("内容", max_length=20, choices=FollowUp.choices)

    class Meta(Orderable.Meta):
        verbose_name = "相关政策"
        verbose_name_plural = "相关政策"


class IndexNumber(models.Model):
    """The register of index numbers (索引号): written once, never reused, kept when the page is gone (R-272)."""

    page = models.OneToOneField(
        DocumentPage, models.SET_NULL, null=True, related_name="issued_index", verbose_name="文件"
    )
    body = models.ForeignKey(Body, models.PROTECT, verbose_name="机构")
    value = models.CharField("索引号", max_length=80, unique=True)
    period = models.CharField("期间", max_length=8, blank=True)
    sequence = models.PositiveIntegerField("流水号", null=True)
    is_imported = models.BooleanField("导入时保留的原号", default=False)
    issued_at = models.DateTimeField("赋号时间", auto_now_add=True)

    class Meta:
        ordering = ["-issued_at"]
        verbose_name = "索引号"
        verbose_name_plural = "索引号登记"
        constraints = [
            models.UniqueConstraint(fields=["body", "period", "sequence"], name="index_sequence_once"),
        ]

    def __str__(self) -> str:
        return self.value

    def delete(self, *args, **kwargs):
        raise PermissionDenied("索引号登记后不得删除。")


# The records of imports stand in a file of their own.
from .import_models import ImportedFile, PendingImport  # noqa: E402, F401
