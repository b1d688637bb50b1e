"""What a file is read into: frozen values, plain text only, in the order of the source."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from .numbers import DocumentNumber


@dataclass(frozen=True, slots=True)
class Notice:
    """Something an official must check. `place` is the line or paragraph in the source, from 1."""

    message: str
    place: int | None = None
    unit: str = "段"

    def __str__(self) -> str:
        return self.message if self.place is None else f"第 {self.place} {self.unit}：{self.message}"


@dataclass(frozen=True, slots=True)
class Heading:
    """A 编, 章 or 节 heading; `level` is that word."""

    level: str
    label: str
    number: int
    text: str
    anchor: str
    place: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`kind` is body, annex_list (附件:1.…) or signature (落款: issuer or date at the end)."""

    text: str
    place: int
    kind: str = "body"


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered paragraph: level 1 is 一、, 2 is (一), 3 is 1. and 4 is (1); `label` as printed."""

    level: int
    label: str
    number: int
    text: str
    anchor: str
    place: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; a merged cell appears once, at its upper left corner, with its spans."""

    text: str
    colspan: int = 1
    rowspan: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[tuple[Cell, ...], ...]
    place: int


@dataclass(frozen=True, slots=True)
class Image:
    """A raster picture whose content was checked to be `content_type`."""

    data: bytes = field(repr=False)
    content_type: str = ""
    name: str = ""
    alt: str = ""
    width: int = 0
    height: int = 0
    place: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """A 条 with everything up to the next 条 or heading; the text after its label comes first."""

    label: str
    number: int
    anchor: str
    place: int
    children: tuple["Block", ...] = ()


Block = Heading | Article | Item | Paragraph | Table | Image


@dataclass(frozen=True, slots=True)
class Annex:
    """附件. `label` as printed (附件1), empty when only its title shows that it begins."""

    label: str
    number: int
    title: str
    heading: tuple[str, ...]
    blocks: tuple[Block, ...]
    anchor: str
    place: int


@dataclass(frozen=True, slots=True)
class Part:
    """One system (制度) of a compilation (汇编): `title` as in its table of contents,
    `heading` the lines printed over the text."""

    number: int
    title: str
    heading: tuple[str, ...]
    blocks: tuple[Block, ...]
    annexes: tuple[Annex, ...]
    anchor: str
    place: int


@dataclass(frozen=True, slots=True)
class HeaderFacts:
    """What the page or file says about the document; empty where it says nothing."""

    index_number: str = ""  # 索引号
    name: str = ""  # 名称
    document_number: str = ""  # 文号 as printed
    issuer: str = ""  # 发布机构
    source: str = ""  # 信息来源
    written_on: date | None = None  # 成文日期
    printed_on: date | None = None  # 印发日期
    published_at: date | datetime | None = None  # 发布日期, 发布时间
    effective_on: date | None = None  # 施行日期
    expires_on: date | None = None  # 失效日期
    subject: str = ""  # 主题分类
    category: str = ""  # 组配分类
    genre: str = ""  # 体裁, 文种
    validity: str = ""  # 有效性
    keywords: str = ""  # 主题词
    phone: str = ""  # 咨询电话
    overview: str = ""  # 内容概述
    openness: str = ""  # 主动公开, 依申请公开 or 不予公开
    openness_note: str = ""  # 附注 as printed: 此件公开发布
    site_host: str = ""  # 主办单位 in the footer of the saved page
    number: DocumentNumber | None = None  # `document_number` understood


@dataclass(frozen=True, slots=True)
class SetAside:
    """Text of the source that is not in the body. `reason`: 导航, 文件头, 标题, 目录, 附注, 页脚, 重复."""

    reason: str
    text: str
    place: int


@dataclass(frozen=True, slots=True)
class LinkedFile:
    """A file or a picture a saved web page links to; it was not fetched."""

    text: str
    href: str
    is_image: bool = False


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """One file. Reading order of the body: `blocks`, then `parts`, then `annexes`."""

    name: str
    format: str  # txt, html or docx
    sha256: str
    title: str
    facts: HeaderFacts
    blocks: tuple[Block, ...]
    annexes: tuple[Annex, ...] = ()
    parts: tuple[Part, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    linked_files: tuple[LinkedFile, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """The notices as Chinese sentences that name their place."""
        return tuple(str(notice) for notice in self.notices)

    def texts(self) -> Iterator[str]:
        """Every piece of body text in reading order, headings of parts and annexes included."""
        yield from block_texts(self.blocks)
        for part in self.parts:
            yield from part.heading
            yield from block_texts(part.blocks)
            yield from _annex_texts(part.annexes)
        yield from _annex_texts(self.annexes)

    def anchors(self) -> Iterator[str]:
        """Every anchor of the document in reading order; no two are the same."""
        yield from _block_anchors(self.blocks)
        for part in self.parts:
            yield part.anchor
            yield from _block_anchors(part.blocks)
            yield from _annex_anchors(part.annexes)
        yield from _annex_anchors(self.annexes)


def block_texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The text of `blocks`, labels as printed, one string for each paragraph or cell."""
    for block in blocks:
        match block:
            case Article():
                yield block.label
                yield from block_texts(block.children)
            case Heading() | Item():
                yield f"{block.label}{block.text}"
            case Table():
                yield from (cell.text for row in block.rows for cell in row if cell.text)
            case Paragraph():
                yield block.text


def _annex_texts(annexes: tuple[Annex, ...]) -> Iterator[str]:
    for annex in annexes:
        if annex.label:
            yield annex.label
        yield from annex.heading
        yield from block_texts(annex.blocks)


def _annex_anchors(annexes: tuple[Annex, ...]) -> Iterator[str]:
    for annex in annexes:
        yield annex.anchor
        yield from _block_anchors(annex.blocks)


def _block_anchors(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Heading | Article | Item):
            yield block.anchor
        if isinstance(block, Article):
            yield from _block_anchors(block.children)
