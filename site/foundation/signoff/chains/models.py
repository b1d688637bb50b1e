"""Chains, their steps as they are edited, their versions as they are used, and the workflows made of them."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable, Page, Workflow

from foundation.organisations.enums import REVIEWING_POSTS, PostKind
from foundation.organisations.models import Body

from ..enums import StepKind
from ..seal_models import AppendOnly, Seal
from .enums import Flag, Place
from .rules import Step

REVIEWING_CHOICES = [choice for choice in PostKind.choices if choice[0] in REVIEWING_POSTS]


class Chain(ClusterableModel):
    """An approval chain (审签流程) and the content it is for. Whatever is left empty does not matter."""

    name = models.CharField("名称", max_length=80, unique=True)
    body = models.ForeignKey(
        Body,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="适用机构",
        related_name="+",
        help_text="含其下级机构；留空适用于全部机构",
    )
    column = models.ForeignKey(
        Page,
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name="适用栏目",
        related_name="+",
        help_text="含其下级栏目；留空适用于全部栏目",
    )
    page_type = models.CharField("适用内容", max_length=100, blank=True, help_text="留空适用于各类内容")
    flag = models.CharField(
        "适用情形", max_length=20, choices=Flag.choices, blank=True, help_text="留空适用于各种情形"
    )
    is_active = models.BooleanField("启用", default=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = "审签流程"
        verbose_name_plural = "审签流程"

    def __str__(self) -> str:
        return self.name

    def delete(self, *args, **kwargs):
        raise PermissionDenied("审签流程用过后须留存，不能删除；不再使用的请停用。")

    def edited_steps(self) -> list[Step]:
        """The steps as they stand in the form, used only once they become a version."""
        return [row.as_step() for row in self.steps.all()]


class ChainStep(Orderable):
    """One step of a chain as it is edited."""

    chain = ParentalKey(Chain, related_name="steps", on_delete=models.CASCADE)
    name = models.CharField("环节名称", max_length=60)
    post = models.CharField("由哪个岗位办理", max_length=20, choices=REVIEWING_CHOICES)
    kind = models.CharField("环节性质", max_length=20, choices=StepKind.choices, default=StepKind.REVIEW)
    place = models.CharField("岗位所在", max_length=20, choices=Place.choices, default=Place.DRAFTER)
    when = models.CharField(
        "何时需要", max_length=20, choices=Flag.choices, blank=True, help_text="留空表示每件都需要"
    )
    proofreads = models.BooleanField("兼校对", default=True)
    checks = models.TextField("必须逐项核对的事项", help_text="每行一项；全部勾选后才能同意")

    class Meta(Orderable.Meta):
        verbose_name = "环节"
        verbose_name_plural = "环节"

    def as_step(self) -> Step:
        """The row as a value."""
        lines = tuple(line.strip() for line in self.checks.splitlines() if line.strip())
        return Step(self.name, self.post, self.kind, lines, self.place, self.when, self.proofreads)


class ChainVersion(AppendOnly):
    """A chain as it was in force from one change to the next: what is under review keeps its version."""

    chain = models.ForeignKey(Chain, models.PROTECT, related_name="versions", verbose_name="流程")
    number = models.PositiveIntegerField("版本")
    steps = models.JSONField("环节")
    reason = models.CharField("变更理由", max_length=200)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="变更人"
    )
    made_at = models.DateTimeField("变更时间", default=timezone.now)
    seal = models.ForeignKey(Seal, models.PROTECT, verbose_name="封签")

    class Meta:
        ordering = ["chain", "-number"]
        verbose_name = "流程版本"
        verbose_name_plural = "流程版本"
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="chain_version_once")]

    def __str__(self) -> str:
        return f"{self.chain}（第{self.number}版）"

    def as_steps(self) -> list[Step]:
        """The steps as values."""
        return [Step.from_data(row) for row in self.steps]

    def described(self) -> list[dict[str, Any]]:
        """The steps in words, for people."""
        return [
            {
                "name": step.name,
                "post": PostKind(step.post).label,
                "place": Place.ISSUER.label if step.place == Place.ISSUER else "",
                "when": Flag(step.when).label if step.when else "",
                "checks": step.checks,
            }
            for step in self.as_steps()
        ]


class ChainWorkflow(models.Model):
    """The Wagtail workflow that a version has for pages with these flags. Made when it is first needed."""

    version = models.ForeignKey(ChainVersion, models.PROTECT, related_name="workflows", verbose_name="版本")
    flags = models.CharField("情形", max_length=120, blank=True)
    workflow = models.OneToOneField(Workflow, models.PROTECT, related_name="chain", verbose_name="工作流")

    class Meta:
        verbose_name = "生成的工作流"
        verbose_name_plural = "生成的工作流"
        constraints = [models.UniqueConstraint(fields=["version", "flags"], name="chain_workflow_once")]

    def __str__(self) -> str:
        return f"{self.version} {self.flags}".strip()
