"""Layout of the interpretation's editing screen."""

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

INTERPRETATION_HANDLER = TabbedInterface(
    [
        ObjectList(
            [
                EditorialPanel(heading="检查与时限"),
                FieldPanel("title", heading="标题"),
                InlinePanel(
                    "documents",
                    heading="解读的文件",
                    label="文件",
                    panels=["document"],
                    help_text="谁起草谁解读：只能选本机构的文件。解读公开后，文件页和解读页自动互相链接。",
                ),
                FieldRowPanel([FieldPanel("body"), FieldPanel("unit")]),
                FieldPanel("form"),
                FieldPanel(
                    "sections",
                    help_text="六个要素都要写；确不适用的，填写不适用的理由。用群众看得懂的话，不照抄文件原文。",
                ),
                FieldPanel("clause_notes"),
                FieldPanel("media", help_text="图解须附图中文字，音视频须附文字稿，供读屏软件和检索使用。"),
                FieldPanel("overview"),
                MultiFieldPanel(
                    [
                        FieldRowPanel([FieldPanel("interpreter"), FieldPanel("interpreter_post")]),
                        FieldPanel("interpreter_kind"),
                    ],
                    heading="解读人（署名）",
                ),
                ROUTING,
                FieldRowPanel([FieldPanel("source"), FieldPanel("original_published_at")]),
            ],
            heading="内容",
        ),
        ObjectList([FieldPanel("slug", heading="网址")], heading="设置"),
    ]
)
