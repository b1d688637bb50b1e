"""Catalogue templates and items, the column pages built from them, and what each column lists."""

import hashlib
from collections.abc import Iterator

from django.core.validators import MinValueValidator
from django.db import models
from django.shortcuts import redirect
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from foundation.signoff.pages import SignedPage
from foundation.signoff.places import TextPlace, keyed

from .enums import ABOUT_BODIES, Absence, BaseEvent, ColumnType, TimeRuleKind
from .rules import services_in


class CatalogueTemplate(models.Model):
    """One edition of a basic catalogue (基本目录), e.g. the 73 items of 2024."""

    code = models.SlugField("代码", max_length=40, unique=True)
    name = models.CharField("目录名称", max_length=100)
    year = models.PositiveSmallIntegerField("年份")
    source = models.CharField("来源", max_length=200, blank=True)

    class Meta:
        ordering = ["-year", "code"]
        verbose_name = "目录模板"
        verbose_name_plural = "目录模板"

    def __str__(self) -> str:
        return f"{self.name}({self.year})"


class CatalogueItem(models.Model):
    """One item of a catalogue: what is to be public, on which basis, within which time."""

    template = models.ForeignKey(
        CatalogueTemplate, models.CASCADE, related_name="items", verbose_name="目录模板"
    )
    number = models.PositiveSmallIntegerField("序号")
    level1 = models.CharField("一级目录", max_length=100)
    level2 = models.CharField("二级目录", max_length=100, blank=True)
    level3 = models.CharField("三级目录", max_length=100, blank=True)
    content = models.TextField("公开内容要求", blank=True)
    legal_basis = models.TextField("公开依据", blank=True)
    time_limit = models.CharField("公开时限", max_length=200, blank=True)
    time_kind = models.CharField("时限类型", max_length=20, choices=TimeRuleKind.choices)
    days = models.PositiveSmallIntegerField("天数", null=True, blank=True, validators=[MinValueValidator(1)])
    base_event = models.CharField("起算", max_length=20, choices=BaseEvent.choices, default=BaseEvent.FORMED)
    interpretation_days = models.PositiveSmallIntegerField("配套解读期限（工作日）", null=True, blank=True)
    schedule = models.JSONField("固定日期或周期", default=list, blank=True)
    department = models.CharField("责任单位", max_length=100, blank=True)
    regulation_numbers = models.CharField(
        "对应条例第二十条各项", max_length=60, blank=True, help_text="如 20(1);20(7)"
    )
    is_statutory = models.BooleanField("法定项（不可删除）", default=False)
    body_kinds = models.CharField(
        "适用主体类型", max_length=100, blank=True, help_text="类型代码，分号分隔；留空表示各类主体都适用"
    )
    column_type = models.CharField(
        "栏目类别", max_length=20, choices=ColumnType.choices, default=ColumnType.CATALOGUE
    )
    linked_site = models.CharField("由哪个网站履行", max_length=100, blank=True, help_text="栏目跳转到该网站")
    note = models.TextField("编者说明", blank=True, help_text="来源文字的订正、期限冲突的取舍")

    class Meta:
        ordering = ["template", "number"]
        verbose_name = "目录事项"
        verbose_name_plural = "目录事项"
        constraints = [
            models.UniqueConstraint(fields=["template", "number"], name="item_number_once_per_template"),
            models.CheckConstraint(
                condition=~models.Q(time_kind__in=["working_days", "natural_days"])
                | models.Q(days__isnull=False),
                name="item_counted_in_days_has_days",
                violation_error_message="按天计算的时限须填天数",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"

    @property
    def name(self) -> str:
        """The most specific level."""
        return self.level3 or self.level2 or self.level1

    @property
    def applies_to(self) -> frozenset[str]:
        """Kinds of body the item is for; empty means every kind."""
        return frozenset(filter(None, self.body_kinds.split(";")))


class ColumnPage(SignedPage):
    """A column (栏目): lists what is filed under it, or leads to another site (R-023)."""

    item = models.ForeignKey(
        CatalogueItem, models.PROTECT, null=True, blank=True, related_name="columns", verbose_name="目录事项"
    )
    column_type = models.CharField(
        "栏目类别", max_length=20, choices=ColumnType.choices, default=ColumnType.NEWS
    )
    description = models.TextField(
        "栏目描述", blank=True, help_text="设置目的、主要内容（ColumnDescription）"
    )
    keywords = models.CharField(
        "栏目关键词", max_length=200, blank=True, help_text="逗号分隔（ColumnKeywords）"
    )
    introduction = RichTextField(
        "栏目说明", blank=True, features=["bold", "link", "ol", "ul", "document-link"]
    )
    requirement = models.TextField(
        "维护要求", blank=True, help_text="信息要求、内容要素、更新频率（栏目维护任务书）"
    )
    services = models.TextField(
        "关联政务服务事项",
        blank=True,
        help_text="每行一个：事项编码、空格、事项名称；在栏目页面和目录数据中显示",
    )
    external_url = models.URLField("跳转到", blank=True, help_text="由其他网站履行的栏目填其地址")
    absence = models.CharField(
        "没有内容的说明",
        max_length=20,
        choices=Absence.choices,
        blank=True,
        help_text="栏目暂无或不会有内容时选填，经审签后向公众显示",
    )
    absence_reason = models.TextField("说明理由", blank=True)
    absence_until = models.DateField("预计产生时间", null=True, blank=True)

    parent_page_types = ["portal.HomePage", "catalogue.ColumnPage"]
    template = "catalogue/column_page.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        MultiFieldPanel(
            [FieldPanel("column_type"), FieldPanel("description"), FieldPanel("keywords")], heading="栏目信息"
        ),
        MultiFieldPanel(
            [FieldPanel("item"), FieldPanel("body"), FieldPanel("unit"), FieldPanel("requirement")],
            heading="责任分工",
        ),
        FieldPanel("services"),
        FieldPanel("external_url"),
        MultiFieldPanel(
            [FieldPanel("absence"), FieldPanel("absence_reason"), FieldPanel("absence_until")],
            heading="未产生信息说明",
        ),
    ]

    @property
    def service_rows(self) -> list[tuple[str, str]]:
        """Code and name of each 政务服务事项 that the column goes with."""
        return services_in(self.services)

    def serve(self, request, *args, **kwargs):
        if self.external_url and not getattr(request, "is_preview", False):
            return redirect(self.external_url)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        from .platform import parts_of
        from .selectors import bodies_in, column_listing

        chosen = {name: request.GET.get(name, "") for name in ("year", "kind")}
        context = super().get_context(request, *args, **kwargs)
        context["listing"] = column_listing(self, **chosen, number=request.GET.get("page", "1"))
        context["parts"] = parts_of(self)
        if self.column_type in ABOUT_BODIES:
            context["bodies"] = bodies_in(self)
        return context

    class Meta:
        verbose_name = "栏目"
        verbose_name_plural = "栏目"


class ColumnEntry(models.Model):
    """That a live page is listed in a column. Derived at publication; the list page reads nothing else.

    One row per page and column, so that a column with 50,000 documents costs what one with 50 costs.
    """

    column = models.ForeignKey(ColumnPage, models.CASCADE, related_name="entries")
    page = models.ForeignKey(Page, models.CASCADE, related_name="column_entries")
    is_primary = models.BooleanField(default=True)
    kind = models.CharField(max_length=40)
    public_date = models.DateField()
    year = models.PositiveSmallIntegerField()
    period = models.CharField(max_length=20, blank=True)  # 所属期, as its page names it

    class Meta:
        ordering = ["-public_date", "-pk"]
        constraints = [models.UniqueConstraint(fields=["column", "page"], name="page_once_per_column")]
        indexes = [
            models.Index(fields=["column", "-public_date", "-id"], name="entry_column_newest"),
            models.Index(fields=["column", "year", "kind", "-public_date"], name="entry_column_filters"),
            models.Index(fields=["-public_date", "-id"], name="entry_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.column_id}: {self.page_id}"


class BodyPage(SignedPage):
    """The public page of a body (机构页, R-286). Its fields are signed like any content; revisions keep the old."""

    functions = RichTextField("机构职能", blank=True)
    address = models.CharField("办公地址", max_length=200, blank=True)
    postcode = models.CharField("邮政编码", max_length=6, blank=True)
    hours = models.CharField("办公时间", max_length=200, blank=True)
    phone = models.CharField("联系电话", max_length=60, blank=True)
    fax = models.CharField("传真", max_length=60, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    leaders = RichTextField(
        "领导信息说明",
        blank=True,
        features=["bold", "ol", "ul", "h3", "image"],
        help_text="领导名单之外需要说明的；姓名、职务、分工请填入下方的领导名单",
    )
    sub_units = RichTextField(
        "内设机构说明",
        blank=True,
        features=["bold", "ol", "ul", "h3"],
        help_text="内设机构名单之外需要说明的",
    )

    parent_page_types = ["catalogue.ColumnPage"]
    subpage_types: list[str] = []
    template = "catalogue/body_page.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("functions"),
        MultiFieldPanel(
            [FieldPanel(f) for f in ("address", "postcode", "hours", "phone", "fax", "email")],
            heading="联系方式",
        ),
        InlinePanel("leader_rows", heading="领导名单", label="领导"),
        FieldPanel("leaders"),
        InlinePanel("sub_unit_rows", heading="内设机构名单", label="内设机构"),
        FieldPanel("sub_units"),
        MultiFieldPanel([FieldPanel("body"), FieldPanel("unit")], heading="归属"),
    ]

    class Meta:
        verbose_name = "机构页"
        verbose_name_plural = "机构页"

    def get_context(self, request, *args, **kwargs):
        from .selectors import leaders_in_office

        return super().get_context(request, *args, **kwargs) | {
            "leaders": leaders_in_office(self),
            "sub_units": list(self.sub_unit_rows.all()),
        }

    def file_digests(self) -> Iterator[str]:
        for leader in self.leader_rows.all():
            if leader.photo:
                with leader.photo.open_file() as handle:
                    yield hashlib.file_digest(handle, "sha256").hexdigest()

    def places(self) -> list[TextPlace]:
        rows = [
            ("leader_rows", f"第{number}位领导", " ".join(map(str, filter(None, leader.facts))))
            for number, leader in enumerate(self.leader_rows.all(), start=1)
        ]
        rows += [
            (
                "sub_unit_rows",
                f"第{number}个内设机构",
                " ".join(filter(None, (unit.name, unit.duties, unit.phone))),
            )
            for number, unit in enumerate(self.sub_unit_rows.all(), start=1)
        ]
        return [*super().places(), *keyed(rows)]


# The rows of a body's page stand in a file of their own.
from .body_models import Leader, LeaderRecord, SubUnit  # noqa: E402, F401
