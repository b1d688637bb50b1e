"""From paragraphs to chapters, sections, articles and items, with anchors."""

from collections import Counter
from collections.abc import Callable, Iterable

from .blocks import Article, Block, Heading, Image, Item, Paragraph, Table
from .markers import Marker, annex_list_first, article_marker, heading_marker, item_marker, toc_entry
from .raw import RawImage, RawItem, RawTable

Notify = Callable[[str, int | None], None]

_LEVEL_ANCHOR = {"编": "bian", "章": "zhang", "节": "jie"}
_LEVELS = ("编", "章", "节")


class Anchors:
    """Gives out anchors, none of them twice: the second `tiao-3` becomes `tiao-3-b2`."""

    def __init__(self):
        self._taken: Counter[str] = Counter()

    def take(self, wanted: str) -> str:
        """`wanted`, or `wanted` with the number of times it was wanted. No wanted anchor ends in -b2."""
        self._taken[wanted] += 1
        return wanted if self._taken[wanted] == 1 else f"{wanted}-b{self._taken[wanted]}"


class _Builder:
    """Builds the blocks of one text: the main body, one part or one annex."""

    def __init__(self, anchors: Anchors, prefix: str, notice: Notify, signature: frozenset[int]):
        self._anchors = anchors
        self._prefix = prefix
        self._notice = notice
        self._signature = signature
        self._blocks: list[Block] = []
        self._article: tuple[Marker, str, int] | None = None
        self._children: list[Block] = []
        self._headings: dict[str, int] = {}
        self._items: list[int] = [0, 0, 0, 0]
        self._last_article = 0
        self._in_annex_list = False

    def add(self, item: RawItem) -> None:
        """Append one paragraph, table or picture."""
        text = item.text
        if isinstance(item, RawTable):
            self._append(Table(item.rows, item.place))
        elif isinstance(item, RawImage):
            self._append(item.image)
        elif item.place in self._signature:
            self._close_article()
            self._append(Paragraph(text, item.place, "signature"))
        elif self._continues_annex_list(text):
            self._append(Paragraph(text, item.place, "annex_list"))
        elif heading := heading_marker(text):
            self._add_heading(heading, item.place)
        elif article := article_marker(text, self._last_article + 1):
            self._add_article(article, item.place)
        elif marker := item_marker(text):
            self._add_item(marker, item.place)
        else:
            self._append(Paragraph(text, item.place))

    def finish(self) -> tuple[Block, ...]:
        """The blocks built."""
        self._close_article()
        return tuple(self._blocks)

    def _append(self, block: Item | Paragraph | Table | Image) -> None:
        (self._blocks if self._article is None else self._children).append(block)

    def _continues_annex_list(self, text: str) -> bool:
        if annex_list_first(text):
            self._close_article()
            self._in_annex_list = True
        elif self._in_annex_list and not (item_marker(text) and toc_entry(text)):
            self._in_annex_list = False
        return self._in_annex_list

    def _close_article(self) -> None:
        if self._article is not None:
            marker, anchor, place = self._article
            self._blocks.append(Article(marker.label, marker.number, anchor, place, tuple(self._children)))
        self._article, self._children = None, []

    def _add_heading(self, marker: Marker, place: int) -> None:
        self._close_article()
        self._items = [0, 0, 0, 0]
        for level in _LEVELS[_LEVELS.index(marker.level) :]:
            self._headings.pop(level, None)
        self._headings[marker.level] = marker.number
        path = "-".join(f"{_LEVEL_ANCHOR[level]}-{n}" for level, n in self._headings.items())
        anchor = self._anchors.take(self._prefix + path)
        self._blocks.append(
            Heading(marker.level, marker.label, marker.number, marker.text.strip(), anchor, place)
        )

    def _add_article(self, marker: Marker, place: int) -> None:
        self._close_article()
        expected = self._last_article + 1
        if marker.suffix:
            pass  # 第三条之一 was inserted by an amendment and does not count
        elif marker.number == self._last_article:
            self._notice(f"“{marker.label}”重复出现，请核对条号", place)
        elif marker.number != expected and self._last_article:
            self._notice(
                f"“{marker.label}”与上一条（第 {self._last_article} 条）不连续，请核对是否缺条", place
            )
        self._last_article = marker.number
        self._items = [0, 0, 0, 0]
        suffix = f"-zhi-{marker.suffix}" if marker.suffix else ""
        anchor = self._anchors.take(f"{self._prefix}tiao-{marker.number}{suffix}")
        self._article = (marker, anchor, place)
        if marker.text.strip():
            self._children.append(Paragraph(marker.text.strip(), place))

    def _add_item(self, marker: Marker, place: int) -> None:
        level = int(marker.level)
        self._items[level - 1] = marker.number
        self._items[level:] = [0] * (4 - level)
        base = self._article[1] + "-" if self._article else self._prefix
        path = "-".join(str(number) for number in self._items[:level])
        anchor = self._anchors.take(f"{base}xiang-{path}")
        self._append(Item(level, marker.label, marker.number, marker.text.strip(), anchor, place))


def build_blocks(
    items: Iterable[RawItem],
    anchors: Anchors,
    prefix: str,
    notice: Notify,
    signature: frozenset[int] = frozenset(),
) -> tuple[Block, ...]:
    """The blocks of `items`, in order; anchors begin with `prefix` and are new to `anchors`.

    `signature` holds the places of the 落款 lines, `notice` is told of gaps in the numbering.
    """
    builder = _Builder(anchors, prefix, notice, signature)
    for item in items:
        builder.add(item)
    return builder.finish()
