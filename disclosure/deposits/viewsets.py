"""Registers kept in the settings: reading places (查阅点), and who hands over for a body (送交落实情况)."""

from typing import Any

from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Body, User
from foundation.secrecy.policies import PostPolicy
from foundation.secrecy.viewsets import OwnDeleteView, OwnEditView, OwnIndexView

from .models import DepositSetting, ReadingPlace

_KEEPERS = (PostKind.OFFICE_REVIEWER, PostKind.LEADER, PostKind.SUPERVISOR, PostKind.OPERATOR)
_EVERYWHERE = (PostKind.SUPERVISOR, PostKind.OPERATOR)


class OwnBodyForm(WagtailAdminModelForm):
    """Offers the bodies of the user's own posts, and people who work there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        policy = PostPolicy(self._meta.model, read=(), write=_KEEPERS, everywhere=_EVERYWHERE)
        bodies = policy.bodies(self.for_user, "change")
        if bodies is None or self.for_user.is_superuser:
            bodies = set(Body.objects.values_list("pk", flat=True))
        self.fields["body"].queryset = Body.objects.filter(pk__in=bodies)
        if officer := self.fields.get("officer"):
            officer.queryset = User.objects.filter(
                is_active=True, appointments__post__body__in=bodies
            ).distinct()


class SettingIndexView(OwnIndexView):
    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().select_related("body", "officer").prefetch_related("places")


class _Register(ModelViewSet):
    """What both share."""

    search_backend_name = None
    copy_view_enabled = False
    add_to_settings_menu = True
    list_per_page = 50
    index_view_class = OwnIndexView
    edit_view_class = OwnEditView
    delete_view_class = OwnDeleteView


class ReadingPlaceViewSet(_Register):
    """查阅点 (R-027); one without its sign is told in the check of 载体建设."""

    model = ReadingPlace
    icon = "site"
    menu_label = "查阅点"
    permission_policy = PostPolicy(
        ReadingPlace, read=[PostKind.EDITOR, PostKind.UNIT_HEAD], write=_KEEPERS, everywhere=_EVERYWHERE
    )
    list_display = [
        "name",
        Column("get_kind_display", label="类型", sort_key="kind"),
        "address",
        "hours",
        "phone",
        Column("sign_in_words", label="标识牌", sort_key="has_sign"),
    ]
    list_filter = ["kind", "has_sign", "is_active"]
    search_fields = ["name", "address"]
    list_export = [
        "name", "get_kind_display", "body", "address", "hours", "phone", "contact", "sign_in_words", "equipment",
        "started_on", "is_active",
    ]  # fmt: skip
    export_filename = "查阅点"
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name"), FieldPanel("kind")]),
            FieldPanel("body"),
            FieldPanel("address"),
            FieldPanel("hours"),
            FieldRowPanel([FieldPanel("phone"), FieldPanel("contact")]),
            FieldPanel("equipment"),
            FieldRowPanel([FieldPanel("has_sign"), FieldPanel("is_active")]),
            FieldPanel("started_on"),
        ],
        base_form_class=OwnBodyForm,
    )


class DepositSettingViewSet(_Register):
    """送交落实情况 (R-033): the officer is required, places may be several."""

    model = DepositSetting
    index_view_class = SettingIndexView
    icon = "user"
    menu_label = "送交专人和场所"
    permission_policy = PostPolicy(
        DepositSetting, read=[PostKind.EDITOR, PostKind.UNIT_HEAD], write=_KEEPERS, everywhere=_EVERYWHERE
    )
    list_display = [
        "body",
        Column("officer", label="送交专人"),
        Column("places_in_words", label="查阅场所"),
        "catalogue_receiver",
    ]
    list_export = ["body", "officer", "places_in_words", "catalogue_receiver"]
    export_filename = "送交落实情况"
    edit_handler = ObjectList(
        [
            FieldPanel("body"),
            FieldPanel("officer"),
            FieldPanel("places", widget=CheckboxSelectMultiple),
            FieldPanel("catalogue_receiver"),
        ],
        base_form_class=OwnBodyForm,
    )
