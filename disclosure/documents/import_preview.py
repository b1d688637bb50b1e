"""An uploaded file as an official compares it with what was recognised: all its text, in its order."""

from collections.abc import Iterator
from dataclasses import dataclass

from .importing.blocks import Annex, Article, Block, Heading, Image, Item, Paragraph, ParsedDocument, Table


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, table or picture of the source. `aside` says why it is not in the body; empty if it is."""

    place: int
    text: str = ""
    aside: str = ""
    heading: bool = False
    table: Table | None = None


def original_lines(parsed: ParsedDocument) -> list[Line]:
    """Everything in the file in its order, what was set aside included."""
    lines = [Line(aside.place, aside.text, aside.reason) for aside in parsed.set_aside]
    lines += _block_lines(parsed.blocks)
    for part in parsed.parts:
        lines.append(Line(part.place, "".join(part.heading) or part.title, heading=True))
        lines += _block_lines(part.blocks)
        for annex in part.annexes:
            lines += _annex_lines(annex)
    for annex in parsed.annexes:
        lines += _annex_lines(annex)
    return sorted(lines, key=lambda line: line.place)


def _annex_lines(annex: Annex) -> Iterator[Line]:
    yield Line(annex.place, " ".join(filter(None, [annex.label, *annex.heading])), heading=True)
    yield from _block_lines(annex.blocks)


def _block_lines(blocks: tuple[Block, ...]) -> Iterator[Line]:
    for block in blocks:
        match block:
            case Article():
                yield from _article_lines(block)
            case Heading():
                yield Line(block.place, f"{block.label} {block.text}", heading=True)
            case Item():
                yield Line(block.place, f"{block.label}{block.text}")
            case Paragraph():
                yield Line(block.place, block.text)
            case Table():
                yield Line(block.place, table=block)
            case Image():
                yield Line(block.place, f"〔图片：{block.alt or block.name or '无文字说明'}〕")


def _article_lines(article: Article) -> Iterator[Line]:
    """The label stands on the line of its first paragraph, as printed."""
    rest = list(_block_lines(article.children))
    first = rest.pop(0) if rest and rest[0].table is None and rest[0].place == article.place else None
    yield Line(article.place, f"{article.label} {first.text}" if first else article.label)
    yield from rest
