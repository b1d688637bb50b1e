"""From a file as read to a `ParsedDocument`: page, contents, annexes, structure, ending."""

import hashlib

from .annexes import build_annexes, split_annexes
from .blocks import Notice, ParsedDocument, Part
from .contents import System, split_contents
from .ending import read_imprint, signature, take_note
from .limits import MAX_NOTICES
from .page import Page
from .raw import RawDocument, RawItem
from .structure import Anchors, build_blocks
from .surroundings import read_page


def assemble(raw: RawDocument, data: bytes, name: str) -> ParsedDocument:
    """The document in `raw`, which was read from `data`."""
    page = read_page(raw)
    body, notes = take_note(page.body, page.facts)
    for item in notes:
        page.put_aside("附注", item)
    split = split_contents(body, raw.notice)
    for item in split.contents:
        page.put_aside("目录", item)
    for item in split.repeated:
        page.put_aside("重复", item)
    anchors = Anchors()
    main, starts = split_annexes(split.main, raw.notice)
    blocks = build_blocks(main, anchors, "", raw.notice, _ending(main, body, page))
    parts = tuple(_part(system, anchors, raw) for system in split.systems)
    annexes = build_annexes(starts, anchors, "", raw.notice)
    if not (blocks or parts or annexes):
        raw.notice("未找到正文，请核对文件内容")
    facts = page.facts.build()
    if not facts.issuer:
        raw.notice("未见发布机构，请在草稿中填写")
    return ParsedDocument(
        name=name,
        format=raw.format,
        sha256=hashlib.sha256(data).hexdigest(),
        title=page.title,
        facts=facts,
        blocks=blocks,
        annexes=annexes,
        parts=parts,
        set_aside=tuple(sorted(page.set_aside, key=lambda aside: aside.place)),
        linked_files=tuple(raw.linked_files),
        notices=_notices(raw),
    )


def _notices(raw: RawDocument) -> tuple[Notice, ...]:
    """The notices in the order of the source, those about the whole file first."""
    notices = sorted(raw.notices, key=lambda notice: notice.place or 0)
    if len(notices) > MAX_NOTICES:
        more = Notice(f"另有 {len(notices) - MAX_NOTICES} 处需要核对，未逐一列出，请对照原件全面核对")
        notices = [*notices[:MAX_NOTICES], more]
    return tuple(notices)


def _ending(main: list[RawItem], body: list[RawItem], page: Page) -> frozenset[int]:
    read_imprint(body, page.facts)
    return signature(main, page.facts)


def _part(system: System, anchors: Anchors, raw: RawDocument) -> Part:
    anchor = anchors.take(f"zhidu-{system.number}")
    main, starts = split_annexes(system.items, raw.notice)
    return Part(
        number=system.number,
        title=system.title,
        heading=tuple(system.heading),
        blocks=build_blocks(main, anchors, f"{anchor}-", raw.notice),
        annexes=build_annexes(starts, anchors, f"{anchor}-", raw.notice),
        anchor=anchor,
        place=system.place,
    )
