"""Other ways to show the public site: 适老版 (large and plain) and 繁體 (traditional characters).

A version has addresses of its own (/shilao/…, /hant/…, both together /shilao/hant/…) and no cookie: a proxy
keeps each like any page, every link inside leads on within it, and it works without script. The page itself is
made once; a version is that page rewritten, so that no view and no cache below knows of versions.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.encoding import iri_to_uri
from opencc import OpenCC

ELDER, TRADITIONAL = "shilao", "hant"
NAMES = (ELDER, TRADITIONAL)
# Not for readers, or no pages: these are never shown in a version.
_PLAIN_ONLY = ("/admin/", "/documents/", settings.STATIC_URL, settings.MEDIA_URL)
_LINK = re.compile(r'(\s(?:href|action)=")(/[^"/][^"]*|/)"')
# What somebody typed and is shown again is theirs and not ours to convert.
_ADDRESSES = re.compile(
    r'(\s(?:href|src|action|value|data-visits)="[^"]*"|<textarea\b.*?</textarea>)', re.DOTALL
)
_WAYS = re.compile(r"<!-- versions -->.*?<!-- /versions -->", re.DOTALL)
_HEADER = '<header class="site-header"'


@dataclass(frozen=True, slots=True)
class Way:
    """A link that changes the version of the page being read."""

    label: str
    address: str
    language: str


def ways_from(active: tuple[str, ...], path: str) -> list[Way]:
    """For each version the way into it, or out of it when the reader is in it."""
    path = "/" + path.lstrip("/")
    labels = {ELDER: ("适老版", "退出适老版", "zh-Hans"), TRADITIONAL: ("繁體版", "简体版", "zh-Hant")}
    ways = []
    for name, (enter, leave, language) in labels.items():
        inside = name in active
        others = tuple(one for one in NAMES if (one in active) != (one == name))
        label, language = (leave, "zh-Hans") if inside else (enter, language)
        ways.append(Way(label, prefix_of(others) + path, language))
    return ways


def prefix_of(active: tuple[str, ...]) -> str:
    return "".join(f"/{name}" for name in active)


def split(path: str) -> tuple[tuple[str, ...], str]:
    """The versions an address names, and the address of the page itself."""
    active: list[str] = []
    rest = path
    while (name := rest.split("/", 2)[1] if rest.count("/") > 1 else "") in NAMES and name not in active:
        active.append(name)
        rest = rest[len(name) + 1 :]
    if rest.startswith(_PLAIN_ONLY):
        return (), path
    # Two slashes would begin the name of another host in the link that leads out.
    return tuple(name for name in NAMES if name in active), "/" + rest.lstrip("/") if active else path


class Versions:
    """Middleware: takes the version off the address, and rewrites the page that is found there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        active, path = split(request.path_info)
        if not active:
            return self.get_response(request)
        # Both: redirects and what was taken down are looked up by the whole path.
        request.path = request.path.removesuffix(request.path_info) + path
        request.path_info = path
        if TRADITIONAL in active:
            request.GET = _in_simplified(request.GET)  # type: ignore[assignment]
        response = self.get_response(request)
        location = response.headers.get("Location", "")
        if location.startswith("/") and not split(location)[0]:
            response.headers["Location"] = prefix_of(active) + location
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page and not response.streaming and not location:
            whole = iri_to_uri(path) + (f"?{query}" if (query := request.META.get("QUERY_STRING")) else "")
            canonical = request.build_absolute_uri(path)
            response.content = rewrite(response.content.decode(), active, whole, canonical)
            if response.has_header("Content-Length"):
                response.headers["Content-Length"] = str(len(response.content))
            if TRADITIONAL in active:
                response.headers["Content-Language"] = "zh-Hant"
        return response


def rewrite(page: str, active: tuple[str, ...], path: str, canonical: str) -> str:
    """A page of the site as it reads in these versions. A page without the site's header is left alone."""
    if _HEADER not in page:
        return page
    ways = render_to_string("components/version_links.html", {"ways": ways_from(active, path)})
    prefix = prefix_of(active)
    page = _LINK.sub(
        lambda match: match[0] if _leads_out(match[2]) else f'{match[1]}{prefix}{match[2]}"', page
    )
    page = _WAYS.sub(lambda match: ways, page)
    if 'rel="canonical"' not in page:
        page = page.replace("</head>", f'<link rel="canonical" href="{canonical}">\n</head>', 1)
    if ELDER in active:
        page = _for_elders(page)
    return _in_traditional(page) if TRADITIONAL in active else page


def _leads_out(address: str) -> bool:
    return address.startswith(_PLAIN_ONLY)


def _for_elders(page: str) -> str:
    tools = render_to_string("components/elder_tools.html")
    head = (
        f'<link rel="stylesheet" href="{static("portal/elder.css")}">\n'
        f'<script type="module" src="{static("portal/elder.js")}"></script>\n</head>'
    )
    page = page.replace("</head>", head, 1).replace(_HEADER, tools + _HEADER, 1)
    return page.replace("<html ", '<html data-version="elder" ', 1)


def _in_traditional(page: str) -> str:
    """Characters converted word by word; addresses and what a form would send stay as they are."""
    notice = render_to_string("components/traditional_notice.html")
    page = page.replace(_HEADER, notice + _HEADER, 1)
    pieces = _ADDRESSES.split(page)
    # Splitting by one group puts the addresses at the odd places.
    text = "".join(
        piece if place % 2 else _converter("s2t").convert(piece) for place, piece in enumerate(pieces)
    )
    return text.replace('<html lang="zh-Hans"', '<html lang="zh-Hant"', 1).replace(
        '<html data-version="elder" lang="zh-Hans"', '<html data-version="elder" lang="zh-Hant"', 1
    )


def _in_simplified(sent: QueryDict) -> QueryDict:
    """What a reader of traditional characters asks for, in the characters that the texts are kept in."""
    asked = sent.copy()
    for name, values in sent.lists():
        asked.setlist(name, [_converter("t2s").convert(value) for value in values])
    return asked


@cache
def _converter(direction: str) -> OpenCC:
    return OpenCC(direction)
