"""How a file that is not public reaches somebody who may read it."""

from typing import Any

from django.http import FileResponse, Http404


def private_file(file: Any, name: str = "", *, opens_pdf: bool = False) -> FileResponse:
    """A stored file as a download that no browser takes for a page; a PDF may open in place.

    Raises Http404 where nothing is stored.
    """
    if not file:
        raise Http404("没有这个文件。")
    name = name or file.name.rsplit("/", 1)[-1]
    in_place = opens_pdf and name.lower().endswith(".pdf")
    response = FileResponse(
        file.open("rb"),
        as_attachment=not in_place,
        filename=name,
        content_type="application/pdf" if in_place else "application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response
