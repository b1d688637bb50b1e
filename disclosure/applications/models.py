"""What goes with an application beside its case: the mail that asks for confirmation, and needs met without one."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from disclosure.requests.models import Case


class ConfirmationMail(models.Model):
    """The mail with which an applicant confirms that the application came in (双方确认, 条例 31).

    The address stays encrypted in the case; a row that is not sent waits for the job.
    """

    case = models.OneToOneField(Case, models.PROTECT, related_name="confirmation_mail")
    wanted_at = models.DateTimeField("应发时间", default=timezone.now)
    sent_at = models.DateTimeField("发出时间", null=True)
    tries = models.PositiveSmallIntegerField("已尝试次数", default=0)

    class Meta:
        ordering = ["pk"]
        verbose_name = "确认邮件"
        verbose_name_plural = "确认邮件"

    def __str__(self) -> str:
        return f"{self.case_id} {self.wanted_at:%Y-%m-%d}"


class HelpWanted(models.Model):
    """Somebody who finds reading, seeing or hearing difficult asked for help (条例 28; R-153). A task of its own."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="help_wanted")
    asked_at = models.DateTimeField("提出时间", default=timezone.now)
    helped_at = models.DateTimeField("已协助时间", null=True)
    helped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="协助人"
    )
    note = models.CharField("协助情况", max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = "协助请求"
        verbose_name_plural = "协助请求"

    def __str__(self) -> str:
        return f"{self.case_id} {self.asked_at:%Y-%m-%d}"


class SolvedCount(models.Model):
    """这已解答我的问题: how often on a day. Nothing is kept of who said so."""

    day = models.DateField("日期", unique=True)
    times = models.PositiveIntegerField("次数", default=0)

    class Meta:
        ordering = ["-day"]
        verbose_name = "申请前已解答"
        verbose_name_plural = "申请前已解答"

    def __str__(self) -> str:
        return f"{self.day} {self.times}"
