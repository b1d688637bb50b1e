"""Versions of parameters (append-only) and the register of systems (制度库)."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from wagtail.models import Page

from foundation.organisations.models import Body

from .enums import Level, Status
from .registry import Parameter, parameter
from .rules import shown


class System(models.Model):
    """A law or a system of rules (制度) with its life (R-003, R-281)."""

    title = models.CharField("名称", max_length=200)
    level = models.CharField("层级", max_length=10, choices=Level.choices, default=Level.AGENCY)
    number = models.CharField("文号", max_length=60, blank=True, help_text="如 国务院令第711号")
    authority = models.CharField("制定机关", max_length=100)
    effective_on = models.DateField("施行日期", null=True, blank=True)
    is_trial = models.BooleanField("试行", default=False)
    interpreter = models.CharField("解释机关", max_length=100, blank=True)
    superseded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="supersedes", verbose_name="被何制度替代"
    )
    ended_on = models.DateField("停止施行日期", null=True, blank=True, help_text="被替代或者废止之日")
    page = models.ForeignKey(
        Page,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="公开的文件页面",
        help_text="在“政府信息公开制度”栏目公开的全文",
    )

    class Meta:
        ordering = ["level", "-effective_on", "title"]
        verbose_name = "制度"
        verbose_name_plural = "制度库"
        constraints = [
            models.UniqueConstraint(
                fields=["title", "number"],
                name="system_once",
                violation_error_message="制度库中已有同名、同文号的制度",
            ),
            models.CheckConstraint(
                condition=~Q(superseded_by=F("id")),
                name="system_not_its_own_successor",
                violation_error_message="不能被自己替代",
            ),
        ]

    def __str__(self) -> str:
        return f"《{self.title}》（{self.number}）" if self.number else f"《{self.title}》"

    def clean(self) -> None:
        if self.superseded_by and not self.ended_on:
            raise ValidationError({"ended_on": "被替代的制度请填写停止施行日期。"})
        if self.effective_on and self.ended_on and self.ended_on < self.effective_on:
            raise ValidationError({"ended_on": "停止施行日期早于施行日期，请核对。"})

    def status_on(self, day: dt.date) -> Status:
        """Whether the system holds on that day."""
        if self.ended_on and self.ended_on <= day:
            return Status.REPLACED if self.superseded_by_id else Status.ABOLISHED
        return Status.COMING if self.effective_on and self.effective_on > day else Status.IN_FORCE

    @property
    def status(self) -> str:
        """In words, today."""
        return self.status_on(timezone.localdate()).label

    @property
    def standing(self) -> str:
        """The status with what tells more of it: 试行, or by what the system was replaced."""
        successor = f"，现为{self.superseded_by}" if self.superseded_by else ""
        return f"{self.status}{'（试行）' if self.is_trial else ''}{successor}"

    @property
    def begins(self) -> str:
        """施行日期 as written in lists."""
        return str(self.effective_on or "")


class ParameterVersion(models.Model):
    """What the platform or one body set for a parameter, from a day on. Never changed, never removed.

    Without a body it holds for the platform; with one for that body and those below it. The value null
    withdraws what the scope had set before.
    """

    key = models.CharField("参数", max_length=60, db_index=True)
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="parameter_versions", verbose_name="机构"
    )
    value = models.JSONField("取值", null=True)
    effective_from = models.DateField("生效日期")
    basis = models.CharField("依据", max_length=300, blank=True)
    system = models.ForeignKey(
        System, models.PROTECT, null=True, blank=True, related_name="parameters", verbose_name="依据的制度"
    )
    reason = models.CharField("设定理由", max_length=200)
    profile = models.CharField("辖区方案", max_length=30, blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="设定人",
    )
    set_at = models.DateTimeField("设定时间", default=timezone.now)

    class Meta:
        ordering = ["-effective_from", "-pk"]
        verbose_name = "参数版本"
        verbose_name_plural = "参数版本"

    def __str__(self) -> str:
        return f"{self.parameter.label}：{self.shown}（{self.scope}，{self.effective_from}起）"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise PermissionDenied("参数版本只能追加，不能修改。请另设一个版本。")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise PermissionDenied("参数版本只能追加，不能删除。")

    @property
    def parameter(self) -> Parameter:
        return parameter(self.key)

    @property
    def shown(self) -> str:
        """The value with its unit."""
        return shown(self.parameter, self.value)

    @property
    def scope(self) -> str:
        """For whom it holds, in words."""
        return str(self.body) if self.body_id else "平台"

    @property
    def basis_words(self) -> str:
        """The system and the words of the basis, which mostly name it themselves."""
        if self.system is None or f"《{self.system.title}" in self.basis:
            return self.basis
        return "；".join(filter(None, [str(self.system), self.basis]))
