"""Layout of the editing screens: first what is checked and due, then the text, then what surrounds it."""

import json

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    PublishingPanel,
    TabbedInterface,
)

from .enums import Openness, Origin, Validity
from .forms import UNCLASSIFIED
from .side_panels import EditorialPanel


def shown_when(panel: Panel, field: str, *values: str) -> Panel:
    """The panel, shown only while the field has one of these values (Wagtail's w-rules)."""
    panel.attrs |= {
        "data-w-rules-target": "show",
        "data-w-rules": json.dumps({field: [str(value) for value in values]}),
    }
    return panel


def ruled_group(children: list[Panel], heading: str) -> MultiFieldPanel:
    """A group within which panels follow the value of a field."""
    return MultiFieldPanel(
        children,
        heading=heading,
        attrs={"data-controller": "w-rules", "data-action": "change->w-rules#resolve"},
    )


_NOT_PROACTIVE = (Openness.ON_REQUEST, Openness.WITHHELD)
_OWNERSHIP = FieldRowPanel([FieldPanel("body"), FieldPanel("unit")])
_ORIGIN = ruled_group(
    [
        FieldPanel(
            "origin", help_text="谁制作谁公开；从公民、法人和其他组织获取的，谁保存谁公开（条例第十条）"
        ),
        shown_when(
            FieldPanel("maker", help_text="从其他机关获取的，由制作机关或者最初获取的机关公开"),
            "origin",
            Origin.FROM_AGENCY,
        ),
        shown_when(
            FieldPanel("origin_name", help_text="向谁获取；制作机关不在本平台的，填其全称"),
            "origin",
            Origin.FROM_PUBLIC,
            Origin.FROM_AGENCY,
        ),
        FieldPanel("owner_basis", help_text="一般不填；不是制作机关而依法由本机关公开的，写明法规名称和条款"),
    ],
    heading="产生方式",
)
_OPENNESS = ruled_group(
    [
        FieldRowPanel(
            [
                FieldPanel("only_parties", help_text="内容只涉及部分人和事的，一般为依申请公开"),
                FieldPanel("audience", help_text="只在本单位内部公开的，不在网站公开"),
            ]
        ),
        FieldPanel(
            "openness",
            help_text="拟稿时即须明确，随文报批，由签发人最后确定。“依申请公开”“不予公开”的须说明理由，签发后只列入目录，不在网站公开。",
        ),
        shown_when(
            FieldRowPanel(
                [
                    FieldPanel("openness_reason"),
                    FieldPanel(
                        "openness_basis",
                        help_text="写明法规名称和条款，如《中华人民共和国政府信息公开条例》第十五条",
                    ),
                ]
            ),
            "openness",
            *_NOT_PROACTIVE,
        ),
        shown_when(
            FieldPanel("openness_note", help_text="具体是哪些内容、为什么不能公开；“内部”不是理由"),
            "openness",
            *_NOT_PROACTIVE,
        ),
    ],
    heading="公开属性",
)
_ANNEXES = InlinePanel(
    "attachments",
    heading="附件",
    label="附件",
    panels=["document", "title", "openness"],
    help_text="附件与正文一并送保密审查；送审后更换附件须重新审签。",
)
# What is classified is refused: there is nothing to attach to it.
_ATTACHMENTS = ruled_group(
    [FieldPanel("secret_level"), shown_when(_ANNEXES, "secret_level", UNCLASSIFIED)], heading="密级和附件"
)
ROUTING = MultiFieldPanel(
    [
        FieldRowPanel([FieldPanel("in_government_name"), FieldPanel("needs_four_reviews")]),
        FieldPanel("approval_type"),
    ],
    heading="审签要求",
)
_CONTACT = FieldRowPanel([FieldPanel("source"), FieldPanel("phone")])
_ORIGINAL_DATE = FieldPanel("original_published_at")

DOCUMENT_HANDLER = TabbedInterface(
    [
        ObjectList(
            [
                EditorialPanel(heading="检查与时限"),
                FieldPanel("title", heading="标题"),
                MultiFieldPanel(
                    [
                        FieldRowPanel([FieldPanel("document_number"), FieldPanel("genre")]),
                        FieldRowPanel(
                            [
                                FieldPanel(
                                    "kind", help_text="行政规范性文件自印发之日起计算公开时限，并须有解读"
                                ),
                                FieldPanel("subject"),
                            ]
                        ),
                        FieldRowPanel([FieldPanel("written_on"), FieldPanel("printed_on")]),
                        _OWNERSHIP,
                        FieldPanel("co_issuers"),
                    ],
                    heading="文件信息",
                ),
                FieldPanel("overview"),
                FieldPanel("content"),
                FieldPanel("elements"),
                _ATTACHMENTS,
                _OPENNESS,
                _ORIGIN,
                ROUTING,
            ],
            heading="内容",
        ),
        ObjectList(
            [
                ruled_group(
                    [
                        FieldPanel("validity"),
                        FieldRowPanel([FieldPanel("effective_on"), FieldPanel("expires_on")]),
                        shown_when(
                            FieldRowPanel(
                                [
                                    FieldPanel("abolished_on"),
                                    FieldPanel("abolished_by", help_text="废止本文件的决定或新文件的文号"),
                                ]
                            ),
                            "validity",
                            Validity.ABOLISHED,
                        ),
                    ],
                    heading="有效性",
                ),
                FieldPanel(
                    "is_important",
                    help_text="行政规范性文件和规章都须解读；其他文件涉及群众切身利益、社会关注度高的，请勾选",
                ),
                FieldPanel(
                    "needs_watch",
                    help_text="重大改革、涉及群众切身利益的文件请勾选：公开后登记舆情关注，回应公开后显示在文件页上",
                ),
                InlinePanel("relations", heading="相关文件", label="相关文件", panels=["target", "relation"]),
                FieldPanel("secondary_columns"),
                FieldPanel("period"),
                FieldPanel("tags", heading="主题词"),
                _CONTACT,
                _ORIGINAL_DATE,
            ],
            heading="有效性与关联",
        ),
        ObjectList([FieldPanel("slug", heading="网址"), PublishingPanel()], heading="设置"),
    ]
)

INFORMATION_PANELS = [
    EditorialPanel(heading="检查与时限"),
    FieldPanel("title", heading="标题"),
    _OWNERSHIP,
    FieldPanel("period"),
    FieldPanel("overview"),
    FieldPanel("text"),
    FieldPanel("elements"),
    InlinePanel(
        "follow_ups",
        heading="相关政策",
        label="政策",
        panels=["document", "kind"],
        help_text="执行效果评估、宣讲活动、回应关切等，公开后显示在政策文件页",
    ),
    _ATTACHMENTS,
    _OPENNESS,
    _ORIGIN,
    ROUTING,
    _CONTACT,
    FieldPanel("secondary_columns"),
    _ORIGINAL_DATE,
]
