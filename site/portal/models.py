"""Home page, standard pages and the identity of the site (R-274)."""

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from foundation.signoff.pages import SignedPage

from .site_codes import DOMAIN, ICP_NUMBER, ICP_SYSTEM, POLICE_NUMBER, POSTCODE, SITE_CODE, police_address


class HomePage(SignedPage):
    """The home page of the disclosure channel (政府信息公开首页)."""

    introduction = RichTextField("首页导语", blank=True, features=["bold", "link"])

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    template = "portal/home_page.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
        FieldPanel("unit"),
    ]

    def route(self, request, path_components):
        # Wagtail asks twice per level of the tree; nearly every address is that of a live page.
        from .selectors import page_at

        if path_components and (page := page_at(self, path_components)):
            return RouteResult(page)
        return super().route(request, path_components)

    def get_context(self, request, *args, **kwargs):
        from .selectors import home_content

        return super().get_context(request, *args, **kwargs) | home_content(self)

    class Meta:
        verbose_name = "首页"
        verbose_name_plural = "首页"


class StandardPage(SignedPage):
    """A plain page: 网站声明, 联系我们, 网站地图说明."""

    text = RichTextField("正文", blank=True)

    parent_page_types = ["portal.HomePage", "catalogue.ColumnPage"]
    subpage_types: list[str] = []
    template = "portal/standard_page.html"
    content_panels = [*Page.content_panels, FieldPanel("text"), FieldPanel("body"), FieldPanel("unit")]

    class Meta:
        verbose_name = "普通页面"
        verbose_name_plural = "普通页面"


@register_setting(icon="site", order=10)
class SiteIdentity(BaseSiteSetting):
    """Name, codes and footer of the government site (国办发〔2017〕47号; R-274)."""

    site_name = models.CharField("网站名称", max_length=60, default="政务公开平台")
    domain = models.CharField(
        "网站域名", max_length=100, blank=True, validators=[DOMAIN], help_text="一般以 .gov.cn 结尾"
    )
    site_code = models.CharField("政府网站标识码", max_length=10, blank=True, validators=[SITE_CODE])
    mark_url = models.URLField(
        "党政机关网站标识核验地址",
        blank=True,
        help_text="核发标识的机构给出的地址；页脚以文字链接，不加载站外图片",
    )
    sponsor = models.CharField("主办单位", max_length=100, blank=True)
    operator = models.CharField("承办单位", max_length=100, blank=True)
    address = models.CharField("地址", max_length=200, blank=True)
    postcode = models.CharField("邮编", max_length=6, blank=True, validators=[POSTCODE])
    phone = models.CharField("联系电话", max_length=60, blank=True)
    icp_number = models.CharField("ICP 备案号", max_length=60, blank=True, validators=[ICP_NUMBER])
    police_number = models.CharField("公安机关备案号", max_length=60, blank=True, validators=[POLICE_NUMBER])
    correction_url = models.URLField("“我为政府网站找错”地址", blank=True)
    statement_page = models.ForeignKey(
        Page, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="网站声明"
    )
    contact_page = models.ForeignKey(
        Page, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="联系我们"
    )
    social_media = models.CharField(
        "政务新媒体", max_length=200, blank=True, help_text="如 微信公众号、微博、客户端名称"
    )

    panels = [
        FieldRowPanel([FieldPanel("site_name"), FieldPanel("domain"), FieldPanel("site_code")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("sponsor"), FieldPanel("operator")]),
                FieldRowPanel([FieldPanel("address"), FieldPanel("postcode"), FieldPanel("phone")]),
                FieldRowPanel([FieldPanel("icp_number"), FieldPanel("police_number")]),
                FieldRowPanel([FieldPanel("mark_url"), FieldPanel("correction_url")]),
                FieldRowPanel([FieldPanel("statement_page"), FieldPanel("contact_page")]),
                FieldPanel("social_media"),
            ],
            heading="页脚",
        ),
    ]

    class Meta:
        verbose_name = "网站标识与页脚"

    @property
    def icp_url(self) -> str:
        """Where the ICP number is verified."""
        return ICP_SYSTEM

    @property
    def police_url(self) -> str:
        """Where the 公安备案号 is verified; empty for none."""
        return police_address(self.police_number)

    @classmethod
    def base_queryset(cls):
        # Every footer links to both pages: fetch them along, but only what a link needs.
        own = [field.name for field in cls._meta.concrete_fields]
        linked = [
            f"{page}__{name}" for page in ("statement_page", "contact_page") for name in ("url_path", "live")
        ]
        return cls.objects.select_related("statement_page", "contact_page").only(*own, *linked)


# The counter of visits stands in a file of its own.
from .visit_models import DailyVisits  # noqa: E402, F401
