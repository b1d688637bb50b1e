"""Reading places, what was read there, what is handed over to them, and what they report."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.models import Page

from foundation.organisations.models import Body, Unit
from foundation.organisations.selectors import appointments_of
from foundation.signoff.file_storage import private_storage
from foundation.signoff.models import AppendOnly

from .enums import Cause, Mode, PlaceKind, State
from .rules import Quarter


def _person(label: str, **more) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=label, **more
    )


class ReadingPlace(models.Model):
    """A place where the public reads government information (政府信息查阅点, 条例 25; R-027)."""

    kind = models.CharField("类型", max_length=10, choices=PlaceKind.choices)
    name = models.CharField("名称", max_length=100, unique=True, help_text="如 示范县档案馆政府信息查阅室")
    body = models.ForeignKey(
        Body,
        models.PROTECT,
        related_name="+",
        verbose_name="管理机构",
        help_text="接收送交、登记查阅并报送季度报告的机构",
    )
    address = models.CharField("地址", max_length=200)
    hours = models.CharField("开放时间", max_length=200, help_text="如 工作日上午8:30至12:00，下午1:30至5:00")
    phone = models.CharField("联系电话", max_length=60)
    contact = models.CharField("联系人", max_length=60, blank=True, help_text="只在内部使用，不向公众显示")
    has_sign = models.BooleanField("已设置标识牌", default=False)
    equipment = models.CharField(
        "设施设备", max_length=200, blank=True, help_text="如 查询电脑2台、打印机1台、资料架"
    )
    started_on = models.DateField("启用日期", default=timezone.localdate)
    is_active = models.BooleanField("开放中", default=True)

    class Meta:
        ordering = ["kind", "name"]
        verbose_name = "查阅点"
        verbose_name_plural = "查阅点"

    def __str__(self) -> str:
        return self.name

    @property
    def sign_in_words(self) -> str:
        """As the register says it: a place without its sign is told in the check of 载体建设."""
        return "已设置" if self.has_sign else "无标识牌"


class DepositSetting(models.Model):
    """Who hands over for a body, and where to (专人负责, R-033); to whom it files its catalogues (R-037)."""

    body = models.OneToOneField(Body, models.PROTECT, related_name="deposit_setting", verbose_name="送交单位")
    officer = _person("送交专人", help_text="须在本单位任职")
    places = models.ManyToManyField(
        ReadingPlace,
        related_name="senders",
        blank=True,
        verbose_name="送交的查阅场所",
        help_text="每一项主动公开的信息向每个场所各送交一次；不选的，不产生送交事项",
    )
    catalogue_receiver = models.CharField(
        "目录报送单位",
        max_length=100,
        blank=True,
        help_text="如 示范县政务公开办公室；留空的，不产生目录报送事项",
    )

    class Meta:
        ordering = ["body__name"]
        verbose_name = "送交落实情况"
        verbose_name_plural = "送交落实情况"

    def __str__(self) -> str:
        return str(self.body)

    @property
    def places_in_words(self) -> str:
        """All of them by name."""
        return "、".join(place.name for place in self.places.all()) or "未确定"

    def clean(self) -> None:
        if self.officer_id and self.body_id:
            if any(held.post.body_id == self.body_id for held in appointments_of(self.officer)):
                return
            raise ValidationError({"officer": "送交专人须在本单位任职，请另选或者先登记任职。"})


class Handover(models.Model):
    """政府公开信息交接单 (T10, R-032): one sheet from one body to one place, recorded once both have signed."""

    year = models.PositiveSmallIntegerField("年份")
    sequence = models.PositiveIntegerField("流水号")
    place = models.ForeignKey(ReadingPlace, models.PROTECT, related_name="handovers", verbose_name="查阅场所")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="送交单位")
    mode = models.CharField("送交方式", max_length=10, choices=Mode.choices)
    prepared_by = _person("编制人")
    prepared_at = models.DateTimeField("编制时间", default=timezone.now)
    handed_on = models.DateField("交接日期", null=True, blank=True)
    copies = models.PositiveSmallIntegerField("纸质原件份数", null=True, blank=True)
    giver = models.CharField("送交人", max_length=60, blank=True)
    receiver = models.CharField("接收人", max_length=60, blank=True)
    electronic = models.FileField("电子文本", upload_to="deposits/texts", storage=private_storage, blank=True)
    scan = models.FileField(
        "双方签字的交接单扫描件", upload_to="deposits/scans", storage=private_storage, blank=True
    )
    recorded_by = _person("登记人", null=True, blank=True)
    recorded_at = models.DateTimeField("登记时间", null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "交接单"
        verbose_name_plural = "交接单"
        constraints = [
            models.UniqueConstraint(fields=["body", "year", "sequence"], name="handover_numbered_once")
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"送交〔{self.year}〕{self.sequence}号"

    @property
    def is_done(self) -> bool:
        return self.recorded_at is not None


class Deposit(models.Model):
    """One version of one piece of information that goes to one place (送交)."""

    page = models.ForeignKey(Page, models.PROTECT, related_name="deposits", verbose_name="信息")
    revision_id = models.BigIntegerField("版本编号")
    place = models.ForeignKey(ReadingPlace, models.PROTECT, related_name="deposits", verbose_name="查阅场所")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="送交单位")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="责任科室")
    cause = models.CharField("送交事由", max_length=10, choices=Cause.choices)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.WAITING)
    title = models.CharField("名称", max_length=255)
    document_number = models.CharField("文号", max_length=60, blank=True)
    formed_on = models.DateField("形成或者变更日期")
    reason = models.CharField("说明", max_length=200, blank=True)
    handover = models.ForeignKey(
        Handover, models.SET_NULL, null=True, related_name="deposits", verbose_name="交接单"
    )
    is_late = models.BooleanField("超期送交", default=False)
    opened_at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "送交事项"
        verbose_name_plural = "送交登记"
        constraints = [
            models.UniqueConstraint(
                fields=["page", "revision_id", "place", "cause"], name="deposit_once_per_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.place}）"


class VisitRecord(models.Model):
    """Somebody came to read (查阅登记, R-028). Of the visitor no more than a name to call them by."""

    place = models.ForeignKey(ReadingPlace, models.PROTECT, related_name="visits", verbose_name="查阅点")
    visited_on = models.DateField("查阅日期")
    visitor = models.CharField("查阅人", max_length=30)
    need = models.CharField("查阅需求", max_length=300)
    recorded_by = _person("登记人")
    recorded_at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        ordering = ["-visited_on", "-pk"]
        verbose_name = "查阅登记"
        verbose_name_plural = "查阅登记"

    def __str__(self) -> str:
        return f"{self.visited_on} {self.visitor}"


class SuppliedItem(models.Model):
    """What the visitor was given: a page of the site, or something that only lies at the place."""

    visit = models.ForeignKey(VisitRecord, models.CASCADE, related_name="items", verbose_name="查阅登记")
    page = models.ForeignKey(Page, models.SET_NULL, null=True, related_name="+", verbose_name="网站页面")
    title = models.CharField("名称", max_length=255)

    class Meta:
        ordering = ["pk"]
        verbose_name = "提供的信息"
        verbose_name_plural = "提供的信息"

    def __str__(self) -> str:
        return self.title


class PlaceReport(AppendOnly):
    """A place's report on one quarter, with the figures as they were submitted (R-034)."""

    place = models.ForeignKey(ReadingPlace, models.PROTECT, related_name="reports", verbose_name="查阅点")
    year = models.PositiveSmallIntegerField("年份")
    quarter = models.PositiveSmallIntegerField("季度")
    received = models.PositiveIntegerField("接收（件）")
    late = models.PositiveIntegerField("其中超期（件）")
    visits = models.PositiveIntegerField("查阅（人次）")
    items = models.PositiveIntegerField("提供（件次）")
    rows = models.JSONField("各送交单位", default=list)
    note = models.TextField("情况说明", blank=True)
    submitted_by = _person("报送人")
    submitted_at = models.DateTimeField("报送时间", default=timezone.now)

    class Meta:
        ordering = ["-year", "-quarter", "place"]
        verbose_name = "查阅点季度报告"
        verbose_name_plural = "查阅点季度报告"
        constraints = [
            models.UniqueConstraint(fields=["place", "year", "quarter"], name="place_report_once_a_quarter")
        ]

    def __str__(self) -> str:
        return f"{self.place}{self.period}"

    @property
    def period(self) -> Quarter:
        return Quarter(self.year, self.quarter)


# Catalogues that were filed stand in a file of their own.
from .filing_models import CatalogueFiling  # noqa: E402, F401
