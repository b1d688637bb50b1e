"""The list of expressions, decisions about findings, and what the nightly run found."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from foundation.signoff.models import AppendOnly

from .enums import Category, Decision
from .rules.finding import Kind, Severity
from .rules.wording import Wording


class Expression(models.Model):
    """A wrong or sensitive expression (错敏词) with what to write in its place."""

    text = models.CharField("错误或敏感表述", max_length=60, unique=True)
    suggestion = models.CharField("建议表述", max_length=120, blank=True)
    category = models.CharField("类别", max_length=12, choices=Category.choices, default=Category.WORDING)
    severity = models.CharField(
        "处理要求",
        max_length=10,
        choices=Severity.choices(),
        default=Severity.CONFIRM.value,
        help_text="“必须处理”的会阻止送审",
    )
    exceptions = models.TextField(
        "正确用法", blank=True, help_text="含有该词但正确的词语，每行一个，不再提示"
    )
    source = models.CharField("依据", max_length=120, blank=True)
    is_active = models.BooleanField("启用", default=True)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    class Meta:
        ordering = ["category", "text"]
        verbose_name = "错敏词"
        verbose_name_plural = "错敏词库"

    def __str__(self) -> str:
        return self.text

    @property
    def wording(self) -> Wording:
        """This entry as the scanner takes it."""
        is_secret = self.category == Category.SECRET
        return Wording(
            text=self.text,
            suggestion=self.suggestion,
            severity=Severity(self.severity),
            kind=Kind.SECRET if is_secret else Kind.WORDING,
            exceptions=tuple(filter(None, map(str.strip, self.exceptions.splitlines()))),
            source=self.source,
        )


class FindingDecision(AppendOnly):
    """That a person set a finding aside, and why (R-080). The newest record about a fingerprint counts."""

    # No foreign key: the record outlives the page.
    page_id = models.BigIntegerField("页面编号", db_index=True)
    fingerprint = models.CharField("问题指纹", max_length=60)
    kind = models.CharField("类型", max_length=12, choices=Kind.choices())
    place = models.CharField("位置", max_length=255, blank=True)
    excerpt = models.CharField("摘录（已遮盖）", max_length=255, blank=True)
    decision = models.CharField("决定", max_length=10, choices=Decision.choices)
    reason = models.CharField("理由", max_length=500)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="处理人"
    )
    person_name = models.CharField("姓名", max_length=150)
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = "预检处理记录"
        verbose_name_plural = "预检处理记录"

    def __str__(self) -> str:
        return f"{self.get_decision_display()} {self.get_kind_display()} {self.person_name}"


class NightlyRun(models.Model):
    """One pass over everything live. An unfinished one is taken up where it stopped."""

    started_at = models.DateTimeField("开始时间", default=timezone.now)
    finished_at = models.DateTimeField("完成时间", null=True)
    last_page_id = models.BigIntegerField("已检查到的页面编号", default=0)
    pages = models.PositiveIntegerField("已检查页面数", default=0)
    failures = models.PositiveIntegerField("未能检查的页面数", default=0)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "夜间预检"
        verbose_name_plural = "夜间预检"

    def __str__(self) -> str:
        return f"{timezone.localtime(self.started_at):%Y-%m-%d %H:%M}"


class NightlyFinding(models.Model):
    """An open finding on a live page, as of the last run; it stays one row for as long as it is found."""

    page = models.ForeignKey(
        "wagtailcore.Page", models.CASCADE, related_name="nightly_findings", verbose_name="页面"
    )
    kind = models.CharField("类型", max_length=12, choices=Kind.choices())
    severity = models.CharField("处理要求", max_length=10, choices=Severity.choices(), db_index=True)
    place = models.CharField("位置", max_length=255, blank=True)
    excerpt = models.CharField("摘录（已遮盖）", max_length=255, blank=True)
    message = models.CharField("问题", max_length=255)
    suggestion = models.CharField("建议", max_length=255, blank=True)
    fingerprint = models.CharField("问题指纹", max_length=60)
    found_at = models.DateTimeField("发现时间", default=timezone.now)
    told_at = models.DateTimeField("通知编辑时间", null=True)

    class Meta:
        ordering = ["page_id", "pk"]
        verbose_name = "预检问题"
        verbose_name_plural = "预检问题"

    def __str__(self) -> str:
        return self.in_words

    @property
    def in_words(self) -> str:
        """Place and fault, as the check itself says it."""
        place = "" if self.message.startswith(self.place) else f"{self.place}："
        return f"{place}{self.message}"


class CheckedAddress(models.Model):
    """An address of another site, and why a reader could not open it when it was last asked for."""

    digest = models.CharField("网址指纹", max_length=64, primary_key=True)
    url = models.TextField("网址")
    problem = models.CharField("问题", max_length=120, blank=True)
    checked_at = models.DateTimeField("检查时间", default=timezone.now, db_index=True)

    class Meta:
        verbose_name = "外部链接检查"
        verbose_name_plural = "外部链接检查"

    def __str__(self) -> str:
        return f"{self.url} {self.problem}"
