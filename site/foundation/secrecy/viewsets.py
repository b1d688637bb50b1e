"""Registers behind the secrecy review: the library of articles (依据库) and whom a body asks (上报渠道)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Body
from foundation.organisations.spreadsheets import SafeExport

from . import access
from .models import Addressee, Basis
from .policies import PostPolicy


class OwnIndexView(SafeExport, generic.IndexView):
    """What the user's posts reach."""

    def get_base_queryset(self) -> QuerySet:
        reached = self.permission_policy.instances_user_has_any_permission_for(
            self.request.user, self.any_permission_required
        )
        return super().get_base_queryset().filter(pk__in=reached.values("pk"))


class _OwnInstance:
    """Refuses what belongs to another body."""

    permission_policy: PostPolicy
    permission_required: str
    request: Any

    def get_object(self, *args: Any, **kwargs: Any) -> Any:
        found = super().get_object(*args, **kwargs)  # type: ignore[misc]
        policy = self.permission_policy
        if not policy.user_has_permission_for_instance(self.request.user, self.permission_required, found):
            raise PermissionDenied
        return found


class OwnEditView(_OwnInstance, generic.EditView):
    pass


class OwnDeleteView(_OwnInstance, generic.DeleteView):
    pass


class SecrecyRegister(ModelViewSet):
    """What the registers share."""

    search_backend_name = None
    copy_view_enabled = False
    list_per_page = 50
    index_view_class = OwnIndexView
    edit_view_class = OwnEditView
    delete_view_class = OwnDeleteView


class BasisViewSet(SecrecyRegister):
    """依据库: an article that was picked once stays in the forms whatever happens here."""

    model = Basis
    icon = "list-ul"
    menu_label = "依据库"
    permission_policy = PostPolicy(Basis, read=access.LIBRARY_READ, write=access.LIBRARY_WRITE)
    list_display = [
        "__str__",
        Column("get_question_display", label="用于", sort_key="question"),
        Column("text", label="条文"),
        BooleanColumn("is_active", label="启用"),
    ]
    list_filter = ["question", "is_active"]
    search_fields = ["law", "article", "text"]
    list_export = ["question", "law", "article", "text", "is_active"]
    export_filename = "审查依据"
    edit_handler = ObjectList(
        [
            FieldPanel("question"),
            FieldRowPanel([FieldPanel("law"), FieldPanel("article")]),
            FieldPanel("text"),
            FieldRowPanel([FieldPanel("sort_order"), FieldPanel("is_active")]),
        ]
    )


class AddresseeForm(WagtailAdminModelForm):
    """Offers the bodies of the user's own posts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = AddresseeViewSet.permission_policy.bodies(self.for_user, "change")
        if bodies is not None:
            self.fields["body"].queryset = Body.objects.filter(pk__in=bodies)


class AddresseeViewSet(SecrecyRegister):
    """上报渠道 (parameter review.referral_chain, R-053)."""

    model = Addressee
    icon = "mail"
    menu_label = "上报渠道"
    permission_policy = PostPolicy(
        Addressee,
        read=access.HANDLERS | access.LEADERS,
        write=access.CHAIN_WRITE,
        everywhere=[PostKind.OPERATOR],
    )
    list_display = [
        "name",
        Column("body", label="机构", sort_key="body__name"),
        Column("get_topic_display", label="问题类型", sort_key="topic"),
        Column("sort_order", label="顺序", sort_key="sort_order"),
    ]
    list_filter = ["topic"]
    search_fields = ["name", "body__name"]
    edit_handler = ObjectList(
        [
            FieldPanel("body"),
            FieldPanel("topic"),
            FieldPanel("name"),
            FieldPanel("sort_order"),
        ],
        base_form_class=AddresseeForm,
    )
