"""Layout of the notice's editing screen."""

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)

from disclosure.documents.panels import ROUTING
from disclosure.documents.side_panels import EditorialPanel

from .period_panel import PeriodPanel

CONSULTATION_HANDLER = TabbedInterface(
    [
        ObjectList(
            [
                EditorialPanel(heading="检查与时限"),
                FieldPanel(
                    "title", heading="标题", help_text="如 关于《××办法（征求意见稿）》公开征求意见的公告"
                ),
                FieldRowPanel([FieldPanel("body"), FieldPanel("unit")]),
                MultiFieldPanel(
                    [
                        FieldPanel("kind", help_text="决定最短征集期限"),
                        FieldPanel("decision"),
                        FieldPanel("touches_enterprises"),
                        FieldRowPanel([FieldPanel("opens_on"), FieldPanel("closes_on")]),
                        PeriodPanel(),
                        FieldPanel("short_reason"),
                    ],
                    heading="征集期限",
                ),
                MultiFieldPanel(
                    [
                        FieldPanel("overview"),
                        FieldPanel("who_decides"),
                        FieldPanel("next_steps"),
                        FieldPanel("results_expected_on"),
                    ],
                    heading="摘要框",
                ),
                FieldPanel("content"),
                FieldPanel("explanation"),
                FieldPanel("basis"),
                InlinePanel("attachments", heading="附件", label="附件", panels=["document", "title"]),
                MultiFieldPanel(
                    [
                        FieldPanel("accepts_online"),
                        FieldRowPanel([FieldPanel("contact_person"), FieldPanel("contact_phone")]),
                        FieldRowPanel([FieldPanel("contact_address"), FieldPanel("contact_email")]),
                    ],
                    heading="联系方式",
                ),
                InlinePanel("methods", heading="征集方式", label="方式", panels=["method", "note"]),
                ROUTING,
                FieldPanel("original_published_at"),
            ],
            heading="内容",
        ),
        ObjectList([FieldPanel("slug", heading="网址"), PublishingPanel()], heading="设置"),
    ]
)
