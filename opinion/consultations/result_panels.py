"""Layout of the editing screen of a result."""

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
)

from disclosure.documents.panels import ROUTING
from disclosure.documents.side_panels import EditorialPanel

RESULT_HANDLER = TabbedInterface(
    [
        ObjectList(
            [
                EditorialPanel(heading="检查与台账"),
                FieldPanel("title", heading="标题"),
                PageChooserPanel("notice", "consultations.ConsultationPage"),
                FieldRowPanel([FieldPanel("body"), FieldPanel("unit")]),
                FieldPanel("asked"),
                MultiFieldPanel([FieldPanel("said"), FieldPanel("shows_examples")], heading="大家怎么说"),
                FieldPanel("did"),
                ROUTING,
            ],
            heading="内容",
        ),
        ObjectList([FieldPanel("slug", heading="网址")], heading="设置"),
    ]
)
