"""Addresses for search engines and feed readers."""

from django.urls import path

from portal import converters  # noqa: F401  (registers <key:…>)

from . import robots, sitemaps
from .feeds import FORMS, feed_view

urlpatterns = [
    path("robots.txt", robots.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap_index"),
    path("sitemap-<slug:section>.xml", sitemaps.section, name="sitemap_section"),
]
for form in FORMS:
    urlpatterns += [
        path(f"feeds/{form}.xml", feed_view("site", form), name=f"feed_site_{form}"),
        path(f"feeds/column/<key:column>/{form}.xml", feed_view("column", form), name=f"feed_column_{form}"),
        path(f"feeds/body/<slug:code>/{form}.xml", feed_view("body", form), name=f"feed_body_{form}"),
    ]
