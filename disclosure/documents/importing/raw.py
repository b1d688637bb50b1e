"""What every reader produces, before its structure is understood."""

from dataclasses import dataclass, field

from .blocks import Cell, Image, LinkedFile, Notice
from .limits import MAX_PARAGRAPHS
from .problems import ImportProblem


@dataclass(frozen=True, slots=True)
class RawParagraph:
    """One non-empty paragraph. `content` is False outside the main text of a web page."""

    text: str
    place: int
    content: bool = True


@dataclass(frozen=True, slots=True)
class RawTable:
    rows: tuple[tuple[Cell, ...], ...]
    place: int
    content: bool = True

    @property
    def text(self) -> str:
        """Empty: what is looked for in paragraphs is not found in a table."""
        return ""


@dataclass(frozen=True, slots=True)
class RawImage:
    image: Image
    place: int
    content: bool = True

    @property
    def text(self) -> str:
        """Empty, as for a table."""
        return ""


RawItem = RawParagraph | RawTable | RawImage


@dataclass(slots=True)
class RawDocument:
    """A file as read: its items in order. `unit` is what a place counts: 行 or 段.

    `title` is named as the title by the file, `title_hint` only probably so; `meta` holds fields
    of `HeaderFacts`.
    """

    format: str
    unit: str
    items: list[RawItem] = field(default_factory=list)
    title: str = ""
    title_hint: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    linked_files: list[LinkedFile] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def add(self, item: RawItem) -> None:
        """Append an item. Raises `ImportProblem` when there are too many."""
        if len(self.items) >= MAX_PARAGRAPHS:
            raise ImportProblem(f"文件超过 {MAX_PARAGRAPHS} 段，请拆分后重新上传")
        self.items.append(item)

    def notice(self, message: str, place: int | None = None) -> None:
        """Record something an official must check."""
        self.notices.append(Notice(message, place, self.unit))
