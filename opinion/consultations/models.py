"""The notice that asks for opinions (意见征集公告), its files and the ways it is held."""

import hashlib
from collections.abc import Iterator

from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from disclosure.documents.blocks import TEXT_FEATURES, DocumentBody
from disclosure.documents.forms import UnitPageForm
from disclosure.documents.models import AttachedFile
from foundation.signoff.places import TextPlace
from foundation.signoff.routing import RoutedPage
from opinion.decisions.enums import Method
from opinion.decisions.models import Decision

from .enums import ConsultationKind
from .panels import CONSULTATION_HANDLER


class ConsultationPage(RoutedPage):
    """Asks the public for opinions on a draft. ``closes_on`` is the last day as signed; see ConsultationCourse.

    A draft of the notice may lack anything; what is published lacks nothing (``gates``, R-104, R-105).
    """

    kind = models.CharField(
        "征集类型", max_length=20, choices=ConsultationKind.choices, default=ConsultationKind.NORMATIVE
    )
    decision = models.ForeignKey(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="notices",
        verbose_name="重大行政决策事项",
        help_text="列入年度目录的事项请选择；公开后两处互相链接",
    )
    touches_enterprises = models.BooleanField(
        "涉企政策", default=False, help_text="须邀请企业家参加并公布参加人员名单"
    )
    overview = models.TextField("征集事项", blank=True, help_text="一两句话说明征求什么意见")
    who_decides = models.CharField("由谁决定", max_length=100, blank=True, help_text="如 县人民政府常务会议")
    next_steps = models.TextField("下一步", blank=True, help_text="征集结束后怎么办，如 汇总研究后提请审议")
    results_expected_on = models.DateField("预计公布结果日期", null=True, blank=True)
    content = StreamField(DocumentBody(), blank=True, verbose_name="征求意见稿")
    explanation = RichTextField("起草说明", blank=True, features=[*TEXT_FEATURES, "h3"])
    basis = RichTextField("依据", blank=True, features=TEXT_FEATURES)
    opens_on = models.DateField("开始日期", null=True, blank=True)
    closes_on = models.DateField("截止日期", null=True, blank=True, help_text="当日24时截止")
    short_reason = models.TextField(
        "缩短期限的理由", blank=True, help_text="少于规定期限的必须写明，在公告中公布"
    )
    contact_person = models.CharField("联系人", max_length=50, blank=True)
    contact_phone = models.CharField("联系电话", max_length=60, blank=True)
    contact_address = models.CharField("通信地址", max_length=200, blank=True, help_text="含邮政编码")
    contact_email = models.EmailField("电子邮箱", blank=True)
    original_published_at = models.DateTimeField(
        "原发布时间", null=True, blank=True, help_text="已在其他网站公开过的，填其首次发布时间"
    )
    accepts_online = models.BooleanField("网上提交意见", default=True)

    parent_page_types = ["catalogue.ColumnPage"]
    subpage_types: list[str] = []
    template = "consultations/consultation_page.html"
    edit_handler = CONSULTATION_HANDLER
    base_form_class = UnitPageForm
    # Shown as 已符合 in the editor's panel once filled and unobjected to.
    checked_elements = {
        "title": "标题",
        "body": "发布机构",
        "unit": "责任科室",
        "overview": "征集事项",
        "content": "征求意见稿",
        "explanation": "起草说明",
        "basis": "依据",
        "closes_on": "起止日期",
        "contact_person": "联系人",
        "contact_phone": "联系方式",
    }
    search_fields = [
        *Page.search_fields,
        index.SearchField("overview"),
        index.SearchField("content"),
        index.SearchField("explanation"),
    ]

    class Meta:
        verbose_name = "意见征集公告"
        verbose_name_plural = "意见征集公告"

    def get_context(self, request, *args, **kwargs):
        from .public import page_content

        is_draft = getattr(request, "is_preview", False)
        return super().get_context(request, *args, **kwargs) | page_content(self, is_draft=is_draft)

    def places(self) -> list[TextPlace]:
        from disclosure.documents.passages import places_of

        from .precheck import texts

        return places_of(texts(self))

    def file_digests(self) -> Iterator[str]:
        for attachment in self.attachments.all():
            with attachment.document.open_file() as handle:
                yield hashlib.file_digest(handle, "sha256").hexdigest()

    @property
    def public_date(self):
        if self.original_published_at:
            return timezone.localdate(self.original_published_at)
        return super().public_date

    @property
    def listing_kind(self) -> str:
        return self.get_kind_display()


class ConsultationMethod(Orderable):
    """One way in which opinions are sought, with time and place where it has one (R-106)."""

    page = ParentalKey(ConsultationPage, related_name="methods", on_delete=models.CASCADE)
    method = models.CharField("方式", max_length=20, choices=Method.choices)
    note = models.CharField("时间、地点和参加办法", max_length=300, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = "征集方式"
        verbose_name_plural = "征集方式"


class ConsultationAttachment(AttachedFile):
    """A file of the notice; it is as public as the notice itself."""

    page = ParentalKey(ConsultationPage, related_name="attachments", on_delete=models.CASCADE)
    openness = None  # type: ignore[assignment]  # Django's way to leave out a field of an abstract base


# Tables of their own files, for Django to find.
from .course_models import ConsultationCourse, DocumentConsultation, PeriodChange, SecrecyException  # noqa: E402, F401
from .ledger_models import LedgerEvent, LedgerSheet  # noqa: E402, F401
from .opinion_models import Opinion, OpinionTheme  # noqa: E402, F401
from .result_models import ConsultationResultPage  # noqa: E402, F401
