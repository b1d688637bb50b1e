"""Texts that every page of sign-off has, whatever its type."""

from collections.abc import Iterator
from typing import Any

from foundation.signoff.pages import SignedPage

from .registry import TextPart


def change_note(page: Any) -> Iterator[TextPart]:
    """更正说明: the public reads it in the list of corrections."""
    if isinstance(page, SignedPage) and page.change_note:
        yield TextPart("change_note", "更正说明", page.change_note, "段")
