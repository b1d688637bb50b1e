"""Admin screen for the groups of synonyms."""

from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Synonym


class SynonymViewSet(SnippetViewSet):
    """检索同义词: a change works at the next search."""

    model = Synonym
    icon = "search"
    menu_label = "检索同义词"
    add_to_settings_menu = True
    list_display = ["words", BooleanColumn("is_active", label="启用")]
    list_filter = ["is_active"]
    search_fields = ["words"]
    list_export = ["words", "is_active"]
    list_per_page = 50
    panels = [FieldPanel("words"), FieldPanel("is_active")]
