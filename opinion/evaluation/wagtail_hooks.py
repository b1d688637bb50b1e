"""Where the questionnaire meets the admin."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .views import QuestionnaireView


@hooks.register("register_admin_urls")
def admin_addresses() -> list:
    return [path("evaluation/questionnaire/", QuestionnaireView.as_view(), name="evaluation_questionnaire")]


@hooks.register("register_reports_menu_item")
def menu_item() -> MenuItem:
    return MenuItem(
        "社会评议测评表",
        reverse("evaluation_questionnaire"),
        name="questionnaire",
        icon_name="form",
        order=78,
    )
