"""What a caller gives for the fields of a letter, made fit to stand in a Word file. Pure."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from .kinds import LetterField, LetterKind, Shape

# Technical: a letter of that size is a mistake of the caller.
LONGEST_TEXT, MOST_ROWS = 50_000, 5_000
_KEPT = "\n\t"


class WrongFields(ValueError):
    """The caller's fields are not those of the kind."""


def plain(text: Any) -> str:
    """The text without control characters, which XML cannot hold and the renderer would take for layout.

    Always a bare string: one that is marked as safe markup would pass the escaping.
    """
    lines = str(text or "").replace("\r\n", "\n").replace("\r", "\n")[:LONGEST_TEXT]
    return "".join(c for c in lines if c in _KEPT or not _is_hidden(c)).strip("\n")


def _is_hidden(character: str) -> bool:
    """Control characters, halves of pairs, and those that turn the direction of writing."""
    return unicodedata.category(character) in ("Cc", "Cs", "Cf", "Zl", "Zp") or character in "\ufffe\uffff"


def value_of(field: LetterField, given: Any) -> Any:
    """One value as a template reads it: text, a list of texts, or a list of rows by column."""
    match field.shape:
        case Shape.TEXT:
            return plain(given)
        case Shape.PARAGRAPHS:
            lines = given.splitlines() if isinstance(given, str) else given or []
            return [text for line in lines for text in plain(line).split("\n") if text.strip()][:MOST_ROWS]
    rows = [[plain(cell) for cell in row] for row in list(given or [])[:MOST_ROWS]]
    if wrong := [row for row in rows if len(row) != len(field.columns)]:
        raise WrongFields(f"{field.name}: {len(field.columns)} columns wanted, {len(wrong[0])} given")
    return [dict(zip(field.columns, row, strict=True)) for row in rows]


def values_of(kind: LetterKind, given: Mapping[str, Any]) -> dict[str, Any]:
    """Values by the words of templates. Raises WrongFields for a field too many or too few."""
    wanted = {field.name for field in kind.fields}
    if wanted != given.keys():
        wrong = "、".join(sorted(wanted ^ given.keys()))
        raise WrongFields(f"{kind.key}: {wrong}")
    return {field.label: value_of(field, given[field.name]) for field in kind.fields}


def kept_of(kind: LetterKind, given: Mapping[str, Any]) -> dict[str, Any]:
    """The same without what is personal: what the record of the letter keeps. Raises WrongFields."""
    personal = {field.label for field in kind.fields if field.is_personal}
    return {label: value for label, value in values_of(kind, given).items() if label not in personal}


def samples_of(kind: LetterKind) -> dict[str, Any]:
    """Sample values of a kind's own fields, by name."""
    return {field.name: field.sample for field in kind.fields}
