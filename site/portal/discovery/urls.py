"""Addresses for search engines and feed readers."""

from django.urls import path

from portal import converters  # noqa: F401  (registers <key:…>)

from . import robots, sitemaps
from .feeds import FORMS, BodyFeed, ColumnFeed, SiteFeed, feed_view
from .letters import LetterFeed

urlpatterns = [
    path("robots.txt", robots.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap_index"),
    path("sitemap-<slug:section>.xml", sitemaps.section, name="sitemap_section"),
]
for form in FORMS:
    urlpatterns += [
        path(f"feeds/{form}.xml", feed_view(SiteFeed, form), name=f"feed_site_{form}"),
        path(f"feeds/letters/{form}.xml", feed_view(LetterFeed, form), name=f"feed_letters_{form}"),
        path(
            f"feeds/column/<key:column>/{form}.xml", feed_view(ColumnFeed, form), name=f"feed_column_{form}"
        ),
        path(f"feeds/body/<slug:code>/{form}.xml", feed_view(BodyFeed, form), name=f"feed_body_{form}"),
    ]
