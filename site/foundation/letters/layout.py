"""Outlines of built-in templates: what stands in a letter, in the words of its fields. Pure.

Texts may hold ``{{ 字段 }}``. ``when`` names a field: the part is left out while the field is empty.
"""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Title:
    """标题."""

    text: str


@dataclass(frozen=True, slots=True)
class Addressee:
    """主送机关 or the person written to; a colon follows."""

    text: str = "{{ 收件人 }}"


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph of 正文."""

    text: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """一级标题 within the text."""

    text: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class Each:
    """Every paragraph of a field that holds several."""

    label: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of a table of facts."""

    label: str
    text: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """A table with a name and a value in each row."""

    rows: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A table filled from a field of rows; widths are parts of the text's width."""

    label: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    has_head: bool = True
    when: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """署名 and 成文日期; with the place of the seal (印章) unless it is a form inside the office."""

    is_sealed: bool = True


Block: TypeAlias = Title | Addressee | Text | Heading | Each | Facts | Listing | Signature
