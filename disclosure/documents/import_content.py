"""A parsed file as the body of a document: raw StreamField data of `blocks.DocumentBody`. No query.

Pictures stay values of the parser until the import is carried out.
"""

from collections.abc import Iterable
from html import escape
from typing import Any

from .importing.blocks import (
    Annex,
    Article,
    Block,
    Heading,
    Image,
    Item,
    Paragraph,
    ParsedDocument,
    Part,
    Table,
)

# A heading stands on one line; what is longer, or holds a sentence, is the text of a clause.
HEADING_CHARS = 40
_HEADING_LEVELS = {"编": "part", "章": "chapter", "节": "section"}
_SENTENCE_MARKS = "。;!?\uff1b\uff01\uff1f"


def body_blocks(parsed: ParsedDocument) -> list[dict[str, Any]]:
    """The body in reading order: main text, the parts of a compilation, annexes. Anchors are the parser's."""
    body = _Body()
    body.add(parsed.blocks)
    for part in parsed.parts:
        body.add_part(part)
    for annex in parsed.annexes:
        body.add_annex(annex, "part")
    return body.finish()


def rich_text(lines: Iterable[str]) -> str:
    """Lines of plain text as paragraphs; nothing in them is read as markup."""
    return "".join(f"<p>{escape(line, quote=False).replace(chr(10), '<br/>')}</p>" for line in lines if line)


def table_data(table: Table) -> dict[str, Any]:
    """The value of a table block; merged cells keep their place and span."""
    grid: dict[tuple[int, int], str] = {}
    merged, hidden = [], []
    for row, cells in enumerate(table.rows):
        column = 0
        for cell in cells:
            while (row, column) in grid:
                column += 1
            covered = [
                (row + down, column + right) for down in range(cell.rowspan) for right in range(cell.colspan)
            ]
            grid.update(dict.fromkeys(covered, ""))
            grid[row, column] = cell.text
            if len(covered) > 1:
                merged.append({"row": row, "col": column, "rowspan": cell.rowspan, "colspan": cell.colspan})
                hidden += [{"row": down, "col": right, "hidden": True} for down, right in covered[1:]]
    height = max((row for row, _ in grid), default=-1) + 1
    width = max((column for _, column in grid), default=-1) + 1
    has_header = bool(table.rows and table.rows[0]) and all(cell.header for cell in table.rows[0])
    return {
        "data": [[grid.get((row, column), "") for column in range(width)] for row in range(height)],
        "cell": hidden,
        "mergeCells": merged,
        "first_row_is_table_header": has_header,
        "first_col_is_header": False,
        "table_header_choice": "row" if has_header else "neither",
        "table_caption": "",
    }


class _Body:
    """Collects blocks; running paragraphs are kept together, in the clause they belong to if there is one."""

    def __init__(self) -> None:
        self._blocks: list[dict[str, Any]] = []
        self._lines: list[str] = []
        self._clause: tuple[str, str] | None = None  # number and anchor

    def finish(self) -> list[dict[str, Any]]:
        self._close()
        return self._blocks

    def add(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            match block:
                case Heading():
                    text = f"{block.label} {block.text}".strip()
                    self._heading(_HEADING_LEVELS[block.level], text, block.anchor)
                case Article():
                    self._open_clause(block.label, block.anchor)
                    for child in block.children:
                        self._add_running(child)
                    self._close()
                case Item(level=1):
                    self._first_level(block)
                case _:
                    self._add_running(block)

    def add_part(self, part: Part) -> None:
        self._heading("part", "".join(part.heading) or part.title, part.anchor)
        self.add(part.blocks)
        for annex in part.annexes:
            self.add_annex(annex, "chapter")

    def add_annex(self, annex: Annex, level: str) -> None:
        text = f"{annex.label} {annex.title}".strip() or f"附件{annex.number}"
        self._heading(level, text, annex.anchor)
        # Names of bodies printed over the title.
        self._lines += [line for line in annex.heading if line not in annex.title]
        self._close()
        self.add(annex.blocks)

    def _add_running(self, block: Block) -> None:
        """What goes on in the text that is open; a table or a picture ends it."""
        match block:
            case Item():
                self._lines.append(f"{block.label}{block.text}")
            case Table():
                self._put("table", table_data(block))
            case Image():
                value = {"image": block, "alt_text": block.alt, "decorative": False}
                self._put("figure", {"image": value, "caption": ""})
            case Paragraph():
                if block.kind != "body":
                    self._close()
                self._lines.append(block.text)

    def _first_level(self, item: Item) -> None:
        """一、: a heading when it reads like one, else a clause of its own."""
        text = item.text.strip()
        if len(text) <= HEADING_CHARS and not any(mark in text[:-1] for mark in _SENTENCE_MARKS):
            self._heading("heading", f"{item.label}{text}", item.anchor)
        else:
            self._open_clause(item.label, item.anchor)
            self._lines.append(text)

    def _heading(self, level: str, text: str, anchor: str) -> None:
        self._put("heading", {"level": level, "text": text, "anchor": anchor})

    def _open_clause(self, number: str, anchor: str) -> None:
        self._close()
        self._clause = (number, anchor)

    def _close(self) -> None:
        """Write the open clause or the collected paragraphs."""
        if self._clause:
            number, anchor = self._clause
            value = {"number": number, "text": rich_text(self._lines), "anchor": anchor}
            self._blocks.append({"type": "article", "value": value})
        elif self._lines:
            self._blocks.append({"type": "text", "value": rich_text(self._lines)})
        self._lines, self._clause = [], None

    def _put(self, kind: str, value: Any) -> None:
        self._close()
        self._blocks.append({"type": kind, "value": value})
