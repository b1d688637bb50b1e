"""What may be uploaded: a file's name and its bytes, which must be what the extension says.

Pure: no Django. Every check answers with a sentence for the editor that says what to do, or with nothing.
Limits have no legal source; each says why it is what it is.
"""

import codecs
import re
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import PurePath
from typing import BinaryIO

# Together with folder and token a stored name stays within the database's hundred characters.
MAX_NAME = 64
# An Office file or an archive of attachments stays far below; beyond, it is built to exhaust whoever opens it.
MAX_ENTRIES = 5_000
MAX_UNPACKED_BYTES = 500 * 1024 * 1024

_CHUNK = 1024 * 1024
_OVERLAP = 64  # longer than anything searched for
_HEAD = 64 * 1024
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = (b"<!doctype", b"<html", b"<script", b"<svg", b"<?xml", b"<?php", b"{\\rtf")
_ACTIVE = re.compile(rb"<script|<html|<\?php|<!doctype html", re.IGNORECASE)
_PROGRAMS = {
    "apk", "app", "bat", "bin", "cmd", "com", "dll", "exe", "hta", "htm", "html", "iso", "jar", "js", "jse",
    "lnk", "msi", "ps1", "reg", "scr", "sh", "svg", "vbe", "vbs", "wsf", "xhtml",
}  # fmt: skip
_IMAGE_STARTS = {
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "gif": (b"GIF87a", b"GIF89a"),
    "webp": (b"RIFF",),
}
# Streams of the old binary formats; WPS writes the same ones under its own extensions.
_OLE_STREAMS = {
    "doc": ("WordDocument",),
    "wps": ("WordDocument",),
    "xls": ("Workbook", "Book"),
    "et": ("Workbook", "Book"),
    "ppt": ("PowerPoint Document",),
}
_PACKAGE_FOLDERS = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/", "wps": "word/", "et": "xl/"}


def name_problem(name: str) -> str:
    """Why a file may not bear this name: a path, invisible or direction-changing characters, length."""
    if any(unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp") for c in name):
        return "文件名中有看不见的控制字符，请重新命名后上传。"
    if "/" in name or "\\" in name or name.startswith("."):
        return "文件名不能含有路径或以点开头，请重新命名后上传。"
    path = PurePath(name)
    if not path.stem.strip() or not path.suffix:
        return "文件名不完整，请写明名称和扩展名，如“通知.pdf”。"
    if len(name) > MAX_NAME:
        return f"文件名过长（{len(name)}字），请缩短到{MAX_NAME}字以内。"
    return ""


def content_problem(name: str, handle: BinaryIO) -> str:
    """Why the bytes are not what the name says, or are not fit to be public. Leaves the file at its start."""
    extension = PurePath(name).suffix.lower().removeprefix(".")
    check = _CHECKS.get(extension)
    if check is None:
        return f"不能上传 {extension or '没有扩展名的'} 文件。可以上传：{'、'.join(_CHECKS)}。"
    try:
        handle.seek(0)
        return check(extension, handle)
    finally:
        handle.seek(0)


def _mismatch(extension: str) -> str:
    return f"文件内容不是 {extension} 格式。请用办公软件打开后另存为 {extension} 再上传，不要只改扩展名。"


def _contains(handle: BinaryIO, pattern: re.Pattern[bytes]) -> bool:
    """Whether the pattern occurs anywhere in the file; read in pieces that overlap."""
    handle.seek(0)
    tail = b""
    while chunk := handle.read(_CHUNK):
        if pattern.search(tail + chunk):
            return True
        tail = chunk[-_OVERLAP:]
    return False


def _pdf(extension: str, handle: BinaryIO) -> str:
    head = handle.read(1024)
    # Some office programs write a byte order mark or a blank line first; anything else in front is a disguise.
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-"):
        return _mismatch(extension)
    if _ACTIVE.search(head) or zipfile.is_zipfile(handle):
        return "PDF 中夹带了其他格式的内容，请从原文件重新导出 PDF 后上传。"
    return ""


def _binary_office(extension: str, handle: BinaryIO) -> str:
    start = handle.read(len(_OLE))
    if start.startswith(_ZIP) and extension in ("wps", "et"):
        return _package(extension, handle)
    names = [re.escape(stream.encode("utf-16-le")) for stream in _OLE_STREAMS[extension]]
    if start != _OLE or not _contains(handle, re.compile(b"|".join(names))):
        return _mismatch(extension)
    if _contains(handle, re.compile(re.escape("_VBA_PROJECT".encode("utf-16-le")))):
        return "文件含有宏，不能公开。请另存为不含宏的文件后上传。"
    return ""


def _opened(extension: str, handle: BinaryIO) -> list[zipfile.ZipInfo] | str:
    """The entries of an archive whose listing is within bounds, or why not. Nothing is unpacked."""
    handle.seek(0)
    start = handle.read(len(_OLE))
    if start == _OLE:
        return "文件设有密码或是旧格式，请取消密码保护、另存后再上传。"
    if not start.startswith(_ZIP):
        return _mismatch(extension)
    try:
        with zipfile.ZipFile(handle) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return "文件已损坏，打不开。请重新生成后上传。"
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
        return "文件解压后过大，请拆分后上传。"
    if any(entry.flag_bits & 0x1 for entry in entries):
        return "文件设有密码，公众打不开。请取消密码后上传。"
    if any(_leaves_folder(entry.filename) for entry in entries):
        return "压缩包内的文件名含有越界路径，可能是恶意文件，请核实来源。"
    return entries


def _leaves_folder(name: str) -> bool:
    path = PurePath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in (path.parts or ("",))[0]


def _package(extension: str, handle: BinaryIO) -> str:
    entries = _opened(extension, handle)
    if isinstance(entries, str):
        return entries
    names = [entry.filename for entry in entries]
    folder = _PACKAGE_FOLDERS[extension]
    if "[Content_Types].xml" not in names or not any(name.startswith(folder) for name in names):
        return _mismatch(extension)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return "文件含有宏，不能公开。请另存为不含宏的文件后上传。"
    return ""


def _ofd(extension: str, handle: BinaryIO) -> str:
    entries = _opened(extension, handle)
    if isinstance(entries, str):
        return entries
    return "" if any(entry.filename.lstrip("/") == "OFD.xml" for entry in entries) else _mismatch(extension)


def _archive(extension: str, handle: BinaryIO) -> str:
    entries = _opened(extension, handle)
    if isinstance(entries, str):
        return entries
    for entry in entries:
        if PurePath(entry.filename).suffix.lower().removeprefix(".") in _PROGRAMS:
            return f"压缩包内有程序或网页文件“{PurePath(entry.filename).name}”，请删除后重新压缩上传。"
    return ""


def _text(extension: str, handle: BinaryIO) -> str:
    head = handle.read(_HEAD)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        return _mismatch(extension)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "" if _decodes(head, "utf-16") else _mismatch(extension)
    if not (_decodes(head, "utf-8") or _decodes(head, "gb18030")) or _contains(handle, re.compile(b"\0")):
        return _mismatch(extension)
    return ""


def _decodes(head: bytes, encoding: str) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _image(extension: str, handle: BinaryIO) -> str:
    head = handle.read(12)
    is_webp = extension != "webp" or head[8:] == b"WEBP"
    if not head.startswith(_IMAGE_STARTS[extension]) or not is_webp:
        return f"文件内容不是 {extension} 图片。请用看图软件打开后另存为 {extension} 再上传。"
    if zipfile.is_zipfile(handle) or _contains(handle, _ACTIVE):
        return "图片中夹带了网页或压缩包内容，请用看图软件打开后另存再上传。"
    return ""


_CHECKS: dict[str, Callable[[str, BinaryIO], str]] = {
    "pdf": _pdf,
    "ofd": _ofd,
    **dict.fromkeys(("doc", "wps", "xls", "et", "ppt"), _binary_office),
    **dict.fromkeys(("docx", "xlsx", "pptx"), _package),
    **dict.fromkeys(("txt", "csv"), _text),
    "zip": _archive,
    **dict.fromkeys(_IMAGE_STARTS, _image),
}
