"""Whatever stands in an address or behind its question mark, no public address ever answers with an error of ours."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

# Work screens ask for a login, the health report says 503 on purpose; what Wagtail serves is asked for by pages.
NOT_PUBLIC = ("admin/", "_util/", "healthz/")
HOSTILE = (
    "", "0", "-1", "1", "2", "99999999999999999999", "９", "²", "٣", "1e9", "NaN", "null", "true", "\x00", "a\x00b",
    "'", "\"'; DROP TABLE wagtailcore_page;--", "<script>alert(1)</script>", "../../etc/passwd", "%00", "%", "{}", "[]",
    "{{7*7}}", "${7*7}", "😀", "\ud7ff", "\u202e", "执照", "养老 补贴", "示政办发〔2026〕1号", "〔〕", "a" * 5000,
    "AND OR NOT", "*", "?", "\\", "csv", "json", "xlsx", "withdrawn", "wenjian", "2026", "0000", "9999",
    "last", "page=1&page=2",
)  # fmt: skip
NAMES = (
    "page", "year", "kind", "type", "q", "body", "column", "state", "format", "p", "page_size", "sort", "genre",
    "subject", "validity", "next", "from", "to", "text", "mark", "part", "lang", "mode", "field", "order", "since",
    "until", "category", "item", "sentence", "verdict", "nature", "tab", "by", "of",
)  # fmt: skip
words = st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
parameters = st.dictionaries(st.sampled_from(NAMES) | words, words, max_size=4)


def routes(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, dict[str, object]]]:
    """Every public route with its converters."""
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if not before and any(route.startswith(name) for name in NOT_PUBLIC):
            continue
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, route)
        elif isinstance(pattern, URLPattern) and hasattr(pattern.pattern, "_route"):
            yield route, pattern.pattern.converters


ROUTES = list(routes(get_resolver()))


def test_every_kind_of_public_address_is_among_those_tried():
    told = {route for route, _converters in ROUTES}
    assert {
        "sitemap.xml",
        "catalogue/",
        "search/",
        "robots.txt",
        "api/v1/documents/",
        "feeds/atom.xml",
    } <= told
    assert not [route for route in told if route.startswith("admin")]


def filled(route: str, converters: dict[str, object], piece: str) -> str:
    """An address of the route with something of the right shape, or nearly, in each gap."""
    for name, converter in converters.items():
        kind = type(converter).__name__
        value = piece if kind in ("StringConverter", "PathConverter") else "".join(filter(str.isascii, piece))
        if kind in ("IntConverter", "KeyConverter"):
            value = "".join(char for char in piece if char in "0123456789") or "7"
        elif kind == "SlugConverter":
            value = "".join(char for char in value if char.isalnum() or char in "-_") or "x"
        for shape in (
            f"<{name}>",
            *(f"<{prefix}:{name}>" for prefix in ("int", "str", "slug", "path", "key")),
        ):
            route = route.replace(shape, quote(value, safe=""))
    return "/" + route


def ask(address: str, chosen: dict[str, str]) -> None:
    answer = Client().get(address, chosen)
    if answer.streaming:
        b"".join(answer.streaming_content)
    assert answer.status_code < 500, (address, chosen, answer.status_code)


@pytest.mark.django_db
@settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(route=st.sampled_from(ROUTES), piece=words, chosen=parameters)
def test_no_route_breaks(route, piece, chosen):
    ask(filled(*route, piece), chosen)


@pytest.mark.parametrize("route", ROUTES, ids=[route for route, _converters in ROUTES])
def test_no_route_breaks_on_a_number_too_large_or_a_nul(office, route):
    for piece in ("99999999999999999999", "a\x00b"):
        ask(filled(*route, piece), dict.fromkeys(NAMES, piece))


def test_no_page_breaks(office, said_and_answered):
    document = office.publish(office.document())
    interpretation = office.publish(office.interpretation(document))
    addresses = ["/", office.column.url, document.url, interpretation.url, "/catalogue/", "/search/"]
    addresses += [page.url for page in said_and_answered.values()]
    # The other versions of a page, and what is named by a pattern that the routes above do not tell.
    addresses += ["/hant/search/", "/shilao/library/", f"/shilao/hant{document.url}", "/hant/catalogue/"]
    addresses += ["/documents/1/x.pdf", "/documents/99999999999999999999/x", "/media/images/x.jpg"]

    @settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(address=st.sampled_from(addresses), chosen=parameters)
    def tried(address: str, chosen: dict[str, str]) -> None:
        ask(address, chosen)

    tried()
