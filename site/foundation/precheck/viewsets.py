"""Admin screen for the list of expressions."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Expression


class ExpressionViewSet(SnippetViewSet):
    """错敏词库: kept up by whoever holds the right, effective at the next check."""

    model = Expression
    icon = "warning"
    menu_label = "错敏词库"
    add_to_settings_menu = True
    list_display = ["text", "suggestion", "category", "severity", "is_active", "source"]
    list_filter = ["category", "severity", "is_active"]
    search_fields = ["text", "suggestion"]
    list_export = ["text", "suggestion", "category", "severity", "exceptions", "source", "is_active"]
    list_per_page = 50
    panels = [
        FieldRowPanel([FieldPanel("text"), FieldPanel("suggestion")]),
        FieldRowPanel([FieldPanel("category"), FieldPanel("severity")]),
        FieldPanel("exceptions"),
        FieldPanel("source"),
        FieldPanel("is_active"),
    ]
