"""Accepting the tracked changes of a Word part, and taking comment marks and hidden text out of it."""

from lxml import etree

from .docx import W

_REMOVED = tuple(
    f"{W}{name}"
    for name in (
        "del", "moveFrom", "commentRangeStart", "commentRangeEnd", "moveFromRangeStart", "moveFromRangeEnd",
        "moveToRangeStart", "moveToRangeEnd", "customXmlInsRangeStart", "customXmlInsRangeEnd",
        "customXmlDelRangeStart", "customXmlDelRangeEnd", "rPrChange", "pPrChange", "tblPrChange",
        "tblPrExChange", "tcPrChange", "trPrChange", "tblGridChange", "sectPrChange", "numberingChange",
    )
)  # fmt: skip
_UNWRAPPED = (f"{W}ins", f"{W}moveTo")


def accept_changes(root: etree._Element) -> None:
    """Leave the text as the last editor wanted it."""
    _remove_deleted_rows(root)
    _join_over_deleted_marks(root)
    for node in list(root.iter(*_REMOVED)):
        _remove(node)
    for node in list(root.iter(*_UNWRAPPED)):
        _unwrap(node)
    for reference in list(root.iter(f"{W}commentReference")):
        _remove(next(reference.iterancestors(f"{W}r"), reference))
    for vanish in list(root.iter(f"{W}vanish")):
        run = next(vanish.iterancestors(f"{W}r"), None)
        if run is not None and vanish.get(f"{W}val", "true") not in ("0", "false", "off"):
            _remove(run)


def _remove_deleted_rows(root: etree._Element) -> None:
    for mark in list(root.iterfind(f".//{W}trPr/{W}del")):
        _remove(mark.getparent().getparent())


def _join_over_deleted_marks(root: etree._Element) -> None:
    """A paragraph whose end was deleted runs on into the next one."""
    marked = [mark.getparent().getparent().getparent() for mark in root.iterfind(f".//{W}pPr/{W}rPr/{W}del")]
    for paragraph in reversed(marked):
        following = paragraph.getnext()
        if following is None or following.tag != f"{W}p":
            continue
        properties = following.find(f"{W}pPr")
        at = 0 if properties is None else 1
        for node in reversed([child for child in paragraph if child.tag != f"{W}pPr"]):
            following.insert(at, node)
        paragraph.getparent().remove(paragraph)


def _remove(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _unwrap(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is None:
        return
    at = parent.index(node)
    for child in reversed(list(node)):
        parent.insert(at, child)
    parent.remove(node)
