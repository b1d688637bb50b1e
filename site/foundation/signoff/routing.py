"""What a page says about itself that decides its chain, and the approvals it needs from outside (R-056, R-057)."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from foundation.organisations.selectors import government_of

from .chains.enums import Flag
from .file_storage import private_storage
from .pages import SignedPage


class ApprovalType(models.Model):
    """A subject that must not be published before it is approved (须批准后公开的事项, R-057; 条例第十二条等)."""

    name = models.CharField("事项", max_length=60, unique=True)
    authority = models.CharField("批准机关", max_length=120, blank=True, help_text="留空表示无须外部批准")
    needs_main_leader = models.BooleanField("须本单位主要负责人审批", default=False)
    basis = models.CharField("依据", max_length=200)
    is_active = models.BooleanField("启用", default=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = "须批准后公开的事项"
        verbose_name_plural = "须批准后公开的事项"

    def __str__(self) -> str:
        return self.name


class RoutedPage(SignedPage):
    """Information whose content decides how many levels it needs."""

    in_government_name = models.BooleanField(
        "以政府名义发布", default=False, help_text="由政府办公室牵头审核、政府领导签发，实行四审四校"
    )
    needs_four_reviews = models.BooleanField(
        "四审四校", default=False, help_text="重大、敏感的内容加审一级；规范性文件和以政府名义发布的自动适用"
    )
    approval_type = models.ForeignKey(
        ApprovalType,
        models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"is_active": True},
        related_name="+",
        verbose_name="须批准后公开的事项",
        help_text="属于所列事项的请选择；取得批准并登记后才能签发",
    )

    class Meta:
        abstract = True

    @property
    def issuing_body_id(self) -> int | None:
        return government_of(self.body_id) if self.in_government_name else self.body_id

    @property
    def is_four_reviews_kind(self) -> bool:
        """Whether the kind of content itself asks for 四审四校."""
        return False

    def chain_flags(self) -> frozenset[str]:
        flags = set()
        if self.in_government_name:
            flags.add(Flag.GOVERNMENT_NAME)
            if self.issuing_body_id != self.body_id:
                flags.add(Flag.DEPARTMENT_DRAFT)
        if self.in_government_name or self.needs_four_reviews or self.is_four_reviews_kind:
            flags.add(Flag.FOUR_REVIEWS)
        if self.approval_type and self.approval_type.needs_main_leader:
            flags.add(Flag.MAIN_LEADER)
        return frozenset(flags)


class PriorApproval(models.Model):
    """The record of an approval by an outside authority (事前批准)."""

    page = models.ForeignKey(
        "wagtailcore.Page", models.PROTECT, related_name="prior_approvals", verbose_name="稿件"
    )
    approval_type = models.ForeignKey(ApprovalType, models.PROTECT, verbose_name="事项")
    authority = models.CharField("批准机关", max_length=120)
    number = models.CharField("批准文号", max_length=80)
    approved_on = models.DateField("批准日期")
    scan = models.FileField("批准件扫描", upload_to="approvals", storage=private_storage)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人"
    )
    recorded_at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        ordering = ["-recorded_at"]
        verbose_name = "事前批准"
        verbose_name_plural = "事前批准"

    def __str__(self) -> str:
        return f"{self.authority} {self.number}"
