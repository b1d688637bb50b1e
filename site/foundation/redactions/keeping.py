"""Both files stay as they were registered, and the original is served to nobody outside."""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest
from wagtail import hooks
from wagtail.documents import get_document_model

from foundation.signoff.files import may_open

from .models import Redaction
from .selectors import is_original


def keep_registered(file: Any, act: str) -> str:
    """Why a registered file may not be changed or deleted; empty for every other file."""
    if not isinstance(file, get_document_model()):
        return ""
    if not Redaction.objects.filter(Q(original=file.pk) | Q(copy=file.pk)).exists():
        return ""
    return f"该文件已登记为遮盖件或其原件，不能{act}。需要更正的，请重新制作遮盖件并另行登记。"


@hooks.register("before_serve_document", order=-2)
def keep_originals_inside(document: Any, request: HttpRequest) -> None:
    """404 to the public, whatever page an original may have got into."""
    if is_original(document.pk) and not may_open(request.user, document):
        raise Http404("文件不存在。")
