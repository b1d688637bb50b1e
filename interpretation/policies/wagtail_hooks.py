"""What interpretations add to the admin."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .views import InterpretationDeadlineReport, begin, submit
from .watch_views import WatchView


@hooks.register("register_admin_urls")
def policy_urls() -> list:
    report = InterpretationDeadlineReport
    return [
        path("interpretations/begin/<int:document_id>/", begin, name="policies_begin"),
        path("interpretations/submit/<int:document_id>/", submit, name="policies_submit"),
        path("interpretations/watch/<int:document_id>/", WatchView.as_view(), name="policies_watch"),
        path("reports/interpretations/", report.as_view(), name="interpretation_deadlines"),
        path(
            "reports/interpretations/results/",
            report.as_view(results_only=True),
            name="interpretation_deadlines_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def deadline_report_item() -> MenuItem:
    return MenuItem(
        "解读时限",
        reverse("interpretation_deadlines"),
        name="interpretation-deadlines",
        icon_name="time",
        order=110,
    )
