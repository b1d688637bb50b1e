"""Office files as zip archives that may be built to do harm: sizes are checked in the listing and again while
unpacking, and XML is parsed without entities, network or endless depth."""

import zipfile
import zlib
from io import BytesIO

from lxml import etree

from .content import Unreadable
from .limits import (
    MAX_COMPRESSION_RATIO,
    MAX_ENTRIES,
    MAX_PART_BYTES,
    MAX_UNPACKED_BYTES,
    RATIO_CHECKED_FROM_BYTES,
)

_DAMAGED = "文件已损坏，请重新打开并另存后再上传"
_CHUNK = 64 * 1024
_OLE_MAGIC = b"\xd0\xcf\x11\xe0"


def parse_xml(data: bytes) -> etree._Element:
    """The root element. Raises Unreadable for broken XML and for XML with a document type."""
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
        raise Unreadable("文件含有外部定义，不是办公软件正常保存的文件，请另存后再上传")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise Unreadable(_DAMAGED) from None


class Package:
    """The parts of an Office file, unpacked on demand. Raises Unreadable."""

    def __init__(self, data: bytes):
        if data.startswith(_OLE_MAGIC):
            raise Unreadable("文件已加密，请取消密码保护后重新上传")
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError):
            raise Unreadable(_DAMAGED) from None
        self.entries = self._archive.infolist()
        if len(self.entries) > MAX_ENTRIES or sum(e.file_size for e in self.entries) > MAX_UNPACKED_BYTES:
            raise Unreadable("文件解压后过大，已停止检查，请拆分后重新上传")
        for entry in self.entries:
            if entry.file_size >= RATIO_CHECKED_FROM_BYTES and entry.file_size > MAX_COMPRESSION_RATIO * max(
                entry.compress_size, 1
            ):
                raise Unreadable("文件的压缩比异常，可能是恶意文件，请核实文件来源")
        self._names = {entry.filename: entry for entry in self.entries}

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def names(self, start: str = "", end: str = "") -> list[str]:
        """Names of parts in their natural order: part 2 before part 10."""
        chosen = [name for name in self._names if name.startswith(start) and name.endswith(end)]
        return sorted(chosen, key=lambda name: (len(name), name))

    def read(self, name: str) -> bytes:
        """The content of one part."""
        entry = self._names[name]
        if entry.flag_bits & 0x1:
            raise Unreadable("文件已加密，请取消密码保护后重新上传")
        chunks, size = [], 0
        try:
            with self._archive.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    if size > MAX_PART_BYTES:
                        raise Unreadable("文件解压后过大，已停止检查，请拆分后重新上传")
                    chunks.append(chunk)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
            raise Unreadable(_DAMAGED) from None
        return b"".join(chunks)

    def xml(self, name: str) -> etree._Element | None:
        """The root element of a part; None when there is no such part."""
        return parse_xml(self.read(name)) if name in self._names else None


# Properties that name people and organisations, by the local name of their element.
_PROPERTIES = {
    "docProps/core.xml": {
        "creator": "作者",
        "lastModifiedBy": "最后修改人",
        "keywords": "标记",
        "description": "备注",
    },
    "docProps/app.xml": {"Company": "单位", "Manager": "经理"},
}


def office_properties(package: Package) -> dict[str, str]:
    """Author, last editor, company and own properties of an Office file."""
    told: dict[str, str] = {}
    for part, names in _PROPERTIES.items():
        root = package.xml(part)
        for element in root if root is not None else ():
            name = names.get(etree.QName(element).localname)
            if name and element.text:
                told[name] = element.text
    if (custom := package.xml("docProps/custom.xml")) is not None:
        told |= {element.get("name", "自定义"): "".join(element.itertext()) for element in custom}
    return told


def has_macros(package: Package) -> bool:
    """Whether the file carries a program (宏)."""
    return any(name.endswith("vbaProject.bin") for name in package.names())


def is_comment_part(name: str) -> bool:
    """Whether a part holds comments of reviewers, whichever program wrote it."""
    folder, part = name.partition("/")[0], name.rpartition("/")[2]
    return (
        folder in ("word", "xl", "ppt")
        and part.startswith(("comment", "threadedComment", "modernComment"))
        and part.endswith(".xml")
    )
