"""Press releases and press conferences as the public reads them, and their one link to each policy."""

import hashlib
from collections.abc import Iterator

from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from disclosure.documents.forms import UnitPageForm
from foundation.signoff.places import TextPlace
from foundation.signoff.routing import RoutedPage

from ..blocks import MEDIA_BLOCKS, TEXT, LiveTextBlock, PressQuestionBlock, SpeakerBlock
from ..enums import ConferenceKind, ReleaseKind, Stage
from ..panels import CONFERENCE_HANDLER, RELEASE_HANDLER


class PressPage(RoutedPage):
    """What releases and conferences share."""

    source = models.CharField("信息来源", max_length=100, blank=True, help_text="留空为发布机构")
    overview = models.TextField("内容概述", blank=True, help_text="一两句话，用于列表、搜索和分享")
    media = StreamField(MEDIA_BLOCKS, blank=True, verbose_name="照片和视频")
    original_published_at = models.DateTimeField(
        "原发布时间", null=True, blank=True, help_text="已在其他网站公开过的，填其首次发布时间"
    )

    parent_page_types = ["catalogue.ColumnPage"]
    subpage_types: list[str] = []
    base_form_class = UnitPageForm

    class Meta:
        abstract = True

    @property
    def needs_authorisation(self) -> bool:
        """Whether the page speaks for the body to the press, so that somebody must have authorised it (R-123)."""
        return True

    @property
    def listing_kind(self) -> str:
        return self.get_kind_display()

    @property
    def public_date(self):
        if self.original_published_at:
            return timezone.localdate(self.original_published_at)
        return super().public_date

    def places(self) -> list[TextPlace]:
        from disclosure.documents.passages import places_of

        from ..precheck import texts

        return places_of(texts(self))

    def file_digests(self) -> Iterator[str]:
        for block in self.media:
            if block.block_type == "photo" and block.value["image"]:
                with block.value["image"].open_file() as handle:
                    yield hashlib.file_digest(handle, "sha256").hexdigest()


class PressReleasePage(PressPage):
    """News of the body, a release of its spokesperson, or what another medium wrote (转载)."""

    kind = models.CharField("类型", max_length=10, choices=ReleaseKind.choices, default=ReleaseKind.NEWS)
    author = models.CharField("作者", max_length=50, blank=True)
    text = RichTextField("正文", blank=True, features=TEXT)
    original_source = models.CharField("原文来源", max_length=100, blank=True, help_text="如 示范日报")
    original_url = models.URLField("原文链接", max_length=500, blank=True)
    original_on = models.DateField("原文日期", null=True, blank=True)

    template = "press/release_page.html"
    edit_handler = RELEASE_HANDLER
    # Shown as 已符合 in the editor's panel once filled and unobjected to.
    checked_elements = {"title": "标题", "body": "发布机构", "unit": "责任科室", "text": "正文"}
    search_fields = [*Page.search_fields, index.SearchField("overview"), index.SearchField("text")]

    class Meta:
        verbose_name = "新闻动态"
        verbose_name_plural = "新闻动态"

    @property
    def needs_authorisation(self) -> bool:
        return self.kind == ReleaseKind.STATEMENT

    def get_context(self, request, *args, **kwargs):
        from ..selectors import related_pages

        return super().get_context(request, *args, **kwargs) | {"related": related_pages(self)}


class PressConferencePage(PressPage):
    """A press conference or policy briefing: announced before it is held, its record after (R-122)."""

    kind = models.CharField(
        "类型", max_length=12, choices=ConferenceKind.choices, default=ConferenceKind.CONFERENCE
    )
    stage = models.CharField("发布内容", max_length=10, choices=Stage.choices, default=Stage.ANNOUNCED)
    starts_at = models.DateTimeField("举行时间", null=True, blank=True)
    place = models.CharField("地点", max_length=100, blank=True)
    host = models.CharField("主办单位", max_length=100, blank=True)
    moderator = models.CharField("主持人", max_length=100, blank=True, help_text="姓名和职务")
    speakers = StreamField([("speaker", SpeakerBlock())], blank=True, verbose_name="发布人")
    media_present = models.TextField("到会媒体", blank=True, help_text="媒体名称，用顿号分隔")
    opening = RichTextField("情况介绍", blank=True, features=TEXT)
    live_text = StreamField([("entry", LiveTextBlock())], blank=True, verbose_name="图文直播")
    transcript = RichTextField("文字实录", blank=True, features=TEXT)
    questions = StreamField([("question", PressQuestionBlock())], blank=True, verbose_name="答记者问")

    # What only a record tells; it may be written and signed with the announcement.
    RECORD = frozenset({"media_present", "live_text", "transcript", "questions"})

    template = "press/conference_page.html"
    edit_handler = CONFERENCE_HANDLER
    checked_elements = {
        "title": "主题",
        "body": "发布机构",
        "unit": "责任科室",
        "starts_at": "举行时间",
        "place": "地点",
        "host": "主办单位",
        "speakers": "发布人",
    }
    search_fields = [
        *Page.search_fields,
        index.SearchField("overview"),
        index.SearchField("transcript"),
        index.SearchField("questions"),
    ]

    class Meta:
        verbose_name = "新闻发布会"
        verbose_name_plural = "新闻发布会"

    @property
    def is_record(self) -> bool:
        """Whether readers are told what was said, not only that it will be held."""
        return self.stage == Stage.HELD

    def get_context(self, request, *args, **kwargs):
        from ..selectors import related_pages

        return super().get_context(request, *args, **kwargs) | {"related": related_pages(self)}


class _Link(Orderable):
    """That a press page tells of another page: one record, shown on both."""

    target = models.ForeignKey(
        Page,
        models.CASCADE,
        related_name="+",
        verbose_name="页面",
        help_text="政策文件、政策解读、新闻发布会",
    )

    class Meta(Orderable.Meta):
        abstract = True


class ReleaseLink(_Link):
    """From a release."""

    page = ParentalKey(PressReleasePage, related_name="links", on_delete=models.CASCADE)

    class Meta(_Link.Meta):
        verbose_name = "相关页面"
        verbose_name_plural = "相关页面"
        constraints = [models.UniqueConstraint(fields=["page", "target"], name="target_once_per_release")]


class ConferenceLink(_Link):
    """From a conference."""

    page = ParentalKey(PressConferencePage, related_name="links", on_delete=models.CASCADE)

    class Meta(_Link.Meta):
        verbose_name = "相关页面"
        verbose_name_plural = "相关页面"
        constraints = [models.UniqueConstraint(fields=["page", "target"], name="target_once_per_conference")]
