"""What was done to hear the public outside the web form (公众参与记录): hearings, seminars, meetings attended."""

from django.core.validators import MinLengthValidator
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.search import index

from disclosure.documents.blocks import TEXT_FEATURES
from disclosure.documents.forms import UnitPageForm
from foundation.signoff.places import TextPlace
from foundation.signoff.routing import RoutedPage

from .enums import RECORD_TYPES, AttendeeKind, Method
from .models import Decision
from .panels import MEETING_HANDLER


class MeetingPage(RoutedPage):
    """One hearing, seminar or other occasion, with who was invited and what was said (R-106, R-109, R-113).

    Public after the chain; names are public only where that is said, those of entrepreneurs at a 涉企 meeting always.
    """

    method = models.CharField("方式", max_length=20, choices=Method.choices, default=Method.SEMINAR)
    held_on = models.DateField("日期", null=True, blank=True)
    place = models.CharField("地点或者渠道", max_length=200, blank=True)
    touches_enterprises = models.BooleanField(
        "涉企政策", default=False, help_text="须邀请企业家参加，并公布参加人员名单（R-109）"
    )
    decision = models.ForeignKey(
        Decision,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name="重大行政决策事项",
    )
    notice = models.ForeignKey(
        Page,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="意见征集公告",
        help_text="为哪一次意见征集召开；公开后两个页面互相链接",
    )
    summary = RichTextField("会议情况", blank=True, features=[*TEXT_FEATURES, "h3"])
    opinions = RichTextField("主要意见", blank=True, features=[*TEXT_FEATURES, "h3"])

    parent_page_types = ["catalogue.ColumnPage"]
    subpage_types: list[str] = []
    template = "decisions/meeting_page.html"
    edit_handler = MEETING_HANDLER
    base_form_class = UnitPageForm
    # Shown as 已符合 in the editor's panel once filled and unobjected to.
    checked_elements = {
        "title": "标题",
        "body": "发布机构",
        "unit": "责任科室",
        "held_on": "日期",
        "summary": "会议情况",
        "attendees": "参加人员",
    }
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("opinions")]

    class Meta:
        verbose_name = "公众参与记录"
        verbose_name_plural = "公众参与记录"

    @property
    def record_type(self) -> str:
        """What this method leaves behind (R-106)."""
        return RECORD_TYPES[Method(self.method)]

    @property
    def listing_kind(self) -> str:
        return self.get_method_display()

    def lists(self, attendee: "MeetingAttendee") -> bool:
        """Whether readers see the name (R-109: the list of entrepreneurs is published)."""
        is_entrepreneur = attendee.kind == AttendeeKind.ENTREPRENEUR
        return attendee.attended and (attendee.is_named or (self.touches_enterprises and is_entrepreneur))

    def get_context(self, request, *args, **kwargs):
        from .meeting_selectors import shown_with

        return super().get_context(request, *args, **kwargs) | shown_with(self)

    def places(self) -> list[TextPlace]:
        from disclosure.documents.passages import places_of

        from .precheck import texts

        return places_of(texts(self))


class MeetingAttendee(Orderable):
    """Who was invited: as what, from where, and whether they came."""

    page = ParentalKey(MeetingPage, related_name="attendees", on_delete=models.CASCADE)
    kind = models.CharField("类型", max_length=20, choices=AttendeeKind.choices)
    name = models.CharField("姓名", max_length=60, validators=[MinLengthValidator(2)])
    organisation = models.CharField("单位或者企业", max_length=120, blank=True)
    invited_on = models.DateField("邀请日期", null=True, blank=True)
    attended = models.BooleanField("到会", default=True)
    is_named = models.BooleanField(
        "公开姓名", default=False, help_text="已征得本人同意；涉企会议的企业家一律公开"
    )

    class Meta(Orderable.Meta):
        verbose_name = "参加人员"
        verbose_name_plural = "参加人员"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}"
