"""Answers made public."""

from django.db import models
from django.utils import timezone
from wagtail.models import Page

from disclosure.requests.models import Case
from foundation.organisations.models import Body

from ..enums import Use
from .entries import person


class Publication(models.Model):
    """A page of the site that came out of applications: its draft is written by staff and goes through the chain.

    Which applications they were is for staff alone.
    """

    wagtail_reference_index_ignore = True
    use = models.CharField("用途", max_length=20, choices=Use.choices)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="机构")
    page = models.OneToOneField(
        Page, models.SET_NULL, null=True, related_name="answer_publication", verbose_name="页面"
    )
    cases = models.ManyToManyField(Case, related_name="publications", verbose_name="申请")
    reason = models.CharField("理由", max_length=200)
    made_by = person("起草人")
    made_at = models.DateTimeField("起草时间", default=timezone.now)

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = "申请答复的公开"
        verbose_name_plural = "申请答复的公开"

    def __str__(self) -> str:
        return f"{self.get_use_display()} {self.page or ''}"
