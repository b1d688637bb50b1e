"""制度库: the register of systems that parameters and citations refer to."""

from django.db.models import QuerySet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from foundation.organisations.spreadsheets import SafeExport

from .models import System


class SystemIndexView(SafeExport, generic.IndexView):
    """With the successors in the same query."""

    def get_base_queryset(self) -> QuerySet[System]:
        return super().get_base_queryset().select_related("superseded_by")


class SystemViewSet(ModelViewSet):
    """A system is kept for good: one that no longer holds gets its end and its successor."""

    model = System
    icon = "list-ul"
    menu_label = "制度库"
    index_view_class = SystemIndexView
    index_results_template_name = "rules/systems_results.html"
    menu_order = 310
    add_to_settings_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    search_backend_name = None
    list_per_page = 50
    list_display = [
        "__str__",
        Column("get_level_display", label="层级", sort_key="level"),
        Column("authority", label="制定机关", sort_key="authority"),
        Column("begins", label="施行日期", sort_key="effective_on"),
        Column("standing", label="状态"),
    ]
    list_filter = ["level", "is_trial"]
    search_fields = ["title", "number", "authority"]
    list_export = [
        "title", "level", "number", "authority", "effective_on", "is_trial", "interpreter", "status",
        "superseded_by", "ended_on",
    ]  # fmt: skip
    export_filename = "制度库"
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldRowPanel([FieldPanel("level"), FieldPanel("number")]),
            FieldRowPanel([FieldPanel("authority"), FieldPanel("interpreter")]),
            FieldRowPanel([FieldPanel("effective_on"), FieldPanel("is_trial")]),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("superseded_by"), FieldPanel("ended_on")])], heading="停止施行"
            ),
            FieldPanel("page"),
        ]
    )
