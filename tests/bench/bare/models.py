"""The page that document pages are measured against: what Wagtail alone gives for a title and rich text."""

from wagtail.fields import RichTextField
from wagtail.models import Page


class BarePage(Page):
    """A page without any of our own."""

    text = RichTextField(blank=True)

    template = "bare/bare_page.html"

    class Meta:
        app_label = "bare"
