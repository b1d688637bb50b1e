"""What the head of a public page tells machines: its one address, a preview for sharing, its feeds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import AbstractImage, SourceImageIOError
from wagtail.models import Page

from disclosure.catalogue.models import BodyPage, ColumnPage
from disclosure.documents.rich_text import read_rich_text
from portal.models import HomePage
from portal.selectors import Frame

from .feeds import address_of
from .sitemaps import SCREENS

# The size in which pages show their pictures, so that none is made for the preview alone.
PREVIEW = "width-1000"
# Stream fields that may hold pictures, and the blocks in them that do.
_STREAMS = ("content", "media")
_PICTURE_BLOCKS = frozenset({"figure", "graphic", "photo"})
# Parameters with which an address still shows something of its own.
_PART_OF_ADDRESS = frozenset({"page"})


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that belongs to the page."""

    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Head:
    """Everything beside the page tags of 国办发〔2017〕47号."""

    canonical: str
    is_indexed: bool
    title: str
    kind: str
    description: str
    repeats_description: bool
    image: str
    feeds: list[FeedLink]


def head_of(
    request: HttpRequest, page: Page | None, frame: Frame, tags: Mapping[str, str], is_found: bool = True
) -> Head:
    """For a page, or for a screen that is none; ``tags`` are its page tags, which say some of it already."""
    is_whole = not request.GET.keys() - _PART_OF_ADDRESS
    is_ours = page is not None or request.path in map(reverse, SCREENS)
    is_content = page is not None and not isinstance(page, ColumnPage | HomePage)
    return Head(
        canonical=_canonical(request, page, frame),
        is_indexed=is_found and is_whole and is_ours,
        title=tags.get("ArticleTitle") or (page.title if page else "") or tags["SiteName"],
        kind="article" if is_content else "website",
        description=tags.get("Description") or (description_of(page) if page else ""),
        # HTML reads names without regard to case: the page tag is the description.
        repeats_description="Description" in tags,
        image=tags.get("Image", ""),
        feeds=_feeds(page, frame),
    )


def description_of(page: Page) -> str:
    """One or two sentences about a page: what the editor wrote, the overview, or what a column is for."""
    written = (page.search_description, getattr(page, "overview", ""), getattr(page, "description", ""))
    return next(filter(None, written), "")


def _canonical(request: HttpRequest, page: Page | None, frame: Frame) -> str:
    """The address without filters; the pages of a list are addresses of their own."""
    path = address_of(page, frame.home) if page else request.path
    number = request.GET.get("page", "")
    is_later = number.isascii() and number.isdecimal() and number.lstrip("0") not in ("", "1")
    return request.build_absolute_uri(f"{path}?page={number.lstrip('0')}" if is_later else path)


def picture_url(request: HttpRequest, page: Page) -> str:
    """Address of the first picture in the text; empty if there is none or its file is not where it should be."""
    image = _first_picture(page)
    if image is None:
        return ""
    try:
        return request.build_absolute_uri(image.get_rendition(PREVIEW).url)
    except (SourceImageIOError, InvalidFilterSpecError, OSError):
        return ""


def _first_picture(page: Page) -> AbstractImage | None:
    for name in _STREAMS:
        for block in getattr(page, name, ()):
            if block.block_type in _PICTURE_BLOCKS and block.value["image"]:
                return block.value["image"]
    text: Any = getattr(page, "text", "")
    if "<embed" in text:
        keys = [key for key in read_rich_text(text).pictures if key]
        return get_image_model().objects.filter(pk__in=keys[:1]).first()
    return None


def _feeds(page: Page | None, frame: Frame) -> list[FeedLink]:
    site = frame.identity.site_name
    feeds = [FeedLink(f"{site}最新信息", reverse("feed_site_atom"))]
    if frame.column:
        address = reverse("feed_column_atom", args=[frame.column.pk])
        feeds.append(FeedLink(f"{frame.column.title}最新信息", address))
    if isinstance(page, BodyPage) and page.body:
        feeds.append(FeedLink(f"{page.body.name}最新信息", reverse("feed_body_atom", args=[page.body.code])))
    return feeds
