"""One spelling for scanning. Characters are replaced one by one, so that offsets stay those of the original."""

import re

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
# Among them those of no width, and what PDF text has where a line broke inside a word.
_SPACES = dict.fromkeys([0x00A0, 0x00AD, 0x3000, 0x202F, *range(0x2000, 0x200E), 0x2060, 0xFEFF, 0xFFFE], " ")
_DASHES = dict.fromkeys([*range(0x2010, 0x2016), 0x2212], "-")
_TABLE = _FULL_WIDTH | _SPACES | _DASHES
_SPACE = re.compile(r"\s+")


def plain(text: str) -> str:
    """Full-width characters as half-width, every kind of space and dash as one; the length is unchanged."""
    return text.translate(_TABLE)


def compact(text: str) -> tuple[str, list[int]]:
    """A plain text without white space, and for each character left its offset in the text given.

    A word that a line break of a PDF cuts in two is whole again.
    """
    kept = [index for index, char in enumerate(text) if not char.isspace()]
    return _SPACE.sub("", text), kept


def before(text: str, start: int, length: int) -> str:
    """What stands before a place on the same line, at most `length` characters, without spaces."""
    line = text[max(0, start - length) : start].rpartition("\n")[2]
    return _SPACE.sub("", line)


def after(text: str, end: int, length: int) -> str:
    """What stands behind a place on the same line, at most `length` characters, without spaces."""
    return _SPACE.sub("", text[end : end + length].partition("\n")[0])
