"""What of a guide the pre-check reads (R-080)."""

from collections.abc import Iterator

from disclosure.documents.passages import field_parts, without_numbers
from foundation.precheck.registry import OutsideLink, TextPart

from .models import GuidePage

_LINKS = ("website", "online_url")


def texts(page) -> Iterator[TextPart]:
    """Everything a reader of the guide will read, addresses of pages apart."""
    if not isinstance(page, GuidePage):
        return
    names = [name for name in GuidePage.MANDATORY if name not in _LINKS]
    yield from field_parts(page, {"title": "标题"} | {name: page.label_of(name) for name in names})
    for number, point in enumerate(page.points.all(), start=1):
        words = "\n".join((point.name, point.address, point.hours, point.phone))
        yield TextPart("points", f"第{number}个查阅点", words, "行")


def links(page) -> Iterator[OutsideLink]:
    """The site and the place of online requests."""
    if not isinstance(page, GuidePage):
        return
    for name in _LINKS:
        if url := getattr(page, name):
            yield OutsideLink(name, page.label_of(name), url, without_numbers(page.label_of(name)))
