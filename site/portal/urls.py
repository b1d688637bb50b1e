"""Addresses of the site."""

from django.conf import settings
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from disclosure.applications import views as application_views
from disclosure.exchange.api import oa_documents
from disclosure.remedies.publication_views import log as answer_log
from foundation.duties.feed_views import feed
from foundation.duties.health import health_view
from interpretation.clarifications.public_views import clarifications
from interpretation.clarifications.report_views import ReportView
from opinion.consultations.views import consultations
from opinion.decisions import views as decision_views
from opinion.feedback import views as feedback_views

from . import catalogue_views, converters, reading_views, views  # noqa: F401  (registers <key:…>)
from .api import urls as api_urls
from .discovery import urls as discovery_urls
from .downloads.views import download
from .searching import views as searching
from .serving import files
from .serving.tags import LISTS, public

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    re_path(r"^documents/(\d+)/(.*)$", files.attachment),
    path("documents/", include(wagtaildocs_urls)),
    path(f"{settings.MEDIA_URL.strip('/')}/<path:name>", files.picture),
    path("healthz/duties/", health_view, name="duties_health"),
    path("calendar/<str:token>.ics", feed, name="duties_feed"),
    path("search/", searching.search, name="search"),
    path("search/feed/", searching.search_feed, name="search_feed"),
    path("search/suggest/", searching.suggestions, name="search_suggest"),
    path("library/", searching.library, name="library"),
    path("library/feed/", searching.library_feed, name="library_feed"),
    path("api/oa/documents/", oa_documents, name="oa_documents"),
    path("catalogue/", catalogue_views.catalogue, name="catalogue"),
    path("favourites/", reading_views.favourites, name="favourites"),
    path("qr/<int:pk>.svg", reading_views.qr, name="qr"),
    path("visits/<int:pk>/", reading_views.visit, name="visit"),
    path("attachments/<int:pk>/<int:document_id>/", reading_views.attachment, name="attachment"),
    path("download/<int:pk>.<str:extension>", download, name="download"),
    path("jiucuo/", include("opinion.corrections.urls")),
    path("yishenqing/songda/", include("disclosure.answers.urls")),
    path("zhengji/", public(LISTS)(consultations), name="consultations"),
    path("zhengji/", include("opinion.consultations.urls")),
    path("liuyan/", public(LISTS)(feedback_views.letters), name="letters"),
    path("liuyan/write/", feedback_views.WriteView.as_view(), name="write_letter"),
    path("liuyan/<str:number>/", public(LISTS)(feedback_views.letter), name="public_letter"),
    path("yishenqing/", public(LISTS)(application_views.home), name="requests_home"),
    path("yishenqing/chazhao/", public(LISTS)(application_views.find), name="requests_find"),
    path(
        "yishenqing/shenqingbiao.<str:extension>",
        public(LISTS)(application_views.blank_form),
        name="requests_form",
    ),
    path("yishenqing/", include("disclosure.applications.urls")),
    path("huizhi/", include("foundation.submissions.urls")),
    path("piyao/", public(LISTS)(clarifications), name="clarifications_list"),
    path("piyao/", include("interpretation.clarifications.urls")),
    path("juyao/", ReportView.as_view(), name="rumour_report"),
    path("yishenqing/gongkai/", public(LISTS)(answer_log), name="answer_log"),
    path("styleguide/", reading_views.style_guide, name="styleguide"),
    path("decisions/", public(LISTS)(decision_views.decisions), name="decisions"),
    path("decisions/<key:pk>/", public(LISTS)(decision_views.decision), name="decision"),
    path("sitemap/", views.site_map, name="site_map"),
    path("reading-places/", views.reading_places, name="reading_places"),
    path("fayanren/", views.spokespersons, name="spokespersons"),
    path("api/", include(api_urls)),
    path("", include(discovery_urls)),
    path("", include(wagtail_urls)),
]
