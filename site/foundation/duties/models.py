"""The ledger: one row for everything that is due, and what happened to it. Written by services only."""

import datetime as dt

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from foundation.organisations.models import Body, Unit, User
from foundation.workdays.rules import Pause

from .enums import MOMENT_CLOCKS, Clock, DutyState, EventKind, PauseCategory
from .kinds import UnknownKind, kind_of
from .reach import Reach, reach_of
from .rules import Stop, Terms
from .subjects import subject_of

IS_OPEN = Q(met_on__isnull=True, cancelled_at__isnull=True)
IS_MET = Q(met_on__isnull=False)


def state_condition(state: str, today: dt.date, now: dt.datetime, soon: dt.date) -> Q:
    """The open duties of one state. ``soon`` is the last day that is called 将到期."""
    late = Q(due_on__lt=today) | Q(due_at__lt=now)
    conditions = {
        DutyState.OVERDUE: late,
        DutyState.TODAY: Q(due_on=today) & (Q(due_at__isnull=True) | Q(due_at__gte=now)),
        DutyState.SOON: Q(due_on__gt=today, due_on__lte=soon),
        DutyState.OTHER: Q(due_on__gt=soon) | Q(due_on__isnull=True),
    }
    return conditions[DutyState(state)]


class DutyQuerySet(models.QuerySet["Duty"]):
    """Duties in the words of the office."""

    def open(self) -> "DutyQuerySet":
        """Neither met nor cancelled."""
        return self.filter(IS_OPEN)

    def met(self) -> "DutyQuerySet":
        return self.filter(IS_MET)

    def overdue(self, today: dt.date | None = None) -> "DutyQuerySet":
        """Open after their last day; nothing is overdue on its own due day. Hour clocks go by the moment."""
        now = timezone.now()
        condition = Q(due_on__lt=today or timezone.localdate())
        if today is None or today == timezone.localdate():
            condition |= Q(due_at__lt=now)
        return self.open().filter(condition)

    def due_between(self, first: dt.date, last: dt.date) -> "DutyQuerySet":
        """Open ones whose last day lies between both, included."""
        return self.open().filter(due_on__gte=first, due_on__lte=last)

    def of(self, subject: models.Model, kind: str = "") -> "DutyQuerySet":
        """Those of one subject; pages are known by their page number, whatever class is at hand."""
        found = self.filter(**subject_of(subject))
        return found.filter(kind=kind) if kind else found

    def within(self, reach: Reach) -> "DutyQuerySet":
        """Those that a reader of this reach may know of."""
        if reach.everything:
            return self
        if reach.person is None:
            return self.none()
        return self.filter(Q(body__in=reach.bodies) | Q(unit__in=reach.units) | Q(person_id=reach.person))

    def seen_by(self, user: User) -> "DutyQuerySet":
        """Editors and heads see their unit's, the posts above their body's, supervisors those below too."""
        return self.within(reach_of(user))


class Duty(models.Model):
    """One thing that is due (法定时限事项)."""

    kind = models.CharField("事项类别", max_length=60)
    content_type = models.ForeignKey(ContentType, models.PROTECT, verbose_name="对象类型")
    object_id = models.CharField("对象编号", max_length=64)
    subject = GenericForeignKey("content_type", "object_id")
    label = models.CharField("事项", max_length=300)
    url = models.CharField("办理地址", max_length=500, blank=True)
    period = models.CharField("所属期", max_length=20, blank=True, help_text="如 2026、2026-03、2026上半年")
    body = models.ForeignKey(Body, models.PROTECT, related_name="duties", verbose_name="机构")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="duties", verbose_name="责任科室"
    )
    person = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="duties", verbose_name="责任人"
    )
    basis = models.TextField("依据")
    parameter = models.CharField("规则参数", max_length=80, blank=True)
    parameter_version = models.CharField("规则版本", max_length=120, blank=True)
    base_event = models.CharField("起算事件", max_length=100, blank=True)
    base_on = models.DateField("起算日")
    base_at = models.DateTimeField("起算时刻", null=True, blank=True)
    clock = models.CharField("计时方式", max_length=20, choices=Clock.choices)
    length = models.PositiveIntegerField("时限", default=0)
    extension_days = models.PositiveIntegerField("延长", default=0)
    fixed_on = models.DateField("固定日期", null=True, blank=True)
    roll_over = models.BooleanField("末日逢休息日顺延", default=True)
    due_on = models.DateField("到期日", null=True, blank=True)
    due_at = models.DateTimeField("到期时刻", null=True, blank=True)
    provisional = models.BooleanField("暂定", default=False)
    opened_at = models.DateTimeField("登记时间", default=timezone.now)
    met_on = models.DateField("办结日", null=True, blank=True)
    met_at = models.DateTimeField("办结时刻", null=True, blank=True)
    days_used = models.PositiveIntegerField("用时", null=True, blank=True)
    late_days = models.PositiveIntegerField("超期", default=0)
    is_late = models.BooleanField("超期办结", default=False)
    cancelled_at = models.DateTimeField("撤销时间", null=True, blank=True)
    cancel_reason = models.CharField("撤销理由", max_length=300, blank=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = "法定时限事项"
        verbose_name_plural = "法定时限事项"
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "kind", "period"],
                condition=IS_OPEN,
                name="duty_open_once",
                violation_error_message="该对象已有同类未办结事项。",
            ),
            models.CheckConstraint(
                condition=Q(met_on__isnull=True) | Q(cancelled_at__isnull=True),
                name="duty_met_or_cancelled",
                violation_error_message="事项不能既办结又撤销。",
            ),
        ]
        indexes = [
            models.Index(fields=["content_type", "object_id"], name="duty_subject"),
            # Counts of the dashboards are answered from these without reading the rows.
            models.Index(
                fields=["body", "kind", "unit", "due_on", "due_at"],
                condition=IS_OPEN,
                name="duty_open_counts",
            ),
            models.Index(fields=["due_on", "id"], condition=IS_OPEN, name="duty_open"),
            models.Index(fields=["body", "due_on", "id"], condition=IS_OPEN, name="duty_open_body"),
            models.Index(fields=["unit", "due_on", "id"], condition=IS_OPEN, name="duty_open_unit"),
            models.Index(fields=["person", "due_on", "id"], condition=IS_OPEN, name="duty_open_person"),
            models.Index(fields=["-met_on", "-id"], condition=IS_MET, name="duty_met"),
            models.Index(
                fields=["body", "-met_on", "-id", "unit", "kind", "is_late"],
                condition=IS_MET,
                name="duty_met_body",
            ),
            models.Index(
                fields=["unit", "-met_on", "-id", "is_late"], condition=IS_MET, name="duty_met_unit"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def kind_label(self) -> str:
        try:
            return kind_of(self.kind).label
        except UnknownKind:
            return self.kind

    @property
    def is_open(self) -> bool:
        return self.met_on is None and self.cancelled_at is None

    def state_on(self, today: dt.date, now: dt.datetime, soon: dt.date) -> DutyState:
        """The same answer as ``state_condition`` gives in the database."""
        if self.met_on:
            return DutyState.MET
        if self.cancelled_at:
            return DutyState.CANCELLED
        if self.due_on is None or self.due_on > soon:
            return DutyState.OTHER
        if self.due_on < today or (self.due_at and self.due_at < now):
            return DutyState.OVERDUE
        return DutyState.TODAY if self.due_on == today else DutyState.SOON

    def terms(self, pauses: list["DutyPause"]) -> Terms:
        """What the due date follows from."""
        hours = self.clock in MOMENT_CLOCKS
        return Terms(
            clock=self.clock,
            base_on=self.base_on,
            length=self.length,
            extension=self.extension_days,
            base_at=self.base_at,
            fixed_on=self.fixed_on,
            roll_over=self.roll_over,
            pauses=() if hours else tuple(pause.as_days() for pause in pauses),
            stops=tuple(Stop(pause.since_at, pause.until_at) for pause in pauses) if hours else (),
        )


class DutyPause(models.Model):
    """Time that does not count (不计入期限); days are included at both ends, hours run between the moments."""

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="pauses", verbose_name="事项")
    category = models.CharField("类别", max_length=20, choices=PauseCategory.choices)
    reason = models.CharField("理由", max_length=300)
    since = models.DateField("自")
    until = models.DateField("至", null=True, blank=True)
    since_at = models.DateTimeField("自（时刻）")
    until_at = models.DateTimeField("至（时刻）", null=True, blank=True)

    class Meta:
        verbose_name = "暂停"
        verbose_name_plural = "暂停"
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["duty"], condition=Q(until__isnull=True), name="duty_one_open_pause"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="duty_pause_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_category_display()}：{self.since}—{self.until or ''}"

    def as_days(self) -> Pause:
        return Pause(self.since, self.until, self.get_category_display(), self.reason)


class DutyExtension(models.Model):
    """An extension (延长) that somebody approved, in the clock's unit."""

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="extensions", verbose_name="事项")
    days = models.PositiveIntegerField("延长")
    approver = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="批准人")
    reason = models.CharField("理由", max_length=300)
    at = models.DateTimeField("批准时间", default=timezone.now)

    class Meta:
        verbose_name = "延长"
        verbose_name_plural = "延长"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"延长{self.days}：{self.reason}"


class DutyEvent(models.Model):
    """What happened, in one sentence; never changed or removed (the database refuses)."""

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="events", verbose_name="事项")
    kind = models.CharField("事件", max_length=20, choices=EventKind.choices)
    at = models.DateTimeField("时间", default=timezone.now)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="经办人")
    words = models.TextField("说明")
    data = models.JSONField("数据", default=dict)

    class Meta:
        verbose_name = "事项记录"
        verbose_name_plural = "事项记录"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.words}"


class Recalculation(models.Model):
    """What a new holiday notice did to the open duties."""

    at = models.DateTimeField("时间", default=timezone.now)
    year = models.PositiveSmallIntegerField("放假安排年份")
    since = models.DateField("自该日起可能变化")
    examined = models.PositiveIntegerField("核算事项", default=0)
    settled = models.PositiveIntegerField("由暂定转为确定", default=0)
    moved = models.PositiveIntegerField("日期有变", default=0)

    class Meta:
        verbose_name = "时限重算"
        verbose_name_plural = "时限重算"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.year}年放假安排：核算{self.examined}项，{self.moved}项日期有变"


class MovedDuty(models.Model):
    """One duty whose date a notice moved; ``by_days`` are natural days, negative when it is due earlier."""

    recalculation = models.ForeignKey(Recalculation, models.PROTECT, related_name="rows")
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="+", verbose_name="事项")
    before = models.DateField("原到期日")
    after = models.DateField("现到期日")
    by_days = models.IntegerField("移动天数")

    class Meta:
        verbose_name = "重算后移动的事项"
        verbose_name_plural = "重算后移动的事项"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.before}→{self.after}"

    @property
    def sooner(self) -> int:
        return -self.by_days


# Tables of their own files, for Django to find.
from .feed_models import CalendarFeed  # noqa: E402, F401
from .job_models import JobRun, JobState  # noqa: E402, F401
from .matter_models import Matter  # noqa: E402, F401
from .reminder_models import Reminder  # noqa: E402, F401
