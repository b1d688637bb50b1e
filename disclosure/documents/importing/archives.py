"""Reading zip archives that may be built to do harm: sizes are checked in the listing before
anything is unpacked, and counted again while unpacking."""

import lzma
import struct
import zipfile
import zlib
from io import BytesIO

from lxml import etree

from .limits import (
    MAX_COMPRESSION_RATIO,
    MAX_DOCX_ENTRIES,
    MAX_UNPACKED_BYTES,
    MAX_XML_BYTES,
    MAX_XML_DEPTH,
    MB,
    RATIO_CHECKED_FROM_BYTES,
)
from .problems import ImportProblem

# What the standard library raises for archives that are damaged or forged.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    ValueError,
)
_CHUNK = 64 * 1024
_TOO_DEEP = etree.XPath("/" + "/".join(["*"] * (MAX_XML_DEPTH + 1)))
_PARSER_OPTIONS = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


def check_total(entries: list[zipfile.ZipInfo], max_entries: int, max_bytes: int) -> None:
    """Raise `ImportProblem` when an archive lists more, or larger, entries than allowed."""
    if len(entries) > max_entries:
        raise ImportProblem(f"压缩包内有 {len(entries)} 个文件，超过上限 {max_entries} 个，请分批上传")
    if sum(entry.file_size for entry in entries) > max_bytes:
        raise ImportProblem(f"压缩包解压后超过 {max_bytes // MB} MB，请分批上传")


def check_ratio(entry: zipfile.ZipInfo) -> None:
    """Raise `ImportProblem` when one entry unpacks to suspiciously much."""
    if entry.file_size < RATIO_CHECKED_FROM_BYTES:
        return
    if entry.file_size > MAX_COMPRESSION_RATIO * max(entry.compress_size, 1):
        raise ImportProblem("文件的压缩比异常，可能是恶意文件，已拒绝导入，请核实文件来源", entry.filename)


def read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int) -> bytes:
    """The content of one entry, at most `limit` bytes. Raises `ImportProblem`."""
    if entry.flag_bits & 0x1:
        raise ImportProblem("文件已加密，请取消密码保护后重新上传", entry.filename)
    chunks, size = [], 0
    try:
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > limit:
                    raise ImportProblem(f"解压后超过 {limit // MB} MB，请拆分后重新上传", entry.filename)
                chunks.append(chunk)
    except BROKEN:
        raise ImportProblem("文件已损坏，请用 Word 或 WPS 重新打开并保存后再上传", entry.filename) from None
    return b"".join(chunks)


class Package:
    """The parts of a .docx file, unpacked one by one on demand."""

    def __init__(self, data: bytes):
        """Raises `ImportProblem` when the archive is broken or its listing exceeds the limits."""
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except BROKEN:
            raise ImportProblem("文件已损坏，请用 Word 或 WPS 重新打开并保存后再上传") from None
        entries = self._archive.infolist()
        check_total(entries, MAX_DOCX_ENTRIES, MAX_UNPACKED_BYTES)
        for entry in entries:
            check_ratio(entry)
        self._entries = {entry.filename: entry for entry in entries}
        self._left = MAX_UNPACKED_BYTES

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def names(self) -> list[str]:
        """The names of all parts."""
        return list(self._entries)

    def read(self, name: str, limit: int) -> bytes:
        """The content of one part, at most `limit` bytes."""
        data = read_entry(self._archive, self._entries[name], min(limit, self._left))
        self._left -= len(data)
        return data

    def xml(self, name: str) -> etree._Element | None:
        """The root element of one XML part; None when there is no such part."""
        if name not in self._entries:
            return None
        data = self.read(name, MAX_XML_BYTES)
        head = data[:4096].replace(b"\x00", b"")
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
            raise ImportProblem(
                "文件含有外部定义，不是 Word 正常保存的文件，已拒绝导入，请用 Word 另存后重试", name
            )
        try:
            root = etree.fromstring(data, etree.XMLParser(**_PARSER_OPTIONS))
        except etree.XMLSyntaxError:
            raise ImportProblem(
                "文件内容已损坏或结构过于复杂，请用 Word 或 WPS 重新保存后再上传", name
            ) from None
        if _TOO_DEEP(root):
            raise ImportProblem("文件内容嵌套层次过多，请用 Word 或 WPS 整理后重新上传", name)
        return root
