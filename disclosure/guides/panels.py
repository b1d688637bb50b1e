"""Layout of the guide's editing screen, in the order in which the public reads it."""

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)

from disclosure.documents.panels import ROUTING
from disclosure.documents.side_panels import EditorialPanel

GUIDE_HANDLER = TabbedInterface(
    [
        ObjectList(
            [
                EditorialPanel(heading="检查"),
                FieldPanel("title", heading="标题"),
                FieldRowPanel([FieldPanel("body"), FieldPanel("unit")]),
                MultiFieldPanel(
                    [FieldPanel(name) for name in ("classification", "arrangement", "obtaining")],
                    heading="信息分类、编排和获取",
                ),
                MultiFieldPanel(
                    [
                        FieldPanel("institution"),
                        FieldRowPanel([FieldPanel("address"), FieldPanel("hours")]),
                        FieldRowPanel([FieldPanel("phone"), FieldPanel("fax")]),
                        FieldPanel("email"),
                        FieldRowPanel([FieldPanel("website"), FieldPanel("online_url")]),
                    ],
                    heading="政府信息公开工作机构",
                ),
                InlinePanel(
                    "points",
                    heading="政府信息查阅点",
                    label="查阅点",
                    panels=[
                        FieldRowPanel([FieldPanel("name"), FieldPanel("phone")]),
                        FieldRowPanel([FieldPanel("address"), FieldPanel("hours")]),
                    ],
                    help_text="档案馆、公共图书馆、政务服务场所等（条例第二十五条）",
                ),
                FieldPanel("withheld"),
                MultiFieldPanel(
                    [
                        FieldPanel(name)
                        for name in (
                            "apply_channels",
                            "apply_procedure",
                            "supplement",
                            "time_limits",
                            "handling",
                        )
                    ],
                    heading="依申请公开",
                ),
                FieldPanel("commitment"),
                FieldPanel("supervision"),
                ROUTING,
            ],
            heading="内容",
        ),
        ObjectList([FieldPanel("slug", heading="网址")], heading="设置"),
    ]
)
