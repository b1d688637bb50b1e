"""Word files as answers to a request."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NOT_IN_NAMES = '\\/:*?"<>|'
# Windows refuses longer paths.
_LONGEST_NAME = 120


def word_file(data: bytes, name: str) -> HttpResponse:
    """A download that no cache keeps; ``name`` is given without its extension."""
    harmless = "".join("_" if c in _NOT_IN_NAMES or not c.isprintable() else c for c in name)[:_LONGEST_NAME]
    response = HttpResponse(data, content_type=_WORD)
    response.headers["Content-Disposition"] = (
        content_disposition_header(True, f"{harmless}.docx") or "attachment"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
