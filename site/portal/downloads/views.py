"""A live page as a file."""

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import content_disposition_header
from wagtail.models import Page

from portal.serving import tags

from .formats import FORMATS
from .paper import paper_of

KEPT_SECONDS = 3600
_LONGEST_NAME = 80  # characters; Windows takes 255 bytes for the whole


def download(request: HttpRequest, pk: int, extension: str) -> HttpResponseBase:
    """Exactly what is live now, kept by revision and by day, because validity changes with the day."""
    form = FORMATS.get(extension)
    page = get_object_or_404(Page.objects.live().public(), pk=pk)
    if form is None or not form.is_there() or page.depth <= 1:
        raise Http404("没有这种下载格式。")
    address = request.build_absolute_uri(page.get_url(request) or "/")
    key = f"download:{pk}:{page.live_revision_id}:{timezone.localdate()}:{extension}:{address}"
    content = cache.get(key)
    if content is None:
        paper = paper_of(page.specific, address)
        if paper is None:
            raise Http404("本页不提供下载。")
        content = form.make(paper)
        cache.set(key, content, KEPT_SECONDS)
    response = HttpResponse(content, content_type=form.content_type)
    response["Content-Disposition"] = content_disposition_header(
        True, f"{page.title[:_LONGEST_NAME]}.{extension}"
    )
    response["X-Content-Type-Options"] = "nosniff"
    return tags.put(response, tags.of_page(pk))
