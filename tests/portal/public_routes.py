"""What a reader can come upon: routes that answer with a page, types of public page, templates of whole pages."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.test.signals import template_rendered
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from playwright.sync_api import Page as Tab
from playwright.sync_api import Response
from wagtail.models import Page, get_page_models

from portal.versions import split

# Routes that show nobody a page, each with what they are instead.
NO_PAGE = {
    "admin/": "work screens, behind the login",
    "api_": "data for programs; 开放接口 explains them",
    "feed_": "feeds",
    "robots": "for search engines",
    "sitemap_": "for search engines",
    "search_feed": "a feed",
    "library_feed": "a feed",
    "search_suggest": "words for the search box",
    "duties_": "for monitoring and calendars",
    "oa_documents": "for the office's own system",
    "qr": "a picture",
    "visit": "counts",
    "attachment": "a file",
    "download": "a file",
    "^documents/": "files",
    "media/": "pictures",
    "requests_form": "a file",
    "answer_link_file": "a file",
    "applications:letter": "a file",
    "applications:answer_file": "a file",
    "applications:own_form": "a file",
    "wagtaildocs_": "files; no collection has a password",
    "wagtailcore_": "no page of the site has a password",
}
# Types of page that nobody outside is ever shown, with the reason.
NEVER_PUBLIC = {
    "Page": "Wagtail's own; pages of it cannot be made",
    "AnswerPage": "the answer to one applicant: its letter is delivered, the page never goes live",
}
ROOTS = ("base.html", "components/standing_alone.html")
EXTENDS = re.compile(r'{%\s*extends\s+"([^"]+)"')


def routes(resolver: URLResolver | None = None, before: str = "", space: str = "") -> Iterator[str]:
    """Every route by its name, or by its pattern where it has none."""
    for pattern in (resolver or get_resolver()).url_patterns:
        whole = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, whole, f"{pattern.namespace}:" if pattern.namespace else space)
        elif isinstance(pattern, URLPattern):
            yield space + pattern.name if pattern.name and not whole.startswith("admin/") else whole


def routes_of_pages() -> set[str]:
    """Those that answer readers with a page."""
    return {route for route in routes() if not route.startswith(tuple(NO_PAGE))}


def public_types() -> set[str]:
    """Types of page that can be public."""
    return {model.__name__ for model in get_page_models()} - NEVER_PUBLIC.keys()


def templates_of_pages() -> set[str]:
    """Templates of whole public pages: those that extend a root, and what those are made from."""
    (folder,) = settings.TEMPLATES[0]["DIRS"]
    extended = {
        str(file.relative_to(folder)): found[1]
        for file in Path(folder).rglob("*.html")
        if (found := EXTENDS.search(file.read_text())) and "admin" not in file.parts
    }

    def root(name: str) -> str:
        return root(extended[name]) if name in extended and name != extended[name] else name

    return {name for name in extended if root(name) in ROOTS}


class Seen:
    """What a tab was shown from when this was made."""

    def __init__(self, tab: Tab) -> None:
        self.paths: set[str] = set()
        self.templates: set[str] = set()
        tab.on("response", self._answered)
        template_rendered.connect(self._rendered)

    def _answered(self, response: Response) -> None:
        if response.request.is_navigation_request():
            self.paths.add(split(unquote(urlsplit(response.url).path))[1])

    def _rendered(self, template, **more) -> None:
        self.templates.add(template.name)

    @property
    def routes(self) -> set[str]:
        """Of the addresses that were answered."""
        found = set()
        for path in self.paths:
            try:
                found.add(resolve(path).view_name)
            except Resolver404:
                continue
        return found

    @property
    def types(self) -> set[str]:
        """Of the live pages among them."""
        return {
            type(page).__name__ for page in Page.objects.live().specific() if page.get_url() in self.paths
        }
