"""Cleaning Office files part by part: what is not touched stays byte for byte as the office made it."""

import zipfile
from io import BytesIO
from posixpath import basename, dirname, join, normpath

from lxml import etree

from .clean_other import clean_image
from .clean_word import accept_changes
from .content import Unreadable
from .package import Package, is_comment_part, parse_xml

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_CONTENT_TYPE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"
_VML_SHAPE = "{urn:schemas-microsoft-com:vml}shape"
_VML_DATA = "{urn:schemas-microsoft-com:office:excel}ClientData"
_NAMING_ELEMENTS = {
    "creator", "lastModifiedBy", "keywords", "description", "category", "Company", "Manager", "Template",
}  # fmt: skip
_STORIES = ("word/document", "word/header", "word/footer", "word/footnotes", "word/endnotes")


def clean_office(data: bytes) -> bytes:
    """Tracked changes accepted; comments, hidden text of Word, properties and EXIF of pictures removed.

    Hidden sheets stay: formulas may rest on them. Raises Unreadable.
    """
    package = Package(data)
    dropped = {name for name in package.names() if _is_dropped(name)}
    # With a part go the relations that it alone holds.
    dropped |= {join(dirname(name), "_rels", f"{basename(name)}.rels") for name in dropped}
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in package.entries:
            if entry.is_dir() or entry.filename in dropped:
                continue
            target.writestr(entry.filename, _cleaned(package, entry.filename, dropped))
    return out.getvalue()


def _is_dropped(name: str) -> bool:
    return (
        is_comment_part(name)
        or name.startswith("xl/persons/")
        or name in ("docProps/custom.xml", "word/people.xml", "ppt/authors.xml")
    )


def _cleaned(package: Package, name: str, dropped: set[str]) -> bytes:
    if name in ("docProps/core.xml", "docProps/app.xml"):
        return _edited(package, name, _without_names)
    if name == "[Content_Types].xml":
        return _edited(package, name, lambda root: _without_types(root, dropped))
    if name.endswith(".rels"):
        return _edited(package, name, lambda root: _without_relations(root, name, dropped))
    if name.startswith(_STORIES) and name.endswith(".xml"):
        return _edited(package, name, accept_changes)
    if name == "word/settings.xml":
        return _edited(package, name, _without_tracking)
    if name.startswith("xl/drawings/") and name.endswith(".vml"):
        return _without_note_shapes(package.read(name))
    if "/media/" in name and name.lower().endswith((".jpg", ".jpeg", ".png")):
        return _clean_picture(package.read(name))
    return package.read(name)


def _edited(package: Package, name: str, edit) -> bytes:
    root = parse_xml(package.read(name))
    edit(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _without_names(root: etree._Element) -> None:
    for element in list(root):
        if etree.QName(element).localname in _NAMING_ELEMENTS:
            root.remove(element)


def _without_types(root: etree._Element, dropped: set[str]) -> None:
    for override in root.findall(_CONTENT_TYPE):
        if override.get("PartName", "").lstrip("/") in dropped:
            root.remove(override)


def _without_relations(root: etree._Element, name: str, dropped: set[str]) -> None:
    folder = dirname(dirname(name))
    for relation in root.findall(_RELATION):
        target = relation.get("Target", "")
        part = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
        if part in dropped:
            root.remove(relation)


def _without_tracking(root: etree._Element) -> None:
    for element in list(root):
        if etree.QName(element).localname in ("trackRevisions", "rsids", "attachedTemplate"):
            root.remove(element)


def _without_note_shapes(data: bytes) -> bytes:
    """The boxes of comments go; buttons and other controls in the same drawing stay."""
    root = etree.fromstring(
        data, etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    )
    for shape in root.findall(_VML_SHAPE):
        client = shape.find(_VML_DATA)
        if client is not None and client.get("ObjectType") == "Note":
            root.remove(shape)
    return etree.tostring(root)


def _clean_picture(data: bytes) -> bytes:
    try:
        return clean_image(data)
    except Unreadable:
        return data  # a picture Word shows and Pillow does not is kept as it is
