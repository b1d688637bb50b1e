"""What the public may find, made of live pages only; words that mean the same; what was asked for."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from wagtail.models import Page, PageViewRestriction

from .segmentation import fold


def open_pages(prefix: str = "") -> Q:
    """Live and behind no password; one query at once. Wagtail's own, as a subquery, made SQLite read every page."""
    closed = PageViewRestriction.objects.values_list("page__path", flat=True)
    found = Q(**{f"{prefix}live": True})
    for path in closed:
        found &= ~Q(**{f"{prefix}path__startswith": path})
    return found


class SearchEntryQuerySet(models.QuerySet):
    """Entries in the words of search."""

    def public(self) -> "SearchEntryQuerySet":
        """Those whose page is live and behind no password, whatever the index says; one query at once."""
        return self.filter(open_pages("page__"))

    def shown(self) -> "SearchEntryQuerySet":
        """With what a link to the page needs."""
        return self.select_related("page").defer(
            *(
                f"page__{field.name}"
                for field in Page._meta.concrete_fields
                if field.name not in ("id", "url_path")
            )
        )


class SearchEntry(models.Model):
    """One row for every page the public may find. Written by services only; gone when the page is.

    The text stands in a table of its own, so that counting 100,000 hits reads small rows.
    """

    page = models.OneToOneField(Page, models.CASCADE, related_name="search_entry", verbose_name="页面")
    title = models.CharField("标题", max_length=255)
    number = models.CharField("文号", max_length=60, blank=True)
    number_key = models.CharField("文号检索键", max_length=60, blank=True, db_index=True)
    kind = models.CharField("类别", max_length=20)
    category = models.CharField("文件类别", max_length=40, blank=True)
    body_name = models.CharField("发布机构", max_length=100, blank=True)
    year = models.CharField("年份", max_length=4)
    subject = models.CharField("主题分类", max_length=60, blank=True)
    genre = models.CharField("体裁", max_length=20, blank=True)
    validity = models.CharField("有效性", max_length=20, blank=True)
    item = models.CharField("目录事项", max_length=100, blank=True)
    is_out_of_force = models.BooleanField("已失效或废止", default=False)
    public_date = models.DateField("公开日期")
    refresh_on = models.DateField("有效性何日变化", null=True, db_index=True)
    document = models.ForeignKey(
        Page, models.SET_NULL, null=True, related_name="+", verbose_name="解读的文件"
    )
    files_read = models.BooleanField("附件已读", default=True, db_index=True)

    objects: ClassVar = SearchEntryQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-public_date", "-pk"]
        verbose_name = "检索条目"
        verbose_name_plural = "检索条目"
        # Most entries explain nothing and wait for nothing; among all, SQLite would not trust these indexes.
        indexes = [
            models.Index(fields=["-public_date", "-id"], name="search_entry_newest"),
            models.Index(
                fields=["document"], name="search_entry_explains", condition=Q(document__isnull=False)
            ),
            models.Index(
                fields=["refresh_on"], name="search_entry_refresh", condition=Q(refresh_on__isnull=False)
            ),
            models.Index(fields=["id"], name="search_entry_unread", condition=Q(files_read=False)),
        ]

    def __str__(self) -> str:
        return self.title


class EntryText(models.Model):
    """The plain text of the page, as it is shown in results."""

    entry = models.OneToOneField(
        SearchEntry, models.CASCADE, primary_key=True, related_name="body_text", verbose_name="条目"
    )
    text = models.TextField("正文", blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "正文"
        verbose_name_plural = "正文"

    def __str__(self) -> str:
        return f"{self.entry_id}"


class AttachmentText(models.Model):
    """One page or sheet of an attached file; a file that could not be read is one row with the reason."""

    entry = models.ForeignKey(SearchEntry, models.CASCADE, related_name="files", verbose_name="条目")
    file_id = models.BigIntegerField("文件编号")
    file_hash = models.CharField("文件指纹", max_length=40, db_index=True)
    name = models.CharField("附件名称", max_length=255)
    place = models.CharField("页码或工作表", max_length=60, blank=True)
    text = models.TextField("文字", blank=True)
    failure = models.CharField("未能读取的原因", max_length=255, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]
        verbose_name = "附件文字"
        verbose_name_plural = "附件文字"

    def __str__(self) -> str:
        return f"{self.name} {self.place}".strip()


class Synonym(models.Model):
    """Words of which each finds the others too (同义词), for every backend at once."""

    words = models.CharField(
        "同义词", max_length=200, unique=True, help_text="用逗号隔开，如：环评，环境影响评价；保存后立即生效"
    )
    is_active = models.BooleanField("启用", default=True)

    class Meta:
        ordering = ["words"]
        verbose_name = "同义词"
        verbose_name_plural = "同义词"

    def __str__(self) -> str:
        return self.words

    @property
    def members(self) -> list[str]:
        """The words of the group, folded as queries are."""
        marks = str.maketrans(dict.fromkeys(",;、；\n", ","))
        words = (word.strip() for word in fold(self.words).translate(marks).split(","))
        return list(dict.fromkeys(filter(None, words)))

    def clean(self) -> None:
        if len(self.members) < 2:
            raise ValidationError({"words": "请至少填写两个词，用逗号隔开，如：环评，环境影响评价。"})


class Vocabulary(models.Model):
    """A phrase of public titles, from which 您要找的是不是 is told."""

    text = models.CharField(max_length=16, unique=True)
    sound = models.CharField(max_length=120, db_index=True)
    weight = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "检索词汇"
        verbose_name_plural = "检索词汇"

    def __str__(self) -> str:
        return self.text


class QueryLog(models.Model):
    """How often something was asked for on a day and how much it found; nothing about who asked."""

    query = models.CharField("检索词", max_length=100)
    day = models.DateField("日期")
    count = models.PositiveIntegerField("次数", default=0)
    results = models.PositiveIntegerField("结果数")

    class Meta:
        ordering = ["-day", "-count"]
        verbose_name = "检索记录"
        verbose_name_plural = "检索记录"
        constraints = [models.UniqueConstraint(fields=["query", "day"], name="query_once_a_day")]
        indexes = [models.Index(fields=["day", "results"], name="query_day_results")]

    def __str__(self) -> str:
        return self.query


class RebuildPlace(models.Model):
    """How far a rebuild of the index came, so that one that was cut off goes on there."""

    kind = models.CharField(max_length=20, unique=True)
    after = models.BigIntegerField("最后一个页面的编号")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "重建进度"
        verbose_name_plural = "重建进度"

    def __str__(self) -> str:
        return f"{self.kind}: {self.after}"
