"""Where answers meet the admin."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from foundation.organisations.menu import PostMenuItem
from foundation.organisations.models import User
from foundation.signoff.selectors import may_see_record

from . import admin_urls
from .drafting import COLLECTION
from .models import AnswerFile, AnswerPage
from .selectors import sets_offices


@hooks.register("register_admin_urls")
def admin_addresses() -> list:
    return [path("answers/", include(admin_urls))]


@hooks.register("register_settings_menu_item")
def offices_item() -> MenuItem:
    return PostMenuItem("救济途径", "answers:offices", sets_offices, "help", 530)


@hooks.register("construct_document_chooser_queryset")
def no_answer_files_to_choose(documents: Any, request: HttpRequest) -> Any:
    """Files that one applicant gets are in no list from which pages are made."""
    return documents.exclude(collection__name=COLLECTION)


@hooks.register("before_serve_document", order=-3)
def keep_answer_files_inside(document: Any, request: HttpRequest) -> None:
    """404 to everybody who neither wrote nor reviewed the answer, though they may choose documents."""
    if document.collection.name != COLLECTION:
        return
    pages = AnswerPage.objects.filter(
        pk__in=AnswerFile.objects.filter(document=document).values("page_id")
    ).values_list("pk", flat=True)
    user = request.user
    if not isinstance(user, User) or not any(may_see_record(page, user) for page in pages):
        raise Http404("文件不存在。")


@hooks.register("before_edit_page")
def edit_on_the_case(request: HttpRequest, page: Page) -> HttpResponse | None:
    """An answer is changed on its own screen, where what the law fixes stays fixed."""
    if page.specific_class is AnswerPage:
        return redirect("answers:draft", page.specific.case_id)
    return None


@hooks.register("insert_global_admin_css")
def answer_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("portal/admin/answers.css"))
