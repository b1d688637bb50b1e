"""The admin home (工作台): the user's own work in place of Wagtail's summary of the site."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, IntegerField, OuterRef
from django.db.models.functions import Cast
from django.urls import NoReverseMatch, reverse
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.ui.components import Component
from wagtail.models import Page, WorkflowState, get_default_page_content_type
from wagtail.permissions import page_permission_policy

from foundation.organisations.models import User

SHOWN_DRAFTS = 8
IMPORT_URL = "documents_import"


@dataclass(frozen=True, slots=True)
class Action:
    """A big button."""

    label: str
    url: str


def actions_for(user: User) -> list[Action]:
    """What the user may begin here. Nothing for people who draft nothing."""
    if not user_has_any_page_permission(user):
        return []
    start = page_permission_policy.explorable_root_instance(user)
    found = [Action("新建", reverse("wagtailadmin_explore", args=[start.pk]))] if start else []
    try:
        found.insert(0, Action("导入文件", reverse(IMPORT_URL)))
    except NoReverseMatch:
        # The import screen is a feature that an installation may leave out.
        return found
    return found


def drafts_of(user: User):
    """The user's own pages with unpublished text that nobody reviews, newest first."""
    in_hand = WorkflowState.objects.active().filter(base_content_type=get_default_page_content_type())
    reviewed = in_hand.annotate(reviewed=Cast("object_id", IntegerField())).filter(reviewed=OuterRef("pk"))
    return (
        Page.objects.filter(owner=user, has_unpublished_changes=True)
        .exclude(Exists(reviewed))
        .order_by("-latest_revision_created_at")[:SHOWN_DRAFTS]
    )


class ActionsPanel(Component):
    """Big buttons: import a file, begin a new page."""

    name = "actions"
    order = 10
    template_name = "portal/admin_home/actions.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"actions": actions_for(parent_context["request"].user)}


class DraftsPanel(Component):
    """我的草稿."""

    name = "drafts"
    order = 50
    template_name = "portal/admin_home/drafts.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"drafts": drafts_of(parent_context["request"].user)}
