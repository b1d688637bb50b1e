"""Who keeps a column and how, the elements its pages need, and the ledger of the inspection."""

from django.db import models
from django.utils import timezone

from disclosure.catalogue.models import CatalogueItem, ColumnPage
from foundation.organisations.models import Unit, User

from .enums import ElementSource, Every, ProblemKind


class ColumnCare(models.Model):
    """栏目维护任务 of one column, beside what its page says: the person, the elements, the frequency (R-268)."""

    column = models.OneToOneField(
        ColumnPage, models.CASCADE, primary_key=True, related_name="care", verbose_name="栏目"
    )
    person = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="责任人"
    )
    elements = models.TextField("内容要素", blank=True, help_text="每行一项")
    number = models.PositiveSmallIntegerField(
        "更新频率", null=True, blank=True, help_text="最长多久更新一次；留空按栏目类别的规定"
    )
    unit_of_time = models.CharField("单位", max_length=10, choices=Every.choices, default=Every.DAYS)
    source = models.CharField("要求来源", max_length=200, blank=True, help_text="如检查指标、本机关工作要点")

    class Meta:
        verbose_name = "栏目维护任务"
        verbose_name_plural = "栏目维护任务"

    def __str__(self) -> str:
        return f"{self.column.title}维护任务"


class Acknowledgement(models.Model):
    """The unit has read its task and confirms it (确认). Valid while the task is what was confirmed."""

    column = models.ForeignKey(ColumnPage, models.CASCADE, related_name="acknowledgements")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="责任科室")
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="确认人")
    person_name = models.CharField("确认人姓名", max_length=150)
    task = models.TextField("确认的任务")
    digest = models.CharField("任务指纹", max_length=64)
    at = models.DateTimeField("确认时间", default=timezone.now)

    class Meta:
        verbose_name = "任务确认"
        verbose_name_plural = "任务确认"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.person_name} {self.at:%Y-%m-%d}"


class Element(models.Model):
    """An element (要素) that a page must have when it is filed under a catalogue item (R-022)."""

    item = models.ForeignKey(CatalogueItem, models.CASCADE, related_name="elements", verbose_name="目录事项")
    name = models.CharField("要素", max_length=60)
    source = models.CharField(
        "在哪里填", max_length=20, choices=ElementSource.choices, default=ElementSource.ELEMENT
    )
    field = models.CharField("字段", max_length=40, blank=True, help_text="页面字段的名称；其他留空")
    is_required = models.BooleanField("必备", default=True)
    sort_order = models.PositiveSmallIntegerField("顺序", default=0)

    class Meta:
        verbose_name = "栏目要素"
        verbose_name_plural = "栏目要素"
        ordering = ["item", "sort_order", "pk"]
        constraints = [models.UniqueConstraint(fields=["item", "name"], name="element_once_per_item")]

    def __str__(self) -> str:
        return f"{self.item}：{self.name}"


class ProblemQuerySet(models.QuerySet["Problem"]):
    """The ledger in the words of the office."""

    def open(self) -> "ProblemQuerySet":
        return self.filter(closed_on__isnull=True)


class Problem(models.Model):
    """A line of the inspection ledger (巡查台账, T32): problem, owner, due, result."""

    column = models.ForeignKey(ColumnPage, models.CASCADE, related_name="problems", verbose_name="栏目")
    kind = models.CharField("问题", max_length=20, choices=ProblemKind.choices)
    words = models.CharField("问题描述", max_length=300)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="责任科室"
    )
    found_on = models.DateField("发现日期", default=timezone.localdate)
    found_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="发现人"
    )
    due_on = models.DateField("整改期限")
    result = models.CharField("处理结果", max_length=300, blank=True)
    closed_on = models.DateField("办结日期", null=True, blank=True)
    closed_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="办结人"
    )

    objects = ProblemQuerySet.as_manager()

    class Meta:
        verbose_name = "巡查问题"
        verbose_name_plural = "巡查台账"
        ordering = ["closed_on", "due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["column", "kind"],
                condition=models.Q(closed_on__isnull=True) & ~models.Q(kind="other"),
                name="problem_open_once",
            )
        ]
        indexes = [models.Index(fields=["found_on"], name="problem_found")]

    def __str__(self) -> str:
        return f"{self.column.title}：{self.get_kind_display()}"
