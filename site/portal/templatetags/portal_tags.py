"""Tags and filters of the public templates."""

import re
from collections.abc import Iterable, Iterator

from django import template
from django.core.paginator import Page as PaginatedPage
from django.http import HttpRequest
from django.template.context import RequestContext
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from disclosure.catalogue import meta_tags
from disclosure.catalogue.models import ColumnPage
from disclosure.documents.enums import Validity
from disclosure.documents.facts import Fact, document_facts, information_category, validity_days
from disclosure.documents.models import DocumentPage
from disclosure.documents.selectors import HeaderNames
from portal.discovery.head import picture_url
from portal.downloads.formats import FORMATS, Format
from portal.downloads.paper import is_offered
from portal.models import HomePage
from portal.selectors import Frame, frame_of
from portal.versions import Way, ways_from

register = template.Library()


@register.simple_tag(takes_context=True)
def frame(context: RequestContext) -> Frame | None:
    """What surrounds the page being shown."""
    return frame_of(context["request"], context.get("page"))


@register.simple_tag(takes_context=True)
def page_tags(context: RequestContext, frame: Frame) -> list[meta_tags.Tag]:
    """The page tags (网页标签) of the level of the page being shown and of the levels above it."""
    identity, page = frame.identity, context.get("page")
    domain = identity.domain or context["request"].get_host()
    tags = meta_tags.site_tags(identity.site_name, domain, identity.site_code)
    if isinstance(page, HomePage):
        return tags + meta_tags.home_column_tags(identity.site_name, page.search_description)
    if frame.column:
        tags += meta_tags.column_tags(frame.column)
    if isinstance(page, Page) and not isinstance(page, ColumnPage):
        if not frame.column:
            tags += meta_tags.home_column_tags(identity.site_name, frame.home.search_description)
        keywords = context["header"].keywords if "header" in context else ()
        url = context["request"].build_absolute_uri(address(page, frame.home))
        image = picture_url(context["request"], page)
        tags += meta_tags.article_tags(page, url, keywords, image)
    if screen := context.get("screen"):
        tags += meta_tags.screen_tags(*screen)
    return tags


@register.simple_tag
def header_facts(
    page: DocumentPage, header: HeaderNames, validity: Validity, frame: Frame | None
) -> list[Fact]:
    """The rows of a document's header."""
    category = information_category(page, frame.column if frame else None)
    return document_facts(page, header, validity, category)


register.filter("validity_days", validity_days)


@register.simple_tag
def version_ways(request: HttpRequest) -> list[Way]:
    """Links to the other versions of what is being read."""
    query = request.META.get("QUERY_STRING", "")
    return ways_from((), iri_to_uri(request.path_info) + (f"?{query}" if query else ""))


@register.simple_tag
def downloads(page: Page) -> list[Format]:
    """The formats in which a page can be taken along."""
    return [one for one in FORMATS.values() if one.is_there()] if is_offered(page) else []


@register.simple_tag
def visit_count(page: Page) -> int:
    """浏览次数 as read along with the page; the reader's browser asks for the newest."""
    return getattr(page, "visits", 0)


@register.filter
def public_time(page: Page) -> str:
    """发布时间 as YYYY-MM-DD HH:MM."""
    moment = meta_tags.public_time(page)
    return f"{moment:%Y-%m-%d %H:%M}" if moment else ""


register.filter("source_of", meta_tags.source_of)


@register.filter
def address(page: Page | str, home: Page) -> str:
    """Site address of a page, or of a path in the tree, below the home page; asks no database."""
    url_path = page if isinstance(page, str) else page.url_path
    return reverse("wagtail_serve", args=[url_path.removeprefix(home.url_path)])


@register.filter
def elided(page: PaginatedPage) -> Iterator[int | str]:
    """Page numbers around the current one, with gaps."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.filter
def under_title(html: str) -> SafeString:
    """Rich text that stands right under the title of its page: what editors can set as headings (h3) comes second."""
    return mark_safe(re.sub(r"(</?)h3\b", r"\1h2", str(html)))


@register.filter
def highlight(text: str, words: Iterable[str]) -> SafeString:
    """The text with every searched word marked; everything in it is escaped."""
    pattern = "|".join(re.escape(word) for word in sorted(filter(None, words), key=len, reverse=True))
    if not pattern:
        return conditional_escape(text)
    pieces = re.split(f"({pattern})", text, flags=re.IGNORECASE)
    # Splitting by one group puts the matches at the odd places.
    marked = (
        f"<mark>{conditional_escape(piece)}</mark>" if place % 2 else conditional_escape(piece)
        for place, piece in enumerate(pieces)
    )
    return mark_safe("".join(marked))
