"""How the watch over public opinion after a key policy ended (舆情关注, R-099)."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from foundation.signoff.models import AppendOnly


class WatchStatement(AppendOnly):
    """What was heard and what was answered; with it the watch over one document is closed."""

    document_id = models.BigIntegerField("文件编号", db_index=True)
    words = models.TextField("结论", max_length=1000)
    responses = models.JSONField("已公开的回应", default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="办理人")
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = "舆情关注结论"
        verbose_name_plural = "舆情关注结论"

    def __str__(self) -> str:
        return self.words[:30]
