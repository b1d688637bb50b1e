"""征集情况及采纳情况: what was asked, what people said, what was done about it (R-110, R-111)."""

from typing import Any

from django.db import models
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from disclosure.documents.blocks import TEXT_FEATURES
from foundation.signoff.places import TextPlace
from foundation.signoff.routing import RoutedPage

from .models import ConsultationPage
from .result_forms import ResultPageForm
from .result_panels import RESULT_HANDLER


class ConsultationResultPage(RoutedPage):
    """The result of one consultation. Its figures are taken from the ledger when it is saved, and signed with it.

    The gate compares them with the ledger as it stands: what came later has to be answered and signed too.
    """

    notice = models.ForeignKey(
        ConsultationPage,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="result_pages",
        verbose_name="意见征集公告",
    )
    asked = RichTextField("我们征求了什么", blank=True, features=TEXT_FEATURES)
    said = RichTextField(
        "大家怎么说", blank=True, features=[*TEXT_FEATURES, "h3"], help_text="意见的总体情况"
    )
    did = RichTextField(
        "我们怎么做", blank=True, features=[*TEXT_FEATURES, "h3"], help_text="采纳和修改的情况"
    )
    shows_examples = models.BooleanField(
        "列出意见摘录", default=True, help_text="每组列一条意见的摘录，号码自动遮盖；不勾选，只列类别和条款"
    )
    figures = models.JSONField("数字", default=dict, blank=True, editable=False)
    table = models.JSONField("采纳情况表", default=list, blank=True, editable=False)

    parent_page_types = ["catalogue.ColumnPage"]
    subpage_types: list[str] = []
    template = "consultations/result_page.html"
    edit_handler = RESULT_HANDLER
    base_form_class = ResultPageForm
    # Shown as 已符合 in the editor's panel once filled and unobjected to.
    checked_elements = {
        "title": "标题",
        "body": "发布机构",
        "unit": "责任科室",
        "notice": "意见征集公告",
        "asked": "我们征求了什么",
        "did": "我们怎么做",
    }
    search_fields = [
        *Page.search_fields,
        index.SearchField("asked"),
        index.SearchField("said"),
        index.SearchField("did"),
    ]

    class Meta:
        verbose_name = "征集结果"
        verbose_name_plural = "征集结果"

    @property
    def listing_kind(self) -> str:
        return "征集结果"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from .result_selectors import shown_with

        return super().get_context(request, *args, **kwargs) | shown_with(self, request.GET.get("page"))

    def places(self) -> list[TextPlace]:
        from disclosure.documents.passages import places_of

        from .result_precheck import texts

        return places_of(texts(self))
