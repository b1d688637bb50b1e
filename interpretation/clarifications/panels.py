"""Layout of the clarification's editing screen, in the order in which the public reads it."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface

from disclosure.documents.side_panels import EditorialPanel

CLARIFICATION_HANDLER = TabbedInterface(
    [
        ObjectList(
            [
                EditorialPanel(heading="检查与时限"),
                FieldPanel(
                    "title",
                    heading="标题",
                    help_text="写明“不实”“澄清”“辟谣”或“情况说明”，不要把谣言当作事实再说一遍。",
                ),
                FieldRowPanel([FieldPanel("body"), FieldPanel("unit")]),
                MultiFieldPanel(
                    [
                        FieldPanel("claim"),
                        FieldPanel("claim_place"),
                        FieldPanel("verdict"),
                        FieldPanel("overview"),
                    ],
                    heading="说法与结论",
                ),
                FieldPanel("facts"),
                FieldPanel("evidence", help_text="至少一项，每项写明来源。"),
                FieldRowPanel([FieldPanel("basis"), FieldPanel("verified_on")]),
                FieldRowPanel([FieldPanel("spokesperson"), FieldPanel("phone")]),
                MultiFieldPanel(
                    [
                        FieldPanel("in_government_name", heading="一、以政府名义发布（不勾选即以部门名义）"),
                        FieldPanel("touched", heading="二、涉及哪些其他部门"),
                        FieldPanel("is_sensitive", heading="三、内容重要、敏感"),
                        FieldPanel("is_emergency"),
                        FieldPanel("approval_type"),
                    ],
                    heading="审批路径（三个问题）",
                    help_text="保存后，上方“审批路径”按回答算出须经哪些环节、须取得哪些部门同意。",
                ),
                FieldRowPanel([FieldPanel("source"), FieldPanel("related_column")]),
                FieldPanel("original_published_at"),
            ],
            heading="内容",
        ),
        ObjectList([FieldPanel("slug", heading="网址")], heading="设置"),
    ]
)
