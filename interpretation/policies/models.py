"""The interpretation page and its one link to each document it explains (R-094)."""

import hashlib
from collections.abc import Iterator

from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Orderable, Page
from wagtail.search import index

from disclosure.documents.blocks import TEXT_FEATURES
from disclosure.documents.forms import UnitPageForm
from disclosure.documents.models import DocumentPage
from foundation.signoff.places import TextPlace
from foundation.signoff.routing import RoutedPage

from .enums import Form, InterpreterKind, Section
from .panels import INTERPRETATION_HANDLER


class SectionBlock(blocks.StructBlock):
    """One of the six required sections, or the reason why it does not apply."""

    kind = blocks.ChoiceBlock(label="要素", choices=Section.choices)
    text = blocks.RichTextBlock(label="内容", required=False, features=TEXT_FEATURES)
    not_applicable = blocks.CharBlock(label="不适用的理由", required=False, help_text="本要素确不适用时填写")

    class Meta:
        icon = "doc-full"
        label = "解读要素"
        label_format = "{kind}"


class QuestionBlock(blocks.StructBlock):
    """A question and its answer (政策问答)."""

    question = blocks.CharBlock(label="问")
    answer = blocks.RichTextBlock(label="答", features=TEXT_FEATURES)

    class Meta:
        icon = "help"
        label = "问答"


class GraphicBlock(blocks.StructBlock):
    """A picture interpretation (图解); the text alternative carries its whole message."""

    image = ImageBlock(label="图片")
    text = blocks.TextBlock(label="图中文字", help_text="把图中的内容写成文字，供读屏和检索使用")

    class Meta:
        icon = "image"
        label = "图解"


class ClauseNoteBlock(blocks.StructBlock):
    """What one clause of the document means; readers find it beside the clause."""

    clause = blocks.CharBlock(label="条款", help_text="文件中的条号或标题，如 第三条、二、主要任务")
    text = blocks.RichTextBlock(label="解读", features=TEXT_FEATURES)

    class Meta:
        icon = "comment"
        label = "逐条解读"
        label_format = "{clause}"


class RecordingBlock(blocks.StructBlock):
    """A video or audio recording on the office's own or a media site, with its transcript."""

    title = blocks.CharBlock(label="名称")
    url = blocks.URLBlock(label="播放地址")
    transcript = blocks.TextBlock(label="文字稿")

    class Meta:
        icon = "media"
        label = "音视频"


def six_sections() -> list[tuple[str, dict[str, str]]]:
    """A new interpretation starts with its six headings."""
    return [("section", {"kind": kind, "text": "", "not_applicable": ""}) for kind in Section.values]


class InterpretationPage(RoutedPage):
    """Explains one or more documents (谁起草谁解读); due three working days after the document."""

    form = models.CharField("解读形式", max_length=20, choices=Form.choices, default=Form.DRAFTER)
    interpreter = models.CharField("解读人", max_length=50, blank=True)
    interpreter_post = models.CharField("解读人职务", max_length=80, blank=True)
    interpreter_kind = models.CharField(
        "解读人类型", max_length=20, choices=InterpreterKind.choices, blank=True
    )
    overview = models.TextField("内容概述", blank=True)
    source = models.CharField("信息来源", max_length=100, blank=True)
    original_published_at = models.DateTimeField(
        "原发布时间", null=True, blank=True, help_text="已在其他网站公开过的，填其首次发布时间"
    )
    sections = StreamField(
        [("section", SectionBlock())], blank=True, default=six_sections, verbose_name="解读要素"
    )
    clause_notes = StreamField(
        [("note", ClauseNoteBlock())],
        blank=True,
        verbose_name="逐条解读",
        help_text="公开后显示在文件相应条款旁",
    )
    media = StreamField(
        [("graphic", GraphicBlock()), ("recording", RecordingBlock()), ("question", QuestionBlock())],
        blank=True,
        verbose_name="图解、音视频与问答",
    )

    parent_page_types = ["catalogue.ColumnPage"]
    subpage_types: list[str] = []
    template = "policies/interpretation_page.html"
    edit_handler = INTERPRETATION_HANDLER
    base_form_class = UnitPageForm
    # Shown as 已符合 in the editor's panel once filled and unobjected to.
    checked_elements = {
        "title": "标题",
        "body": "发布机构",
        "unit": "责任科室",
        "documents": "解读的文件",
        "sections": "六个要素",
        "interpreter": "解读人",
    }
    search_fields = [
        *Page.search_fields,
        index.SearchField("overview"),
        index.SearchField("sections"),
        index.SearchField("clause_notes"),
    ]

    def get_context(self, request, *args, **kwargs):
        from disclosure.documents.linked import linked_pages

        from .selectors import ended_documents, interpreted_documents, same_series, sections_for_readers

        context = super().get_context(request, *args, **kwargs)
        context["sections"] = sections_for_readers(self)
        context["documents"] = interpreted_documents(self)
        context["ended"] = ended_documents(context["documents"])
        context["series"] = same_series(self, context["documents"])
        context["linked"] = linked_pages(self.pk)
        return context

    class Meta:
        verbose_name = "政策解读"
        verbose_name_plural = "政策解读"

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
        for block in self.media:
            if block.block_type == "graphic" and block.value["image"]:
                with block.value["image"].open_file() as handle:
                    yield hashlib.file_digest(handle, "sha256").hexdigest()


class InterpretedDocument(Orderable):
    """That an interpretation explains a document: one record, shown on both pages."""

    page = ParentalKey(InterpretationPage, related_name="documents", on_delete=models.CASCADE)
    document = models.ForeignKey(
        DocumentPage, models.CASCADE, related_name="interpretation_links", verbose_name="文件"
    )

    class Meta(Orderable.Meta):
        verbose_name = "解读的文件"
        verbose_name_plural = "解读的文件"
        constraints = [
            models.UniqueConstraint(fields=["page", "document"], name="document_once_per_interpretation")
        ]


# A table of its own file, for Django to find.
from .watch_models import WatchStatement  # noqa: E402, F401
