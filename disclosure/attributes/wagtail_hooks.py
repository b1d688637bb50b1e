"""Where the decision on the attribute meets the admin."""

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from disclosure.documents.models import FiledPage
from disclosure.documents.side_panels import register_section

from . import urls
from .models import AttributeDecision
from .sections import attribute_section

register_section(FiledPage, attribute_section, order=30)

_REPORTS = (
    ("attributes:catalogue", "公开属性目录", "list-ul", 60),
    ("attributes:numbers", "文号、用印登记", "tag", 62),
    ("attributes:returns", "退文登记", "undo", 64),
    ("attributes:return_statistics", "退文统计", "table", 66),
)


@hooks.register("register_admin_urls")
def attribute_urls() -> list:
    return [path("attributes/", include(urls))]


def _report_item(name: str, label: str, icon: str, order: int):
    def item() -> MenuItem:
        return MenuItem(label, reverse(name), name=name.replace(":", "-"), icon_name=icon, order=order)

    return item


for _report in _REPORTS:
    hooks.register("register_reports_menu_item", _report_item(*_report))


@hooks.register("register_page_header_buttons")
def attribute_buttons(page, user, view_name, next_url=None):
    if not isinstance(page.specific, FiledPage):
        return
    yield Button("公开属性", reverse("attributes:page", args=[page.pk]), icon_name="view", priority=92)
    if AttributeDecision.objects.filter(page_id=page.pk).exists():
        yield Button(
            "发文稿纸", reverse("attributes:paper", args=[page.pk]), icon_name="doc-full", priority=93
        )


@hooks.register("insert_global_admin_css")
def attribute_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("attributes/attributes.css"))
