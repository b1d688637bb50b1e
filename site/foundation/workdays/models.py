import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from foundation.workdays.notices import NAME_MAX_LENGTH


class HolidayNotice(models.Model):
    """The State Council's arrangement of holidays for one year (放假安排通知)."""

    year = models.PositiveSmallIntegerField("年份", unique=True)
    notice_no = models.CharField("发文字号", max_length=60, blank=True)
    title = models.CharField("通知标题", max_length=200)
    issued_on = models.DateField("成文日期")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="录入人",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    entered_at = models.DateTimeField("录入时间", default=timezone.now, editable=False)
    # Renewed by every change of the notice or of its days; selectors.load_calendar() watches it.
    version = models.UUIDField("版本", default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = "放假安排通知"
        verbose_name_plural = "放假安排通知"
        ordering = ["-year"]

    def __str__(self) -> str:
        return f"{self.title}（{self.notice_no}）" if self.notice_no else self.title

    def save(self, *args, update_fields=None, **kwargs) -> None:
        self.version = uuid.uuid4()
        if update_fields is not None:
            update_fields = {*update_fields, "version"}
        super().save(*args, update_fields=update_fields, **kwargs)


class ReplacedNotice(models.Model):
    """What a year held before another notice took its place: who replaced it, when and why. Never changed."""

    notice = models.ForeignKey(
        HolidayNotice, verbose_name="现行通知", on_delete=models.CASCADE, related_name="replaced"
    )
    notice_no = models.CharField("发文字号", max_length=60, blank=True)
    issued_on = models.DateField("成文日期")
    days = models.JSONField("放假和调休日")
    entered_by_name = models.CharField("原录入人", max_length=150, blank=True)
    entered_at = models.DateTimeField("原录入时间")
    reason = models.CharField("更换理由", max_length=200)
    replaced_by_name = models.CharField("更换人", max_length=150, blank=True)
    replaced_at = models.DateTimeField("更换时间", default=timezone.now)

    class Meta:
        verbose_name = "被更换的放假安排"
        verbose_name_plural = "被更换的放假安排"
        ordering = ["-replaced_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.notice.year}年：{self.reason}"


class CalendarDay(models.Model):
    """A day on which a notice departs from the ordinary week: a day off, or a weekend day worked."""

    date = models.DateField("日期", unique=True)
    is_workday = models.BooleanField("是否上班")
    name = models.CharField("名称", max_length=NAME_MAX_LENGTH, help_text="节日名称，或“调休上班”。")
    notice = models.ForeignKey(
        HolidayNotice, verbose_name="依据的通知", on_delete=models.CASCADE, related_name="days"
    )

    class Meta:
        verbose_name = "放假和调休日"
        verbose_name_plural = "放假和调休日"
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"

    def save(self, *args, **kwargs) -> None:
        super().save(*args, **kwargs)
        self.notice.save(update_fields=["version"])

    def delete(self, *args, **kwargs) -> tuple[int, dict[str, int]]:
        deleted = super().delete(*args, **kwargs)
        self.notice.save(update_fields=["version"])
        return deleted
