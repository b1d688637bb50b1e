"""Admin registers of bodies, units, posts and appointments (机构与岗位)."""

from django.contrib import messages
from django.db.models import Case, IntegerField, ProtectedError, QuerySet, When
from django.db.models.functions import Concat
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, StatusTagColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from foundation.organisations.spreadsheets import SafeExport

from .deletions import keepers_of
from .forms import AppointmentForm, BodyForm, PostForm, UnitForm, indented
from .models import Appointment, Body, Post, Unit
from .selectors import tree_of_bodies


class RegisterDeleteView(generic.DeleteView):
    """Says what to do instead when other records rest on this one."""

    def form_valid(self, form) -> HttpResponse:
        if self.usage and self.usage.is_protected:
            return self._refuse()
        try:
            return super().form_valid(form)
        except ProtectedError:
            # Page types do not show in Wagtail's usage count.
            return self._refuse()

    def _refuse(self) -> HttpResponse:
        reasons = keepers_of(self.object)
        messages.error(
            self.request,
            f"“{self.object}”已被使用，不能删除。{''.join(reasons)}"
            "人员变动请结束任职；机构、科室撤并请保留记录并改名注明。",
        )
        return redirect(self.get_success_url())


class Register(ModelViewSet):
    """What the four registers share: search in any part of a Chinese name, inspection, no copies."""

    search_backend_name = None
    inspect_view_enabled = True
    copy_view_enabled = False
    list_per_page = 50
    delete_view_class = RegisterDeleteView


class BodyIndexView(SafeExport, generic.IndexView):
    """Bodies in the order of the tree until another order is asked for."""

    def order_queryset(self, queryset: QuerySet[Body]) -> QuerySet[Body]:
        tree = tree_of_bodies()
        self.depths = {body.pk: depth for body, depth in tree}
        if self.is_explicitly_ordered:
            return super().order_queryset(queryset)
        places = [When(pk=body.pk, then=place) for place, (body, _) in enumerate(tree)]
        return queryset.order_by(Case(*places, default=len(tree), output_field=IntegerField()), "pk")

    def _get_title_column(self, field_name: str, **kwargs) -> Column:
        column = super()._get_title_column(field_name, **kwargs)
        column.accessor = lambda body: indented(body.name, self.depths.get(body.pk, 0))
        return column


class BodyViewSet(Register):
    """机构."""

    model = Body
    icon = "site"
    menu_label = "机构"
    index_view_class = BodyIndexView
    list_display = [
        "name",
        Column("short_name", label="简称", sort_key="short_name"),
        Column("get_kind_display", label="类型", sort_key="kind"),
        Column("get_applies_display", label="适用方式"),
        Column("code", label="机构代码", sort_key="code"),
        Column("number_prefix", label="机关代字"),
    ]
    list_filter = ["kind", "applies", "is_vertical"]
    search_fields = ["name", "short_name", "code", "number_prefix"]
    list_export = ["name", "short_name", "code", "get_kind_display", "get_applies_display", "parent"]
    export_headings = {"get_kind_display": "类型", "get_applies_display": "适用方式", "parent": "上级机构"}
    export_filename = "机构"
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("name"),
                    FieldRowPanel([FieldPanel("short_name"), FieldPanel("code")]),
                    FieldRowPanel([FieldPanel("kind"), FieldPanel("applies")]),
                    FieldPanel("credit_code"),
                ],
                heading="基本信息",
            ),
            MultiFieldPanel(
                [
                    FieldPanel("parent"),
                    FieldRowPanel([FieldPanel("is_vertical"), FieldPanel("vertical_superior")]),
                ],
                heading="隶属关系",
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("index_code"), FieldPanel("index_pattern")]),
                    FieldPanel("number_prefix"),
                ],
                heading="索引号与文号",
            ),
        ],
        base_form_class=BodyForm,
    )


class UnitViewSet(Register):
    """科室."""

    model = Unit
    icon = "group"
    menu_label = "科室"
    list_display = [
        "name",
        Column("body", label="所属机构", sort_key="body__name"),
        BooleanColumn("is_disclosure_office", label="政府信息公开工作机构", sort_key="is_disclosure_office"),
        Column("phone", label="联系电话"),
    ]
    list_filter = ["body", "is_disclosure_office"]
    search_fields = ["name", "body__name", "body__short_name"]
    list_export = ["name", "body", "is_disclosure_office", "phone"]
    export_filename = "科室"
    edit_handler = ObjectList(
        [
            FieldPanel("body"),
            FieldPanel("name"),
            FieldPanel("is_disclosure_office"),
            FieldRowPanel([FieldPanel("phone"), FieldPanel("index_code")]),
        ],
        base_form_class=UnitForm,
    )


class PostViewSet(Register):
    """岗位."""

    model = Post
    icon = "tag"
    menu_label = "岗位"
    list_display = [
        "title",
        Column("get_kind_display", label="岗位职责", sort_key="kind"),
        Column("body", label="机构", sort_key="body__name"),
        Column("unit_name", label="科室", accessor="unit.name", sort_key="unit__name"),
    ]
    list_filter = ["kind", "body", "unit"]
    search_fields = ["title", "body__name", "body__short_name", "unit__name"]
    list_export = ["title", "get_kind_display", "body", "unit"]
    export_headings = {"get_kind_display": "岗位职责"}
    export_filename = "岗位"
    edit_handler = ObjectList(
        [FieldPanel("body"), FieldPanel("unit"), FieldPanel("kind"), FieldPanel("title")],
        base_form_class=PostForm,
    )


IN_FORCE, ENDED, COMING = "在任", "已结束", "未开始"


def standing(appointment: Appointment) -> str:
    """Whether an appointment is in force today; the first and the last day are included."""
    today = timezone.localdate()
    if appointment.starts_on > today:
        return COMING
    return ENDED if appointment.ends_on and appointment.ends_on < today else IN_FORCE


class AppointmentFilterSet(WagtailFilterSet):
    """Appointments by standing, post kind and body."""

    standing = ChoiceFilter(
        label="状态", choices=[(word, word) for word in (IN_FORCE, ENDED, COMING)], method="by_standing"
    )

    class Meta:
        model = Appointment
        fields = ["standing", "kind", "post__kind", "post__body"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.filters["post__kind"].label = "岗位职责"
        self.filters["post__body"].label = "机构"

    def by_standing(self, queryset: QuerySet[Appointment], name: str, value: str) -> QuerySet[Appointment]:
        today = timezone.localdate()
        if value == COMING:
            return queryset.filter(starts_on__gt=today)
        if value == ENDED:
            return queryset.filter(ends_on__lt=today)
        return queryset & Appointment.objects.on(today)


class AppointmentIndexView(SafeExport, generic.IndexView):
    """Appointments; a person is found by the whole name."""

    def get_base_queryset(self) -> QuerySet[Appointment]:
        return (
            super()
            .get_base_queryset()
            .select_related("user", "on_behalf_of", "post__body", "post__unit__body")
            .annotate(person=Concat("user__last_name", "user__first_name"))
        )


class AppointmentViewSet(Register):
    """任职."""

    model = Appointment
    icon = "user"
    menu_label = "任职"
    index_view_class = AppointmentIndexView
    list_display = [
        "user",
        Column("post", label="岗位", sort_key="post__title"),
        Column("get_kind_display", label="方式", sort_key="kind"),
        Column("on_behalf_of", label="代理谁"),
        Column("starts_on", label="自", sort_key="starts_on"),
        Column("ends_on", label="至", sort_key="ends_on"),
        StatusTagColumn(
            "standing", label="状态", accessor=standing, primary=lambda one: standing(one) == IN_FORCE
        ),
    ]
    filterset_class = AppointmentFilterSet
    search_fields = ["person", "user__username", "post__title", "post__body__name", "post__unit__name"]
    list_export = ["user", "post", "get_kind_display", "on_behalf_of", "starts_on", "ends_on"]
    export_headings = {"get_kind_display": "方式"}
    export_filename = "任职"
    edit_handler = ObjectList(
        [
            FieldPanel("user"),
            FieldPanel("post"),
            MultiFieldPanel([FieldPanel("kind"), FieldPanel("on_behalf_of")], heading="任职方式"),
            FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")], heading="任职期间"),
        ],
        base_form_class=AppointmentForm,
    )


class OrganisationViewSetGroup(ViewSetGroup):
    """Kept by 平台运维; rights follow from appointments, nobody edits groups."""

    menu_label = "机构与岗位"
    menu_icon = "group"
    menu_name = "organisations"
    menu_order = 700
    items = (BodyViewSet, UnitViewSet, PostViewSet, AppointmentViewSet)
