"""Where the portal meets Wagtail: the admin's first screen, and pages kept for the public."""

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from foundation.signoff.panels import InReviewPanel, ReturnedPanel, WaitingPanel

from .admin_home import ActionsPanel, DraftsPanel
from .searching.admin import PromotionsView, QueryReport
from .serving.kept_pages import serve_kept

# After Wagtail's own check of view restrictions.
hooks.register("on_serve_page", serve_kept, order=10)


# First of all hooks, so that features may add panels of their own after it.
@hooks.register("construct_homepage_panels", order=-100)
def own_work(request, panels) -> None:
    panels[:] = [ActionsPanel(), WaitingPanel(), ReturnedPanel(), InReviewPanel(), DraftsPanel()]


@hooks.register("construct_main_menu")
def no_outside_help(request, menu_items) -> None:
    """Wagtail's help links lead out of the government network, to pages in English."""
    menu_items[:] = [item for item in menu_items if item.name != "help"]


@hooks.register("insert_global_admin_js")
def days_as_written() -> str:
    return format_html('<script src="{}"></script>', static("portal/admin/dates.js"))


# Before Wagtail's own addresses, so that its list of promotions is ours.
@hooks.register("register_admin_urls", order=-1)
def search_urls() -> list:
    return [
        path("searchpicks/", PromotionsView.as_view()),
        path("searchpicks/results/", PromotionsView.as_view(results_only=True)),
        path("reports/queries/", QueryReport.as_view(), name="query_report"),
        path("reports/queries/results/", QueryReport.as_view(results_only=True), name="query_report_results"),
    ]


@hooks.register("register_reports_menu_item")
def query_report_item() -> MenuItem:
    return MenuItem("公众检索词", reverse("query_report"), name="queries", icon_name="search", order=1300)


@hooks.register("construct_reports_menu")
def one_report_of_queries(request, menu_items) -> None:
    """Wagtail's report of search terms counts nothing here."""
    menu_items[:] = [item for item in menu_items if item.name != "search-terms"]


@hooks.register("construct_settings_menu")
def promotions_in_our_words(request, menu_items) -> None:
    for item in menu_items:
        if item.name == "promoted-search-results":
            item.label = PromotionsView.page_title
