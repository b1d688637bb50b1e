"""What was done in the 采纳台账, and spreadsheets on their way in. Written by services only."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from foundation.signoff.file_storage import private_storage
from foundation.signoff.models import AppendOnly

from .ledger_enums import SheetState
from .models import ConsultationPage
from .opinion_models import Opinion


class LedgerEvent(AppendOnly):
    """One act in the ledger: on one opinion, or on as many as ``number`` says (办理记录)."""

    consultation = models.ForeignKey(
        ConsultationPage, models.PROTECT, related_name="ledger_events", verbose_name="意见征集公告"
    )
    opinion = models.ForeignKey(
        Opinion, models.PROTECT, null=True, related_name="events", verbose_name="意见"
    )
    number = models.PositiveIntegerField("涉及意见（条）", default=1)
    words = models.CharField("办理", max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="办理人")
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "采纳台账办理记录"
        verbose_name_plural = "采纳台账办理记录"

    def __str__(self) -> str:
        return self.words


class LedgerSheet(models.Model):
    """A spreadsheet with verdicts that somebody uploaded (台账导入). Checked whole before anything is written."""

    consultation = models.ForeignKey(
        ConsultationPage, models.CASCADE, related_name="ledger_sheets", verbose_name="意见征集公告"
    )
    name = models.CharField("文件名", max_length=120)
    file = models.FileField("文件", upload_to="opinions/sheets", storage=private_storage)
    state = models.CharField(
        "状态", max_length=12, choices=SheetState.choices, default=SheetState.CHECKING, db_index=True
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="导入人")
    at = models.DateTimeField("上传时间", default=timezone.now)
    # Rows that change something: [row number, opinion number, version, theme, verdict, reason].
    rows = models.JSONField("待写入的行", default=list)
    unchanged = models.PositiveIntegerField("没有改动的行", default=0)
    errors = models.JSONField("有误的行", default=list)
    absent = models.PositiveIntegerField("表中没有的意见", default=0)
    absent_numbers = models.JSONField("表中没有的意见编号", default=list)
    problem = models.CharField("不能导入的原因", max_length=500, blank=True)
    done = models.PositiveIntegerField("已办理的行", default=0)
    written = models.PositiveIntegerField("已写入的行", default=0)
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "台账导入"
        verbose_name_plural = "台账导入"

    def __str__(self) -> str:
        return self.name

    @property
    def total(self) -> int:
        return len(self.rows)
