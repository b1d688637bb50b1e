"""Layout of the editing screen of a meeting's record, and which pages it may belong to."""

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
)

from disclosure.documents.panels import ROUTING
from disclosure.documents.side_panels import EditorialPanel

# Types of pages that ask for opinions, as "app.Model"; the features above add theirs before the screen is made.
NOTICE_TYPES: list[str] = []


def register_notice_type(name: str) -> None:
    """Let meetings be held for pages of this type."""
    if name not in NOTICE_TYPES:
        NOTICE_TYPES.append(name)


MEETING_HANDLER = TabbedInterface(
    [
        ObjectList(
            [
                EditorialPanel(heading="检查"),
                FieldPanel("title", heading="标题"),
                FieldRowPanel([FieldPanel("body"), FieldPanel("unit")]),
                FieldRowPanel([FieldPanel("method"), FieldPanel("held_on")]),
                FieldPanel("place"),
                FieldPanel("touches_enterprises"),
                MultiFieldPanel(
                    [
                        FieldPanel("decision"),
                        PageChooserPanel("notice", page_type=NOTICE_TYPES),
                    ],
                    heading="为什么事项召开",
                ),
                InlinePanel(
                    "attendees",
                    heading="邀请和参加人员",
                    label="人员",
                    panels=[
                        FieldRowPanel([FieldPanel("kind"), FieldPanel("name")]),
                        FieldRowPanel([FieldPanel("organisation"), FieldPanel("invited_on")]),
                        FieldRowPanel([FieldPanel("attended"), FieldPanel("is_named")]),
                    ],
                    help_text="公开页面列出各类人员的人数；姓名只在“公开姓名”时公开",
                ),
                FieldPanel("summary"),
                FieldPanel("opinions"),
                ROUTING,
            ],
            heading="内容",
        ),
        ObjectList([FieldPanel("slug", heading="网址")], heading="设置"),
    ]
)
