"""The register of plans (澄清工作预案, R-131)."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from foundation.organisations.enums import PostKind
from foundation.secrecy.policies import PostPolicy
from foundation.secrecy.viewsets import OwnDeleteView, OwnEditView, OwnIndexView

from .plan_models import ResponsePlan


class PlanViewSet(ModelViewSet):
    """Kept by the office of each body; read by everybody who handles matters."""

    model = ResponsePlan
    icon = "clipboard-list"
    menu_label = "澄清工作预案"
    search_backend_name = None
    copy_view_enabled = False
    list_per_page = 50
    index_view_class = OwnIndexView
    edit_view_class = OwnEditView
    delete_view_class = OwnDeleteView
    permission_policy = PostPolicy(
        ResponsePlan,
        read=[
            PostKind.EDITOR,
            PostKind.UNIT_HEAD,
            PostKind.DEPUTY_LEADER,
            PostKind.LEADER,
            PostKind.MAIN_LEADER,
        ],
        write=[PostKind.OFFICE_REVIEWER, PostKind.OPERATOR],
        everywhere=[PostKind.OPERATOR],
    )
    list_display = ["body", Column("reviewed_on", label="最近复核日期", sort_key="reviewed_on")]
    list_export = ["body", "levels", "channels", "reviewed_on"]
    export_filename = "澄清工作预案"
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("body"), FieldPanel("reviewed_on")]),
            FieldPanel("levels"),
            InlinePanel(
                "contacts",
                heading="联系人（不公开）",
                label="联系人",
                panels=[FieldRowPanel([FieldPanel("role"), FieldPanel("name"), FieldPanel("phone")])],
            ),
            FieldPanel("channels"),
            FieldPanel("texts"),
        ]
    )
