"""Links in texts say what has become of the document they lead to."""

from django.utils.html import format_html
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from .models import DocumentPage
from .selectors import ended_words


class DocumentLinkHandler(PageLinkHandler):
    """Wagtail's links to pages, with 已废止 or 已失效 before the words of a link to such a document.

    Wagtail reads the pages themselves to know their addresses, so this costs no query of its own.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        return [_opening(page) if page else "<a>" for page in cls.get_many(attrs_list)]


def _opening(page: Page) -> str:
    link = format_html('<a href="{}">', page.localized.url)
    ended = ended_words(page) if isinstance(page, DocumentPage) and page.live else ""
    return link + format_html('<span class="status status--ended">已{}</span> ', ended) if ended else link
