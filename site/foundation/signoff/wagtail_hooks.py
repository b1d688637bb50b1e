"""Where sign-off meets the admin."""

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet

from . import urls
from .chains.viewsets import ApprovalTypeViewSet, ChainViewSet
from .menu_items import ReviewMenuItem, arrange
from .models import PostTaskState
from .pages import SignedPage
from .panels import TakedownPanel
from .routing_views import approval_button
from .schedule import scheduled_revision, stop_refusal
from .selectors import has_record, refusal
from .step_report_views import StepReport
from .takedown_buttons import header_buttons, open_measure_of, open_measures

# Chains and groups follow rules and posts; they are shown on a screen of their own and not edited here.
NOT_EDITED = {"workflows", "workflow-tasks", "groups"}


register_snippet(ApprovalTypeViewSet)


@hooks.register("register_admin_viewset")
def chain_viewset():
    return ChainViewSet("chains", url_prefix="chains")


@hooks.register("register_admin_urls")
def admin_urls():
    return [
        path("signoff/", include(urls)),
        path("reports/signoff-steps/", StepReport.as_view(), name="signoff_steps"),
        path(
            "reports/signoff-steps/results/",
            StepReport.as_view(results_only=True),
            name="signoff_steps_results",
        ),
    ]


@hooks.register("register_admin_menu_item")
def queue_menu_item():
    return MenuItem("待我审签", reverse("signoff:queue"), name="signoff", icon_name="tasks", order=500)


@hooks.register("register_reports_menu_item")
def chains_menu_item():
    return MenuItem(
        "审签流程与人员", reverse("signoff:chains"), name="signoff-chains", icon_name="tasks", order=50
    )


@hooks.register("register_reports_menu_item")
def step_report_menu_item():
    return MenuItem(
        "审签环节明细", reverse("signoff_steps"), name="signoff-steps", icon_name="tasks", order=45
    )


@hooks.register("register_reports_menu_item")
def records_menu_item():
    return MenuItem(
        "审签记录", reverse("signoff:records"), name="signoff-records", icon_name="history", order=55
    )


@hooks.register("register_reports_menu_item")
def batches_menu_item():
    return MenuItem(
        "历史迁移", reverse("signoff:migrations"), name="signoff-batches", icon_name="history", order=60
    )


@hooks.register("construct_settings_menu")
def hide_chain_editing(request, menu_items) -> None:
    menu_items[:] = [item for item in menu_items if item.name not in NOT_EDITED]


@hooks.register("construct_page_action_menu")
def page_actions(menu_items, request, context) -> None:
    page = context.get("page")
    state = page.current_workflow_task_state if page and page.pk else None
    review = None
    if isinstance(state, PostTaskState) and not refusal(state, page, request.user):
        review = ReviewMenuItem(state)
    menu_items[:] = arrange(menu_items, review)


@hooks.register("register_page_header_buttons")
def record_button(page, user, view_name, next_url=None):
    if isinstance(page.specific, SignedPage) and has_record(page.pk):
        yield Button(
            "发布审核单", reverse("signoff:sheet", args=[page.pk]), icon_name="doc-full", priority=90
        )


@hooks.register("register_page_header_buttons")
def takedown_buttons(page, user, view_name, next_url=None):
    specific = page.specific
    if isinstance(specific, SignedPage):
        yield from header_buttons(specific, user)
        yield from approval_button(specific, user)
        if scheduled_revision(specific) and not stop_refusal(specific, user):
            yield Button(
                "取消定时发布",
                reverse("signoff:stop_schedule", args=[page.pk]),
                icon_name="cross",
                priority=91,
            )


@hooks.register("before_edit_page")
def say_open_measures(request, page) -> None:
    """待补审 stands above the editor's form."""
    if request.method == "GET" and isinstance(page.specific, SignedPage):
        for button in open_measures(page):
            messages.warning(request, button.label, [messages.button(button.url, "查看")])


@hooks.register("construct_homepage_panels")
def takedown_panel(request, panels) -> None:
    panels.insert(2, TakedownPanel())


@hooks.register("construct_explorer_page_queryset")
def mark_measures(parent_page, pages, request):
    """What awaits its review afterwards says so in the list of pages."""
    return pages.annotate(open_measure=open_measure_of("pk"))


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("portal/admin/admin.css"))
