"""What happens to a consultation after it was signed, and decisions about it. Written by services only."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from disclosure.documents.models import DocumentPage

from .enums import ChangeKind, Part, State
from .models import ConsultationPage
from .rules import state_on


class CourseQuerySet(models.QuerySet["ConsultationCourse"]):
    """Consultations by where they stand today."""

    def public(self) -> "CourseQuerySet":
        return self.filter(page__live=True)

    def in_state(self, state: str, today: dt.date | None = None) -> "CourseQuerySet":
        """Those of one ``enums.State``."""
        today = today or timezone.localdate()
        conditions = {
            State.UPCOMING: Q(results_on__isnull=True, opens_on__gt=today),
            State.OPEN: Q(results_on__isnull=True, opens_on__lte=today, closes_on__gte=today),
            State.CLOSED: Q(results_on__isnull=True, closes_on__lt=today),
            State.CONCLUDED: Q(results_on__isnull=False),
        }
        return self.filter(conditions[State(state)])


class ConsultationCourse(models.Model):
    """The dates that hold for a consultation that was public, and its result (征集进展).

    The notice itself is frozen while it is public. ``opens_on`` is never before the day of publication;
    ``closes_on`` follows approved changes.
    """

    page = models.OneToOneField(
        ConsultationPage, models.CASCADE, primary_key=True, related_name="course", verbose_name="意见征集公告"
    )
    opens_on = models.DateField("开始日期")
    closes_on = models.DateField("截止日期", db_index=True)
    results_on = models.DateField("结果公布日期", null=True, blank=True)
    results_page = models.ForeignKey(
        Page, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="征集结果"
    )

    objects = CourseQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_on", "-pk"]
        verbose_name = "征集进展"
        verbose_name_plural = "征集进展"
        indexes = [models.Index(fields=["results_on", "opens_on", "closes_on"], name="consultation_by_state")]

    def __str__(self) -> str:
        return f"{self.opens_on}至{self.closes_on}"

    def state(self, today: dt.date | None = None) -> State:
        """Where it stands on this day, or today."""
        day = today or timezone.localdate()
        return State(state_on(day, self.opens_on, self.closes_on, self.results_on))


class Asked(models.Model):
    """Something an editor asks for and another person decides, once; a decision is never changed."""

    reason = models.TextField("理由", max_length=500)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="申请人"
    )
    asked_at = models.DateTimeField("申请时间", default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="批准人",
    )
    decided_as = models.CharField("批准人职务", max_length=80, blank=True)
    decided_at = models.DateTimeField("批准时间", null=True, blank=True)
    approved = models.BooleanField("是否批准", null=True)
    decision_note = models.CharField("批准意见", max_length=300, blank=True)

    class Meta:
        abstract = True

    @property
    def is_open(self) -> bool:
        return self.decided_at is None


class PeriodChange(Asked):
    """An extension or an early end (延长、提前结束), with its reason, which readers see once it is approved."""

    page = models.ForeignKey(
        ConsultationPage, models.PROTECT, related_name="period_changes", verbose_name="意见征集公告"
    )
    kind = models.CharField("变更", max_length=10, choices=ChangeKind.choices)
    before = models.DateField("原截止日期")
    closes_on = models.DateField("新截止日期")

    class Meta:
        ordering = ["pk"]
        verbose_name = "征集期限变更"
        verbose_name_plural = "征集期限变更"
        constraints = [
            models.UniqueConstraint(
                fields=["page"], condition=Q(decided_at=None), name="one_open_period_change"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.before}→{self.closes_on}"


class SecrecyException(Asked):
    """That part of a consultation, or all of it, is kept secret as the law asks (R-104). No secret is written here."""

    page = models.ForeignKey(
        ConsultationPage, models.CASCADE, related_name="secrecy_exceptions", verbose_name="意见征集公告"
    )
    part = models.CharField("不公开的内容", max_length=20, choices=Part.choices)
    legal_basis = models.CharField("法律依据", max_length=200)

    class Meta:
        ordering = ["pk"]
        verbose_name = "依法不公开"
        verbose_name_plural = "依法不公开"
        constraints = [
            models.UniqueConstraint(
                fields=["page", "part"],
                condition=Q(decided_at=None) | Q(approved=True),
                name="secrecy_exception_once",
            )
        ]

    def __str__(self) -> str:
        return self.get_part_display()


class DocumentConsultation(models.Model):
    """The consultation a normative document went through, or why there was none (R-107)."""

    # A key with a constraint, not a one-to-one field: the document's page asks for it among its other links.
    document = models.ForeignKey(
        DocumentPage, models.CASCADE, related_name="consultation_records", verbose_name="文件"
    )
    consultation = models.ForeignKey(
        ConsultationPage,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name="意见征集公告",
    )
    reason_for_none = models.TextField("未征求意见的理由", max_length=500, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人"
    )
    recorded_at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        verbose_name = "文件的意见征集"
        verbose_name_plural = "文件的意见征集"
        constraints = [
            models.UniqueConstraint(fields=["document"], name="one_consultation_record"),
            models.CheckConstraint(
                condition=(Q(consultation=None) & ~Q(reason_for_none=""))
                | (Q(consultation__isnull=False) & Q(reason_for_none="")),
                name="consultation_or_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.consultation or self.reason_for_none)
