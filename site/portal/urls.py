"""Addresses of the site."""

from django.conf import settings
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from foundation.duties.feed_views import feed
from foundation.duties.health import health_view
from foundation.signoff.file_views import media

from . import catalogue_views, views
from .searching import views as searching
from .serving.tags import LISTS, public

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path(f"{settings.MEDIA_URL.strip('/')}/<path:name>", media),
    path("sitemap.xml", public(LISTS)(sitemap)),
    path("healthz/duties/", health_view, name="duties_health"),
    path("calendar/<str:token>.ics", feed, name="duties_feed"),
    path("search/", searching.search, name="search"),
    path("search/feed/", searching.search_feed, name="search_feed"),
    path("search/suggest/", searching.suggestions, name="search_suggest"),
    path("library/", searching.library, name="library"),
    path("library/feed/", searching.library_feed, name="library_feed"),
    path("catalogue/", catalogue_views.catalogue, name="catalogue"),
    path("sitemap/", views.site_map, name="site_map"),
    path("", include(wagtail_urls)),
]
