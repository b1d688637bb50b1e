"""The register of experts (政策解读专家库, R-098)."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.viewsets.model import ModelViewSet

from foundation.organisations.enums import PostKind
from foundation.secrecy.policies import PostPolicy
from foundation.secrecy.viewsets import OwnDeleteView, OwnEditView, OwnIndexView

from .models import Expert


class ExpertViewSet(ModelViewSet):
    """Kept by those who coordinate and by the unit heads; read by everybody who drafts."""

    model = Expert
    icon = "group"
    menu_label = "解读专家库"
    add_to_settings_menu = True
    search_backend_name = None
    copy_view_enabled = False
    list_per_page = 50
    index_view_class = OwnIndexView
    edit_view_class = OwnEditView
    delete_view_class = OwnDeleteView
    permission_policy = PostPolicy(
        Expert,
        read=[PostKind.EDITOR],
        write=[PostKind.UNIT_HEAD, PostKind.OFFICE_REVIEWER, PostKind.OPERATOR],
        everywhere=[PostKind.OPERATOR],
    )
    list_display = [
        "name",
        "field",
        "post",
        Column("body", label="机构", sort_key="body__name"),
        BooleanColumn("is_responsible", label="负责人"),
        BooleanColumn("is_active", label="在册"),
    ]
    list_filter = ["is_active", "body"]
    search_fields = ["name", "field", "post"]
    list_export = ["name", "field", "post", "body", "unit", "is_responsible", "is_active"]
    export_filename = "政策解读专家库"
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name"), FieldPanel("field")]),
            FieldRowPanel([FieldPanel("post"), FieldPanel("contact")]),
            FieldRowPanel([FieldPanel("body"), FieldPanel("unit")]),
            FieldRowPanel([FieldPanel("is_responsible"), FieldPanel("is_active")]),
        ]
    )
