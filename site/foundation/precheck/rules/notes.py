"""The note at 附注 position: （此件主动公开）, （此件依申请公开）, （此件不予公开）; row R-046."""

import re
from enum import StrEnum

_NOTE = re.compile(r"[(\[【]\s*此件\s*(公开发布|主动公开|依申请公开|不予公开|不公开)\s*[)\]】]")


class PrintedNote(StrEnum):
    """What the note of a printed document says. 此件公开发布 means the same as 此件主动公开."""

    PROACTIVE = "主动公开"
    ON_REQUEST = "依申请公开"
    WITHHELD = "不予公开"


_MEANING = {
    "公开发布": PrintedNote.PROACTIVE,
    "主动公开": PrintedNote.PROACTIVE,
    "依申请公开": PrintedNote.ON_REQUEST,
    "不予公开": PrintedNote.WITHHELD,
    "不公开": PrintedNote.WITHHELD,
}


def printed_note(text: str) -> PrintedNote | None:
    """The last such note of a plain text, which is the document's own; None when there is none."""
    notes = _NOTE.findall(text)
    return _MEANING[notes[-1]] if notes else None
