"""The results of a search as a table and as a feed."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from wagtail.models import Site

from disclosure.documents.selectors import written_dates
from foundation.rules.parameters import value
from foundation.search.models import SearchEntry
from foundation.search.queries import Query
from foundation.search.selectors import listed
from foundation.search.sources import kind_labels
from portal.tables import csv_file, xlsx_file

EXPORT_ROWS = "search.export_rows"
HEADINGS = (
    "标题", "文号", "类别", "文件类别", "发布机构", "体裁", "主题分类", "有效性", "成文日期", "公开日期", "网址",
)  # fmt: skip
# As many as a page of results; a reader's program asks again.
FEED_ITEMS = 20
Download = Callable[[HttpRequest, Query, str], HttpResponseBase]


def download(extension: str) -> Download | None:
    """How results are written under this extension; None where they are not."""
    return FORMATS.get(extension)


def _csv(request: HttpRequest, query: Query, name: str) -> HttpResponseBase:
    return csv_file(_rows(request, query), name)


def _xlsx(request: HttpRequest, query: Query, name: str) -> HttpResponseBase:
    return xlsx_file(_rows(request, query), name, "检索结果")


def _rows(request: HttpRequest, query: Query) -> Iterator[Sequence[str]]:
    entries = listed(query, value(EXPORT_ROWS))
    labels, written = kind_labels(), written_dates([entry.page_id for entry in entries])
    where = address_maker(request)
    yield HEADINGS
    for entry in entries:
        yield (
            entry.title,
            entry.number,
            labels.get(entry.kind, entry.kind),
            entry.category,
            entry.body_name,
            entry.genre,
            entry.subject,
            entry.validity,
            str(written.get(entry.page_id) or ""),
            str(entry.public_date),
            where(entry),
        )


def address_maker(request: HttpRequest) -> Callable[[SearchEntry], str]:
    """Full addresses of found pages; asks the database once."""
    site = Site.find_for_request(request)
    home = site.root_page.url_path if site else "/"
    return lambda entry: request.build_absolute_uri(
        reverse("wagtail_serve", args=[entry.page.url_path.removeprefix(home)])
    )


def feed_of(request: HttpRequest, query: Query, title: str, screen_address: str) -> HttpResponse:
    """The newest results of a search as Atom."""
    where = address_maker(request)
    feed = Atom1Feed(
        title=f"{title}：{query.words}" if query.words else title,
        link=request.build_absolute_uri(screen_address),
        # Written anew from what was read: some programs ask in raw UTF-8.
        feed_url=request.build_absolute_uri(f"{request.path}?{request.GET.urlencode()}"),
        description="",
        language="zh-Hans",
    )
    for entry in listed(query, FEED_ITEMS):
        day = timezone.make_aware(dt.datetime.combine(entry.public_date, dt.time()))
        link = where(entry)
        facts = (entry.number, entry.category, entry.body_name, entry.validity)
        feed.add_item(
            title=entry.title,
            link=link,
            description=" ".join(filter(None, facts)),
            pubdate=day,
            updateddate=day,
            unique_id=link,
            author_name=entry.body_name,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


FORMATS: dict[str, Download] = {"csv": _csv, "xlsx": _xlsx}
