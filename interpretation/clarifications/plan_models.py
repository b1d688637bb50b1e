"""澄清工作预案 of a body (R-131): levels, contacts, channels, texts."""

from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from foundation.organisations.models import Body


class ResponsePlan(ClusterableModel):
    """What a body does when a rumour is found. Every body has one; those without are listed to who oversees them."""

    body = models.OneToOneField(Body, models.PROTECT, related_name="+", verbose_name="机构")
    levels = models.TextField("分级处置", help_text="分几级，什么情形属于哪一级，各由谁决定、多长时间内办")
    channels = models.TextField(
        "发布渠道", help_text="网站、新媒体、新闻发布会、短信、广播电视等，各由谁负责"
    )
    texts = models.TextField("常用文本", help_text="首次回应、调查进展、澄清说明的参考用语")
    reviewed_on = models.DateField("最近复核日期")

    class Meta:
        ordering = ["body__name"]
        verbose_name = "澄清工作预案"
        verbose_name_plural = "澄清工作预案"

    def __str__(self) -> str:
        return f"{self.body}澄清工作预案"


class PlanContact(Orderable):
    """Somebody to be reached in a hurry; for staff only."""

    plan = ParentalKey(ResponsePlan, related_name="contacts", on_delete=models.CASCADE)
    role = models.CharField("职责", max_length=60, help_text="如 新闻发言人、网信部门联络员")
    name = models.CharField("姓名", max_length=50)
    phone = models.CharField("电话", max_length=60)

    class Meta(Orderable.Meta):
        verbose_name = "联系人"
        verbose_name_plural = "联系人"
