"""Spellings of one text: blanks, full-width and ASCII characters."""

import re

_SPACE = re.compile(r"\s+")
_BLANKS = str.maketrans(
    dict.fromkeys("\xa0\u3000\u2002\u2003\u2009\t", " ") | dict.fromkeys("\u200b\ufeff\u2060")
)


# One character for one, so that positions found in the folded text hold in the original.
_FOLD = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {"\xa0": " ", "\u3000": " "}
)


def fold(text: str) -> str:
    """`text` with full-width letters, digits and punctuation in their ASCII forms, same length."""
    return text.translate(_FOLD)


def squeeze(text: str) -> str:
    """`text` folded and without any white space: how two spellings of one heading are compared."""
    return _SPACE.sub("", fold(text.translate(_BLANKS)))


def clean(text: str) -> str:
    """`text` with every kind of blank as a plain space, trimmed; blanks inside are kept."""
    return text.translate(_BLANKS).strip()


def words(text: str) -> tuple[str, ...]:
    """The words of a list written as one string, in order."""
    return tuple(text.split())
