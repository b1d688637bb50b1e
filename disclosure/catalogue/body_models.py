"""The rows of a body's page: its leaders and its units; and the record of who was shown when (R-286)."""

import datetime as dt

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from foundation.organisations.models import Body


class LeaderFacts(models.Model):
    """What the public is told of a leader (领导信息)."""

    name = models.CharField("姓名", max_length=50)
    post = models.CharField("职务", max_length=100)
    duties = models.TextField("分工", blank=True)
    effective_from = models.DateField("任职起", null=True, blank=True, help_text="留空为公开之日起")
    effective_until = models.DateField(
        "任职止", null=True, blank=True, help_text="任职的最后一日；次日起不再显示"
    )

    FACTS = ("name", "post", "duties", "effective_from", "effective_until")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.name} {self.post}"

    @property
    def facts(self) -> tuple[object, ...]:
        """Two rows with the same facts tell the public the same."""
        return tuple(getattr(self, name) for name in self.FACTS)

    def is_in_office(self, day: dt.date) -> bool:
        """Whether the row is shown on that day."""
        begun = self.effective_from is None or self.effective_from <= day
        return begun and (self.effective_until is None or day <= self.effective_until)


class Leader(LeaderFacts, Orderable):
    """One leader of the body, in the order of the list; signed with the page."""

    page = ParentalKey("catalogue.BodyPage", related_name="leader_rows", on_delete=models.CASCADE)
    photo = models.ForeignKey(
        "wagtailimages.Image", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="照片"
    )

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("post")]),
        FieldPanel("duties"),
        FieldRowPanel([FieldPanel("effective_from"), FieldPanel("effective_until")]),
        FieldPanel("photo"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "领导"
        verbose_name_plural = "领导"


class SubUnit(Orderable):
    """One unit of the body (内设机构)."""

    page = ParentalKey("catalogue.BodyPage", related_name="sub_unit_rows", on_delete=models.CASCADE)
    name = models.CharField("名称", max_length=100)
    duties = models.TextField("职责", blank=True)
    phone = models.CharField("电话", max_length=60, blank=True)
    address = models.CharField("地址", max_length=200, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("phone")]),
        FieldPanel("duties"),
        FieldPanel("address"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "内设机构"
        verbose_name_plural = "内设机构"

    def __str__(self) -> str:
        return self.name


class LeaderRecord(LeaderFacts):
    """That a leader was on the public page from one publication to another; written at publication, kept for good."""

    page_id = models.BigIntegerField("页面编号", db_index=True)
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name="机构")
    public_from = models.DateTimeField("公开时间")
    public_until = models.DateTimeField("更换时间", null=True, blank=True)

    class Meta:
        ordering = ["-public_from", "pk"]
        verbose_name = "领导信息记录"
        verbose_name_plural = "领导信息沿革"
