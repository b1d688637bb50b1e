"""What a caching proxy has still to be told."""

from django.db import models


class Purge(models.Model):
    """That one proxy must forget what carries one of these tags; deleted once the proxy has said yes.

    Written in the transaction of the change, so that a proxy which is down, or a process killed after the
    commit, costs time and not correctness.
    """

    target = models.URLField("缓存服务地址", max_length=200)
    tags = models.TextField("标记", help_text="空格分隔")
    created_at = models.DateTimeField("提出时间", auto_now_add=True)
    failures = models.PositiveIntegerField("失败次数", default=0)

    class Meta:
        ordering = ["pk"]
        verbose_name = "缓存清除"
        verbose_name_plural = "缓存清除"

    def __str__(self) -> str:
        return f"{self.target}:{self.tags}"
