"""Kinds of letters and their fields. Apps register theirs in ``AppConfig.ready()``."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from .layout import Block

Value = str | Sequence[str] | Sequence[Sequence[str]]


class Shape(StrEnum):
    """What a field holds."""

    TEXT = "文字"
    PARAGRAPHS = "多个自然段"
    ROWS = "表格各行"


@dataclass(frozen=True, slots=True)
class LetterField:
    """A parameter of a letter. ``label`` stands between the braces of a template: ``{{ 收件人 }}``.

    What ``is_personal`` (a citizen's name or own words) stands in the letter's file and in no column of its record.
    """

    name: str
    label: str
    sample: Value
    shape: Shape = Shape.TEXT
    columns: tuple[str, ...] = ()
    is_personal: bool = False

    def __post_init__(self) -> None:
        for word in (self.label, *self.columns):
            if not word.isidentifier():
                raise ValueError(f"A template cannot name “{word}”: letters, digits and _ only.")
        if (self.shape == Shape.ROWS) != bool(self.columns):
            raise ValueError(f"Rows have columns, and nothing else has: {self.name}.")


def rows_field(name: str, label: str, columns: Iterable[str], *samples: Sequence[str]) -> LetterField:
    """A field that fills the rows of a table."""
    return LetterField(name, label, samples, Shape.ROWS, tuple(columns))


# Filled by this app in every letter; no kind may use the words for fields of its own.
COMMON = (
    LetterField("letterhead", "发文机关标志", "示范县人民政府办公室"),
    LetterField("signature", "署名", "示范县人民政府办公室"),
    LetterField("number", "文号", "示政办公开〔2026〕1号"),
    LetterField("date", "成文日期", "2026年3月2日"),
    LetterField("address", "机关地址", "示范县城关镇人民路1号"),
    LetterField("postcode", "邮政编码", "322000"),
    LetterField("phone", "联系电话", "0579-00000000"),
)


@dataclass(frozen=True, slots=True)
class LetterKind:
    """A kind of letter (文种).

    ``basis`` cites why the letter exists, ``outline`` is the built-in template, ``series`` the 文号 word of its
    series (empty: a form without a number). ``may_see(subject, user)`` decides who may download a stored letter.
    """

    key: str
    label: str
    basis: str
    fields: tuple[LetterField, ...]
    outline: tuple[Block, ...]
    may_see: Callable[[Any, Any], bool]
    series: str = ""
    has_letterhead: bool = True

    @property
    def all_fields(self) -> tuple[LetterField, ...]:
        """Its own and those that every letter has."""
        return (*self.fields, *COMMON)


class UnknownKind(LookupError):
    """No app registered this key."""


_kinds: dict[str, LetterKind] = {}


def register_letter(kind: LetterKind) -> LetterKind:
    """Offer a kind of letter. Raises ValueError for a key or a field that is there already."""
    labels = [field.label for field in kind.all_fields]
    if kind.key in _kinds or len(set(labels)) < len(labels):
        raise ValueError(f"A letter or one of its fields is registered twice: {kind.key}")
    _kinds[kind.key] = kind
    return kind


def letter_kind(key: str) -> LetterKind:
    """The kind of this key. Raises UnknownKind."""
    try:
        return _kinds[key]
    except KeyError:
        raise UnknownKind(key) from None


def all_kinds() -> list[LetterKind]:
    """In the order of registration."""
    return list(_kinds.values())
