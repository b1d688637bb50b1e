"""Opinions, the themes they are grouped by, and what is said about each (采纳台账). Written by services only."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from foundation.organisations.models import Unit
from foundation.submissions.models import Submission, SubmissionQuerySet

from .enums import INTERNAL_SOURCES, IdentityType, Source, Verdict
from .models import ConsultationPage


class OpinionTheme(models.Model):
    """What several opinions have in common (意见归类)."""

    consultation = models.ForeignKey(
        ConsultationPage, models.CASCADE, related_name="themes", verbose_name="意见征集公告"
    )
    name = models.CharField("类别", max_length=100)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="研究单位"
    )
    sort_order = models.PositiveIntegerField("顺序", default=0)

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name = "意见类别"
        verbose_name_plural = "意见类别"
        constraints = [
            models.UniqueConstraint(fields=["consultation", "name"], name="theme_once_per_consultation")
        ]

    def __str__(self) -> str:
        return self.name


class OpinionQuerySet(SubmissionQuerySet):
    """Opinions in the words of the ledger."""

    def standing(self) -> "OpinionQuerySet":
        """Not withdrawn by the sender."""
        return self.filter(withdrawn_at=None)

    def to_answer(self) -> "OpinionQuerySet":
        """Standing and not held back: each needs a verdict."""
        return self.standing().filter(held_at=None)

    def unanswered(self) -> "OpinionQuerySet":
        """Those whose verdict nobody has confirmed."""
        return self.to_answer().filter(confirmed_at=None)

    def for_the_public(self) -> "OpinionQuerySet":
        """What summaries and exports for the public count: no exchange between agencies (R-112)."""
        return self.to_answer().exclude(source__in=INTERNAL_SOURCES)


class Opinion(Submission):
    """One opinion on a consultation, on one clause or on the whole draft (``foundation.submissions``)."""

    consultation = models.ForeignKey(
        ConsultationPage, models.PROTECT, related_name="opinions", verbose_name="意见征集公告"
    )
    clause = models.CharField(
        "条款锚点", max_length=60, blank=True, help_text="征求意见稿中的锚点；对全文的意见为空"
    )
    clause_label = models.CharField(
        "条款", max_length=120, blank=True, help_text="提出时的条款名称，如 第三条"
    )
    identity = models.CharField("身份类型", max_length=20, choices=IdentityType.choices, blank=True)
    source = models.CharField("来源", max_length=20, choices=Source.choices, default=Source.WEB)
    source_note = models.CharField("来源说明", max_length=200, blank=True, help_text="如 4月8日座谈会发言")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="录入人",
    )
    held_at = models.DateTimeField("暂不公开时间", null=True, blank=True)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="处理人",
    )
    held_reason = models.CharField("暂不公开的理由", max_length=300, blank=True)
    theme = models.ForeignKey(
        OpinionTheme, models.SET_NULL, null=True, blank=True, related_name="opinions", verbose_name="类别"
    )
    verdict_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="研究单位"
    )
    verdict = models.CharField("采纳情况", max_length=20, choices=Verdict.choices, blank=True)
    verdict_reason = models.TextField("理由", max_length=2000, blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="拟办人",
    )
    drafted_at = models.DateTimeField("拟办时间", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="确认人",
    )
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    told_at = models.DateTimeField("告知提出人的时间", null=True, blank=True, editable=False)
    # Counts up with every change of group or verdict, so that two officers cannot overwrite each other.
    version = models.PositiveIntegerField("版本", default=0, editable=False)

    objects: ClassVar = OpinionQuerySet.as_manager()

    class Meta(Submission.Meta):
        verbose_name = "意见"
        verbose_name_plural = "意见"
        # Ten thousand on one consultation: every list and count of the ledger begins with the consultation.
        indexes = [
            models.Index(fields=["consultation", "received_at"], name="opinion_by_time"),
            models.Index(fields=["consultation", "clause"], name="opinion_by_clause"),
            models.Index(fields=["consultation", "theme", "verdict"], name="opinion_by_theme"),
            models.Index(fields=["consultation", "fingerprint"], name="opinion_alike"),
            models.Index(
                fields=["consultation"],
                condition=Q(withdrawn_at=None, held_at=None, confirmed_at=None),
                name="opinion_unanswered",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | ~Q(verdict=""), name="confirmed_opinion_has_verdict"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clause_label or '全文'}：{self.text[:30]}"

    @property
    def is_internal(self) -> bool:
        return self.source in INTERNAL_SOURCES
