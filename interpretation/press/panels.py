"""Layout of the editing screens of press pages."""

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    Panel,
    PublishingPanel,
    TabbedInterface,
)

from disclosure.documents.panels import ROUTING, ruled_group, shown_when
from disclosure.documents.side_panels import EditorialPanel

from .enums import ReleaseKind, Stage

LINKED_TYPES = [
    "documents.DocumentPage",
    "policies.InterpretationPage",
    "press.PressConferencePage",
    "press.PressReleasePage",
]
_OWNERSHIP = FieldRowPanel([FieldPanel("body"), FieldPanel("unit")])
_LINKS = InlinePanel(
    "links",
    heading="相关政策、解读和发布会",
    label="页面",
    panels=[PageChooserPanel("target", LINKED_TYPES)],
    help_text="公开后两边的页面自动互相链接；对方尚未公开的，待其公开后显示。",
)
_MEDIA = FieldPanel(
    "media", help_text="照片须写替代文字和图片说明，视频须有字幕和文字稿，供读屏软件和检索使用。"
)
_SETTINGS = ObjectList([FieldPanel("slug", heading="网址"), PublishingPanel()], heading="设置")


def _handler(panels: list[Panel]) -> TabbedInterface:
    return TabbedInterface([ObjectList(panels, heading="内容"), _SETTINGS])


RELEASE_HANDLER = _handler(
    [
        EditorialPanel(heading="检查"),
        FieldPanel("title", heading="标题"),
        ruled_group(
            [
                FieldPanel(
                    "kind",
                    help_text="以新闻发言人或者本机构名义对媒体发布的，选“新闻发布稿”，须先登记发布授权",
                ),
                shown_when(
                    MultiFieldPanel(
                        [
                            FieldRowPanel([FieldPanel("original_source"), FieldPanel("original_on")]),
                            FieldPanel("original_url"),
                        ],
                        heading="转载自",
                    ),
                    "kind",
                    ReleaseKind.REPRINT,
                ),
            ],
            heading="类型",
        ),
        _OWNERSHIP,
        FieldRowPanel([FieldPanel("source"), FieldPanel("author")]),
        FieldPanel("overview"),
        FieldPanel("text"),
        _MEDIA,
        _LINKS,
        ROUTING,
        FieldPanel("original_published_at"),
    ]
)

CONFERENCE_HANDLER = _handler(
    [
        EditorialPanel(heading="检查"),
        FieldPanel("title", heading="主题"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("stage")]),
        _OWNERSHIP,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("place")]),
                FieldRowPanel([FieldPanel("host"), FieldPanel("moderator")]),
            ],
            heading="会议信息",
        ),
        FieldPanel("speakers"),
        FieldPanel("overview"),
        FieldPanel("opening"),
        ruled_group(
            [
                shown_when(
                    MultiFieldPanel(
                        [
                            FieldPanel("media_present"),
                            FieldPanel(
                                "live_text", help_text="从发布会的“图文直播记录”取入；随本页审签后公开"
                            ),
                            FieldPanel("transcript"),
                            FieldPanel("questions"),
                        ],
                        heading="实录",
                    ),
                    "stage",
                    Stage.HELD,
                )
            ],
            heading="会后公开",
        ),
        _MEDIA,
        _LINKS,
        ROUTING,
        FieldRowPanel([FieldPanel("source"), FieldPanel("original_published_at")]),
    ]
)
