"""The planning of a press conference: two teams, their tasks, the live text, the evaluation. R-121, R-122, R-125."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from foundation.organisations.models import Body, Unit
from foundation.signoff.models import AppendOnly

from ..enums import ConferenceKind, ConferenceState, Team
from .pages import PressConferencePage
from .people import person


class TeamMember(models.Model):
    """Who works in one of the two teams of a body's news agency."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="机构")
    team = models.CharField("组别", max_length=10, choices=Team.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="press_teams", verbose_name="人员"
    )

    class Meta:
        ordering = ["body", "team", "pk"]
        verbose_name = "新闻发布机构人员"
        verbose_name_plural = "新闻发布机构人员"
        constraints = [models.UniqueConstraint(fields=["body", "team", "user"], name="member_once_per_team")]

    def __str__(self) -> str:
        return f"{self.user.get_full_name()}（{self.get_team_display()}）"


class Conference(models.Model):
    """A conference as it is prepared; its page is what the public reads."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="机构")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="责任科室")
    kind = models.CharField("类型", max_length=12, choices=ConferenceKind.choices)
    topic = models.CharField("主题", max_length=200)
    starts_at = models.DateTimeField("举行时间")
    place = models.CharField("地点", max_length=100)
    host = models.CharField("主办单位", max_length=100)
    state = models.CharField(
        "状态", max_length=10, choices=ConferenceState.choices, default=ConferenceState.PLANNED
    )
    closed_on = models.DateField("结束日期", null=True, editable=False)
    cancelled_because = models.CharField("取消原因", max_length=300, blank=True, editable=False)
    page = models.OneToOneField(
        PressConferencePage, models.SET_NULL, null=True, editable=False, related_name="conference"
    )
    by = person("登记人", editable=False)
    at = models.DateTimeField("登记时间", default=timezone.now, editable=False)

    class Meta:
        ordering = ["-starts_at", "-pk"]
        verbose_name = "新闻发布会"
        verbose_name_plural = "新闻发布会"

    def __str__(self) -> str:
        return self.topic


class ConferenceTask(models.Model):
    """One thing that a team has to do."""

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="tasks")
    team = models.CharField("组别", max_length=10, choices=Team.choices)
    title = models.CharField("任务", max_length=200)
    done_at = models.DateTimeField("完成时间", null=True, blank=True)
    done_by = person("完成人", null=True, blank=True)

    class Meta:
        ordering = ["team", "pk"]
        verbose_name = "筹备任务"
        verbose_name_plural = "筹备任务"

    def __str__(self) -> str:
        return self.title


class LiveEntry(AppendOnly):
    """What was said, as it was written down. It becomes public with the signed page, never by itself."""

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="live_entries")
    said_at = models.TimeField("时间")
    speaker = models.CharField("发言人", max_length=100)
    text = models.TextField("内容", max_length=4000)
    by = person("记录人")
    at = models.DateTimeField("记录时间", default=timezone.now)

    class Meta:
        ordering = ["said_at", "pk"]
        verbose_name = "图文直播记录"
        verbose_name_plural = "图文直播记录"

    def __str__(self) -> str:
        return f"{self.said_at:%H:%M} {self.speaker}"


class Evaluation(AppendOnly):
    """How the release was received (发布效果评估)."""

    conference = models.OneToOneField(Conference, models.PROTECT, related_name="evaluation")
    coverage = models.TextField("媒体报道情况", max_length=2000)
    reactions = models.TextField("社会反响", max_length=2000)
    problems = models.TextField("存在问题", max_length=2000)
    follow_up = models.TextField("后续措施", max_length=2000)
    by = person("评估人")
    at = models.DateTimeField("评估时间", default=timezone.now)

    class Meta:
        verbose_name = "发布效果评估"
        verbose_name_plural = "发布效果评估"

    def __str__(self) -> str:
        return f"{self.conference}评估"
