"""How pictures leave the server, and the screens that delete files."""

from pathlib import PurePath
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import add_never_cache_headers, patch_cache_control
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.documents.views.documents import DeleteView as DocumentDeleteView
from wagtail.images import get_image_model
from wagtail.images.views.images import DeleteView as ImageDeleteView
from wagtail.users.models import UserProfile

from foundation.organisations.models import User

from .file_models import FileKind
from .files import is_public, may_open, refusal

# A picture that is taken down is gone from every cache within five minutes.
PUBLIC_SECONDS = 300
_TYPES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
}


def _send(file: Any, *, public: bool) -> HttpResponseBase:
    """The bytes, never run as a page of ours. What the public may not have is kept out of every cache."""
    try:
        handle = file.storage.open(file.name, "rb")
    except FileNotFoundError:
        raise Http404("文件不存在。") from None
    suffix = PurePath(file.name).suffix.lower()
    response = FileResponse(handle, content_type=_TYPES.get(suffix, "application/octet-stream"))
    response["Content-Security-Policy"] = "default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    if public:
        patch_cache_control(response, public=True, max_age=PUBLIC_SECONDS)
    else:
        add_never_cache_headers(response)
    return response


def _of_rendition(name: str, user: User | AnonymousUser) -> tuple[Any, bool]:
    renditions = get_image_model().get_rendition_model().objects.select_related("image")
    rendition = get_object_or_404(renditions, file=name)
    return rendition.file, is_public(FileKind.IMAGE, rendition.image_id) or _opened(rendition.image, user)


def _opened(image: Any, user: User | AnonymousUser) -> bool:
    """False: not public. Raises Http404 for those who may not even open it as a draft."""
    if not may_open(user, image):
        raise Http404("文件不存在。")
    return False


def media(request: HttpRequest, name: str) -> HttpResponseBase:
    """A picture below MEDIA_URL: renditions of what is live; to staff also drafts, originals and portraits.

    Nothing else that lies there, documents least of all, has an address.
    """
    folder = name.partition("/")[0]
    if folder == "images":
        file, public = _of_rendition(name, request.user)
    elif folder == "original_images":
        image = get_object_or_404(get_image_model(), file=name)
        file, public = image.file, _opened(image, request.user)
    elif folder == "avatar_images" and request.user.has_perm("wagtailadmin.access_admin"):
        file, public = get_object_or_404(UserProfile, avatar=name).avatar, False
    else:
        raise Http404("文件不存在。")
    return _send(file, public=public)


class KeepsSealed(generic.DeleteView):
    """A delete screen that says why a sealed file stays."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self._refused() or super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self._refused() or super().post(request, *args, **kwargs)

    def _refused(self) -> HttpResponse | None:
        why_not = refusal(self.object, "删除")
        if not why_not:
            return None
        messages.error(self.request, why_not)
        return redirect(self.index_url_name)


class DeleteDocument(KeepsSealed, DocumentDeleteView):
    """In place of Wagtail's."""


class DeleteImage(KeepsSealed, ImageDeleteView):
    """In place of Wagtail's."""
