"""robots.txt: what crawlers leave alone, and where the site map is."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from portal.serving.tags import public

# Every query has an address: a crawler would never end. Work screens and personal calendars are nobody's to index.
CLOSED = ("/admin/", "/search/", "/calendar/", "/huizhi/")


@public()
def robots(request: HttpRequest) -> HttpResponse:
    """The same for every crawler."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED)]
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('sitemap_index'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
