"""Admin registers of the catalogue: templates and items are browsed, inspected and exported, never edited.

What they state comes from law and from the shipped files; load_catalogue brings them up to date.
"""

from django.contrib.admin import SimpleListFilter, display
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup

from .models import CatalogueItem, CatalogueTemplate


class ReadOnlyPermissions(PermissionHelper):
    """Everybody who works on the site may read the catalogue; nobody changes it here."""

    def user_can_list(self, user) -> bool:
        return user.has_perm("wagtailadmin.access_admin")

    def user_can_inspect_obj(self, user, obj) -> bool:
        return self.user_can_list(user)

    def user_can_create(self, user) -> bool:
        return False

    def user_can_edit_obj(self, user, obj) -> bool:
        return False

    def user_can_delete_obj(self, user, obj) -> bool:
        return False


class ReadOnlyRegister(ModelAdmin):
    """What both registers share."""

    permission_helper_class = ReadOnlyPermissions
    inspect_view_enabled = True
    history_view_enabled = False
    list_per_page = 50

    def get_permissions_for_registration(self):
        return super().get_permissions_for_registration().none()


class TemplateFilter(SimpleListFilter):
    """Items of one template. Django's own filter for relations would need the Django admin."""

    title = "目录模板"
    parameter_name = "template"

    def lookups(self, request: HttpRequest, model_admin) -> list[tuple[str, str]]:
        return [(template.code, str(template)) for template in CatalogueTemplate.objects.all()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[CatalogueItem]) -> QuerySet[CatalogueItem]:
        return queryset.filter(template__code=self.value()) if self.value() else queryset


class CatalogueItemAdmin(ReadOnlyRegister):
    """目录事项."""

    model = CatalogueItem
    menu_label = "目录事项"
    menu_icon = "list-ul"
    list_display = ("numbered", "level2", "limit", "regulation_numbers", "columns_built")
    list_filter = (TemplateFilter, "time_kind", "is_statutory")
    search_fields = ("level1", "level2", "level3", "content", "legal_basis")
    list_export = (
        "template", "number", "level1", "level2", "level3", "content", "legal_basis", "time_limit",
        "get_time_kind_display", "days", "get_base_event_display", "interpretation_days", "department",
        "regulation_numbers", "is_statutory", "note",
    )  # fmt: skip
    export_filename = "目录事项"
    inspect_view_fields = (
        "template", "number", "level1", "level2", "level3", "content", "legal_basis", "time_limit",
        "time_kind", "days", "base_event", "interpretation_days", "department", "linked_site",
        "regulation_numbers", "is_statutory", "column_type", "note",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).select_related("template").prefetch_related("columns")

    @display(description="事项", ordering="number")
    def numbered(self, item: CatalogueItem) -> str:
        return str(item)

    @display(description="公开时限")
    def limit(self, item: CatalogueItem) -> str:
        return item.time_limit

    @display(description="已建栏目")
    def columns_built(self, item: CatalogueItem) -> int:
        return len(item.columns.all())


class CatalogueTemplateAdmin(ReadOnlyRegister):
    """目录模板."""

    model = CatalogueTemplate
    menu_label = "目录模板"
    menu_icon = "folder-open-inverse"
    list_display = ("name", "year", "code", "size", "source")
    search_fields = ("name", "code", "source")
    list_export = ("code", "name", "year", "source")
    export_filename = "目录模板"
    inspect_view_fields = ("name", "year", "code", "source")

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).prefetch_related("items")

    @display(description="事项数")
    def size(self, template: CatalogueTemplate) -> int:
        return len(template.items.all())


class CatalogueGroup(ModelAdminGroup):
    """公开目录."""

    menu_label = "公开目录"
    menu_icon = "list-ul"
    menu_order = 310
    items = (CatalogueItemAdmin, CatalogueTemplateAdmin)
