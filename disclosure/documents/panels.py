"""Layout of the editing screens."""

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)

_OWNERSHIP = [FieldRowPanel([FieldPanel("body"), FieldPanel("unit")])]
_OPENNESS = [
    FieldPanel("openness"),
    FieldRowPanel([FieldPanel("openness_reason"), FieldPanel("openness_basis")]),
    FieldPanel("openness_note"),
]
_ATTACHMENTS = InlinePanel("attachments", heading="附件", label="附件", panels=["document", "title"])

DOCUMENT_HANDLER = TabbedInterface(
    [
        ObjectList(
            [
                FieldPanel("title", heading="标题"),
                MultiFieldPanel(
                    [
                        FieldRowPanel([FieldPanel("document_number"), FieldPanel("genre")]),
                        FieldRowPanel([FieldPanel("kind"), FieldPanel("subject")]),
                        FieldRowPanel([FieldPanel("written_on"), FieldPanel("printed_on")]),
                        *_OWNERSHIP,
                        FieldPanel("co_issuers"),
                    ],
                    heading="文件信息",
                ),
                MultiFieldPanel(_OPENNESS, heading="公开属性"),
                FieldPanel("overview"),
                FieldPanel("content"),
                _ATTACHMENTS,
            ],
            heading="内容",
        ),
        ObjectList(
            [
                MultiFieldPanel(
                    [
                        FieldPanel("validity"),
                        FieldRowPanel([FieldPanel("effective_on"), FieldPanel("expires_on")]),
                        FieldRowPanel([FieldPanel("abolished_on"), FieldPanel("abolished_by")]),
                    ],
                    heading="有效性",
                ),
                FieldPanel("is_important"),
                InlinePanel("relations", heading="相关文件", label="相关文件", panels=["target", "relation"]),
                FieldPanel("secondary_columns"),
                FieldPanel("tags", heading="主题词"),
                FieldRowPanel([FieldPanel("source"), FieldPanel("phone")]),
                FieldPanel("original_published_at"),
            ],
            heading="有效性与关联",
        ),
        ObjectList([FieldPanel("slug", heading="网址"), PublishingPanel()], heading="设置"),
    ]
)

INFORMATION_PANELS = [
    FieldPanel("title", heading="标题"),
    *_OWNERSHIP,
    FieldPanel("text"),
    _ATTACHMENTS,
    MultiFieldPanel(_OPENNESS, heading="公开属性"),
    FieldPanel("overview"),
    FieldRowPanel([FieldPanel("source"), FieldPanel("phone")]),
    FieldPanel("secondary_columns"),
    FieldPanel("original_published_at"),
]
