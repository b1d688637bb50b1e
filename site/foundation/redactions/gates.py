"""An original is never part of a page, a redacted copy only after a second person has checked it."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from foundation.signoff.file_models import FileKind
from foundation.signoff.files import used_in
from foundation.signoff.gates import Reason

from .enums import State
from .models import Redaction


def redaction_gate(page: Any) -> Iterator[Reason]:
    """All reasons about the files of a page, wherever they stand in it. Two queries, none without files."""
    documents = dict(used_in(page)).get(FileKind.DOCUMENT, set())
    if not documents:
        return
    rows = Redaction.objects.filter(Q(original__in=documents) | Q(copy__in=documents))
    said: set[str] = set()
    for redaction in rows.select_related("original", "copy").prefetch_related("checks"):
        message = _objection(redaction, documents)
        if message and message not in said:
            said.add(message)
            yield Reason(message, "attachments")


def _objection(redaction: Redaction, documents: set[int]) -> str:
    if redaction.original_id in documents:
        return (
            f"“{redaction.original.title}”是遮盖件的原件，不能放入页面。请改用核对通过的遮盖件"
            f"“{redaction.copy.title}”。"
        )
    if redaction.state == State.WAITING:
        return f"遮盖件“{redaction.copy.title}”还没有由第二人核对，核对通过后才能送审。"
    if redaction.state == State.FAILED:
        return f"遮盖件“{redaction.copy.title}”核对未通过，请重新制作、登记后改用新的遮盖件。"
    return ""
