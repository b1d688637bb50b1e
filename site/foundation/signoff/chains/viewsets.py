"""Admin screens for chains and for the subjects that need an approval from outside."""

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
)
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from ..routing import ApprovalType
from .forms import ChainForm
from .models import Chain

_STEP = [
    FieldRowPanel([FieldPanel("name"), FieldPanel("kind")]),
    FieldRowPanel([FieldPanel("post"), FieldPanel("place")]),
    FieldRowPanel([FieldPanel("when"), FieldPanel("proofreads")]),
    FieldPanel("checks"),
]


class ChainViewSet(ModelViewSet):
    """审签流程: what is saved holds for what is submitted from then on."""

    model = Chain
    icon = "tasks"
    menu_label = "审签流程设置"
    add_to_settings_menu = True
    inspect_view_enabled = False
    copy_view_enabled = False
    # A chain is never deleted: what was signed by it refers to it. Switch it off instead.
    list_display = ["name", "body", "column", "flag", "is_active"]
    list_filter = ["body", "flag", "is_active"]
    search_fields = ["name"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            MultiFieldPanel(
                [
                    HelpPanel(
                        "都不填就是通用流程。几个流程都适用时，情形优先于内容，内容优先于栏目，栏目优先于机构。"
                    ),
                    FieldRowPanel([FieldPanel("body"), FieldPanel("column")]),
                    FieldRowPanel([FieldPanel("page_type"), FieldPanel("flag")]),
                    FieldPanel("is_active"),
                ],
                heading="适用范围",
            ),
            InlinePanel("steps", heading="环节（按办理顺序）", label="环节", panels=_STEP, min_num=3),
            MultiFieldPanel([FieldPanel("reason"), FieldPanel("also_open")], heading="变更"),
        ],
        base_form_class=ChainForm,
    )


class ApprovalTypeViewSet(SnippetViewSet):
    """须批准后公开的事项."""

    model = ApprovalType
    icon = "lock"
    menu_label = "须批准后公开的事项"
    add_to_settings_menu = True
    list_display = ["name", "authority", "needs_main_leader", "basis", "is_active"]
    search_fields = ["name", "authority"]
    panels = [FieldPanel(name) for name in ("name", "authority", "needs_main_leader", "basis", "is_active")]
