"""The guide to government information (政府信息公开指南, 条例 12; R-010), its 查阅点, and what it has yet to follow."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable, Page
from wagtail.search import index

from foundation.signoff.places import TextPlace
from foundation.signoff.routing import RoutedPage

from .enums import Fact
from .forms import GuidePageForm
from .panels import GUIDE_HANDLER


class GuidePage(RoutedPage):
    """One body's guide. A draft may lack anything; what is published lacks nothing (``gates``)."""

    classification = models.TextField("信息分类", blank=True)
    arrangement = models.TextField("编排体系", blank=True)
    obtaining = models.TextField("获取方式", blank=True)
    institution = models.CharField(
        "工作机构名称", max_length=100, blank=True, help_text="如 示范县人民政府办公室政务公开科"
    )
    address = models.CharField("办公地址", max_length=200, blank=True)
    hours = models.CharField("办公时间", max_length=200, blank=True)
    phone = models.CharField("联系电话", max_length=60, blank=True)
    fax = models.CharField("传真", max_length=60, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    website = models.URLField("网站地址", blank=True, help_text="公开政府信息的网站，以 https:// 开头")
    online_url = models.URLField("在线申请地址", blank=True, help_text="网上提交申请的页面，以 https:// 开头")
    withheld = models.TextField("不予公开的情形", blank=True)
    apply_channels = models.TextField("申请渠道", blank=True)
    apply_procedure = models.TextField("申请程序", blank=True)
    supplement = models.TextField("补正程序", blank=True)
    time_limits = models.TextField("答复期限和延长", blank=True)
    handling = models.TextField("办理流程", blank=True)
    commitment = models.TextField("服务承诺", blank=True, help_text="本机关向申请人作出的承诺")
    supervision = models.TextField(
        "监督投诉方式", blank=True, help_text="受理投诉、举报的机关、地址和电话（条例第四十七条、第五十一条）"
    )

    parent_page_types = ["catalogue.ColumnPage"]
    subpage_types: list[str] = []
    template = "guides/guide_page.html"
    edit_handler = GUIDE_HANDLER
    base_form_class = GuidePageForm
    # In the order in which the public reads them; every one is mandatory at submission.
    OPENING = ("classification", "arrangement", "obtaining")
    CONTACT = ("institution", "address", "hours", "phone", "fax", "email", "website", "online_url")
    ON_REQUEST = ("apply_channels", "apply_procedure", "supplement", "time_limits", "handling")
    MANDATORY = (*OPENING, *CONTACT, "withheld", *ON_REQUEST, "commitment", "supervision")
    search_fields = [*Page.search_fields, *(index.SearchField(name) for name in MANDATORY)]

    class Meta:
        verbose_name = "政府信息公开指南"
        verbose_name_plural = "政府信息公开指南"

    @classmethod
    def label_of(cls, name: str) -> str:
        """The Chinese name of a field."""
        return str(cls._meta.get_field(name).verbose_name)

    def get_context(self, request, *args, **kwargs):
        from .selectors import public_content

        return super().get_context(request, *args, **kwargs) | public_content(self)

    def places(self) -> list[TextPlace]:
        from disclosure.documents.passages import places_of

        from .precheck import texts

        return places_of(texts(self))


# Shown as 已符合 in the editor's panel once filled and unobjected to.
GuidePage.checked_elements = {
    "title": "标题",
    "body": "发布机构",
    "unit": "责任科室",
    **{name: GuidePage.label_of(name) for name in GuidePage.MANDATORY},
    "points": "查阅点",
}


class ReadingPoint(Orderable):
    """A place where the public may read government information (政府信息查阅点, 条例 25)."""

    page = ParentalKey(GuidePage, related_name="points", on_delete=models.CASCADE)
    name = models.CharField("名称", max_length=100)
    address = models.CharField("地址", max_length=200, blank=True)
    hours = models.CharField("开放时间", max_length=200, blank=True)
    phone = models.CharField("电话", max_length=60, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = "查阅点"
        verbose_name_plural = "查阅点"


class ChangedFact(models.Model):
    """A fact that changed on the body page and that the public guide has yet to follow."""

    guide = models.ForeignKey(GuidePage, models.CASCADE, related_name="changed_facts", verbose_name="指南")
    fact = models.CharField("信息", max_length=10, choices=Fact.choices)
    changed_on = models.DateField("变更日期")

    class Meta:
        ordering = ["pk"]
        verbose_name = "指南待更新的信息"
        verbose_name_plural = "指南待更新的信息"
        constraints = [models.UniqueConstraint(fields=["guide", "fact"], name="changed_fact_once")]

    def __str__(self) -> str:
        return self.get_fact_display()
