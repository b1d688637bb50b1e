"""Tokens of other systems, what each was used for, and which draft an OA document became."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from disclosure.documents.models import DocumentPage
from foundation.organisations.models import Body
from foundation.signoff.models import AppendOnly

from .enums import Outcome

LONGEST_OA_ID = 100


class TokenQuerySet(models.QuerySet):
    """Tokens in the words of the office."""

    def usable(self) -> "TokenQuerySet":
        """Not revoked."""
        return self.filter(revoked_at__isnull=True)


class AccessToken(models.Model):
    """What lets one system in, for one body. The database keeps only its hash; the token is told once."""

    name = models.CharField("对接系统", max_length=60, help_text="如 县政府办OA")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="机构")
    token_hash = models.CharField("令牌指纹", max_length=64, unique=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="创建人"
    )
    created_at = models.DateTimeField("创建时间", default=timezone.now)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="停用人"
    )
    revoked_at = models.DateTimeField("停用时间", null=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = "接口令牌"
        verbose_name_plural = "接口令牌"

    def __str__(self) -> str:
        return f"{self.name}（{self.body}）"


class OaDocument(models.Model):
    """That a document of the OA became a draft: the same one is never taken twice."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="机构")
    oa_id = models.CharField("OA文件编号", max_length=LONGEST_OA_ID)
    page = models.ForeignKey(
        DocumentPage, models.SET_NULL, null=True, related_name="oa_records", verbose_name="草稿"
    )
    digest = models.CharField("推送内容指纹", max_length=64)
    at = models.DateTimeField("接收时间", default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "OA文件"
        verbose_name_plural = "OA文件"
        constraints = [models.UniqueConstraint(fields=["body", "oa_id"], name="oa_document_once_per_body")]

    def __str__(self) -> str:
        return self.oa_id


class TokenUse(AppendOnly):
    """One request that a token let in."""

    token = models.ForeignKey(AccessToken, models.PROTECT, related_name="uses", verbose_name="令牌")
    at = models.DateTimeField("时间", default=timezone.now)
    address = models.GenericIPAddressField("来源地址", null=True)
    outcome = models.CharField("结果", max_length=10, choices=Outcome.choices)
    oa_id = models.CharField("OA文件编号", max_length=LONGEST_OA_ID, blank=True)
    page_id = models.BigIntegerField("页面编号", null=True)
    words = models.TextField("说明", blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "接口使用记录"
        verbose_name_plural = "接口使用记录"
        indexes = [models.Index(fields=["token", "-at"], name="uses_of_token")]

    def __str__(self) -> str:
        return f"{self.token} {self.get_outcome_display()}"
