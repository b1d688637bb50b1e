"""Registers that are plain lists: the people of the two teams, the folder of materials, emergency plans."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils.html import format_html
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from foundation.organisations.models import Body, User
from foundation.secrecy.policies import PostPolicy
from foundation.secrecy.viewsets import OwnDeleteView, OwnEditView, OwnIndexView
from foundation.signoff.file_rules import content_problem, name_problem

from . import duties
from .access import AGENCY, KEEPERS, READERS
from .models import EmergencyPlan, Material, TeamMember


class OwnBodyForm(WagtailAdminModelForm):
    """Offers the bodies in which the user may write, and people who work there."""

    writers = KEEPERS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        policy = PostPolicy(self._meta.model, read=(), write=self.writers)
        bodies = policy.bodies(self.for_user, "change") or set()
        self.fields["body"].queryset = Body.objects.filter(pk__in=bodies)
        self.fields["body"].empty_label = None
        if member := self.fields.get("user"):
            people = User.objects.filter(is_active=True, appointments__post__body__in=bodies)
            member.queryset = people.distinct()


class MaterialForm(OwnBodyForm):
    """What is uploaded is what its name says."""

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if isinstance(file, UploadedFile) and (
            refused := name_problem(file.name or "") or content_problem(file.name or "", file.file)  # type: ignore[arg-type]
        ):
            raise ValidationError(refused)
        return file


class TeamForm(OwnBodyForm):
    writers = AGENCY


class MaterialCreateView(generic.CreateView):
    """Says who put it there."""

    def save_instance(self) -> Material:
        self.form.instance.by = self.request.user
        return super().save_instance()


class PlanCreateView(generic.CreateView):
    """The clock of the review starts with the plan."""

    def save_instance(self) -> EmergencyPlan:
        plan = super().save_instance()
        duties.review_due(plan)
        return plan


class PlanEditView(OwnEditView):
    """So that a plan no longer in use asks for no review."""

    def save_instance(self) -> EmergencyPlan:
        plan = super().save_instance()
        duties.review_due(plan)
        return plan


class _Register(ModelViewSet):
    """What the three share."""

    search_backend_name = None
    copy_view_enabled = False
    list_per_page = 50
    index_view_class = OwnIndexView
    edit_view_class = OwnEditView
    delete_view_class = OwnDeleteView


class TeamViewSet(_Register):
    """策划口径 and 会务组织 (R-121): kept by the office."""

    model = TeamMember
    icon = "group"
    menu_label = "新闻发布机构人员"
    permission_policy = PostPolicy(TeamMember, read=READERS, write=AGENCY)
    list_display = [
        Column("user", label="人员", accessor=lambda one: one.user.get_full_name()),
        Column("get_team_display", label="组别", sort_key="team"),
        Column("body", label="机构"),
    ]
    list_filter = ["team"]
    edit_handler = ObjectList(
        [FieldPanel("body"), FieldPanel("team"), FieldPanel("user")], base_form_class=TeamForm
    )


def _file_link(material: Material) -> str:
    if not material.file:
        return "—"
    return format_html('<a href="{}">下载</a>', reverse("press:material_file", args=[material.pk]))


class MaterialViewSet(_Register):
    """Notes of meetings and papers (R-119)."""

    model = Material
    icon = "folder-open-inverse"
    menu_label = "新闻材料"
    permission_policy = PostPolicy(Material, read=READERS, write=KEEPERS)
    add_view_class = MaterialCreateView
    list_display = [
        "title",
        Column("get_kind_display", label="类型", sort_key="kind"),
        Column("file", label="文件", accessor=_file_link),
        "at",
    ]
    list_filter = ["kind"]
    search_fields = ["title", "text"]
    list_export = ["title", "get_kind_display", "body", "text", "by", "at"]
    export_filename = "新闻材料"
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("body"), FieldPanel("kind")]),
            FieldPanel("title"),
            FieldPanel("text"),
            FieldPanel("file"),
        ],
        base_form_class=MaterialForm,
    )


class PlanViewSet(_Register):
    """突发事件新闻报道预案 (R-124): written here, read and activated on the plan's own screen."""

    model = EmergencyPlan
    icon = "warning"
    menu_label = "报道预案"
    permission_policy = PostPolicy(EmergencyPlan, read=READERS, write=KEEPERS)
    add_view_class = PlanCreateView
    edit_view_class = PlanEditView
    list_display = ["title", "body", "reviewed_on", "is_active"]
    edit_handler = ObjectList(
        [
            FieldPanel("body"),
            FieldPanel("title"),
            InlinePanel(
                "contacts",
                heading="联络树",
                label="联络人",
                panels=[
                    FieldRowPanel([FieldPanel("level"), FieldPanel("role")]),
                    FieldRowPanel([FieldPanel("name"), FieldPanel("phone")]),
                ],
            ),
            InlinePanel(
                "steps",
                heading="处置步骤",
                label="步骤",
                panels=[
                    FieldRowPanel([FieldPanel("order"), FieldPanel("minutes")]),
                    FieldPanel("title"),
                    FieldPanel("role"),
                ],
            ),
            FieldPanel("templates"),
            FieldPanel("is_active"),
        ],
        base_form_class=OwnBodyForm,
    )
