"""Small addresses that help a reader: QR code, preview of a file, favourites, visits."""

from io import BytesIO
from pathlib import PurePath

import segno
from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from wagtail.documents import get_document_model
from wagtail.models import Page

from disclosure.documents.models import Attachment, InformationAttachment
from disclosure.documents.selectors import SHOWN_IN_PLACE
from foundation.signoff.file_models import FileKind
from foundation.signoff.files import is_public

from . import visits
from .serving import tags

LARGEST_KEY = 2**31 - 1  # of a page, in every database


def qr(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The address of a live page of this site as a QR code (二维码); never any other address."""
    page = get_object_or_404(Page.objects.live().public(), pk=pk, depth__gt=1)
    buffer = BytesIO()
    segno.make(request.build_absolute_uri(page.get_url(request) or "/"), error="m").save(
        buffer, kind="svg", scale=4, border=3, light="#fff", xmldecl=False
    )
    return tags.put(HttpResponse(buffer.getvalue(), content_type="image/svg+xml"), tags.of_page(pk))


def attachment(request: HttpRequest, pk: int, document_id: int) -> HttpResponseBase:
    """A file of a live page, opened in the browser. Only kinds that cannot run anything."""
    page = get_object_or_404(Page.objects.live().public(), pk=pk)
    belongs = any(
        model.objects.filter(page_id=page.pk, document_id=document_id).exists()
        for model in (Attachment, InformationAttachment)
    )
    document = get_object_or_404(get_document_model(), pk=document_id)
    content_type = SHOWN_IN_PLACE.get(PurePath(document.filename).suffix.lower())
    if not belongs or content_type is None or not is_public(FileKind.DOCUMENT, document.pk):
        raise Http404("没有可以预览的文件。")
    try:
        handle = document.file.open("rb")
    except OSError:
        raise Http404("文件在服务器上找不到。") from None
    response = FileResponse(handle, content_type=content_type, filename=document.filename)
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return tags.put(response, tags.of_page(pk))


@tags.public()
def favourites(request: HttpRequest) -> HttpResponse:
    """我的收藏: an empty list that the reader's browser fills from its own store."""
    return render(request, "portal/favourites.html")


@csrf_exempt  # changes no more than a counter, for anybody, without a login
@require_POST
def visit(request: HttpRequest, pk: int) -> JsonResponse:
    """Count one visit. Whether the page is there is seen when the row is written."""
    if pk > LARGEST_KEY:
        raise Http404
    response = JsonResponse({"visits": visits.count(pk)})
    response["Cache-Control"] = "no-store"
    return response


def style_guide(request: HttpRequest) -> HttpResponse:
    """Every part of the design, live; in development only."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "portal/styleguide.html")
