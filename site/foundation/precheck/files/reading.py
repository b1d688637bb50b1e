"""One reader and one cleaner for each kind of file; what the content is and what the name says must agree."""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import PurePath
from typing import Any

from .content import BY_HAND, CLEANABLE, FileContent, Unreadable
from .limits import MAX_FILE_BYTES, MB
from .package import Package, has_macros

# Module and function. Imported only when met: the libraries of all formats together take half a second.
_READERS = {
    ".docx": "docx.read_docx", ".xlsx": "xlsx.read_xlsx", ".pptx": "pages.read_pptx", ".ofd": "pages.read_ofd",
    ".pdf": "pdf.read_pdf", ".txt": "text.read_text", ".csv": "text.read_text",
    **dict.fromkeys([".jpg", ".jpeg", ".png", ".webp", ".gif", ".tif", ".tiff"], "image.read_image"),
}  # fmt: skip
_CLEANERS = {
    **dict.fromkeys([".docx", ".xlsx", ".pptx"], "clean_office.clean_office"), ".pdf": "clean_other.clean_pdf",
    **dict.fromkeys([".jpg", ".jpeg", ".png"], "clean_other.clean_image"),
}  # fmt: skip
_ZIP_MAGIC = b"PK"
_ZIPPED = (".docx", ".xlsx", ".pptx", ".ofd")
_OFFICE = (".docx", ".xlsx", ".pptx")
_OLE_MAGIC = b"\xd0\xcf\x11\xe0"
_HOW_TO_CONVERT = {
    ".doc": "请另存为docx格式后上传", ".wps": "请另存为docx格式后上传", ".xls": "请另存为xlsx格式后上传",
    ".et": "请另存为xlsx格式后上传", ".ppt": "请另存为pptx格式后上传", ".dps": "请另存为pptx格式后上传",
}  # fmt: skip


def read_file(data: bytes, name: str) -> FileContent:
    """Texts and notices of one file. Raises Unreadable."""
    suffix = _suffix(name)
    if len(data) > MAX_FILE_BYTES:
        raise Unreadable(f"文件超过{MAX_FILE_BYTES // MB}MB，请拆分后重新上传")
    if not data:
        raise Unreadable("文件是空的，请重新上传")
    if suffix not in _READERS:
        content = FileContent()
        how = _HOW_TO_CONVERT.get(suffix, "请人工核对其中有无个人信息")
        content.unchecked(f"{suffix.lstrip('.') or '此'}格式不能自动检查", f"{how}。")
        return content
    if suffix in _ZIPPED and not data.startswith((_ZIP_MAGIC, _OLE_MAGIC)):
        raise Unreadable(f"文件内容与扩展名{suffix}不符，请核实文件来源")
    content = _function(_READERS[suffix])(data)
    if not can_be_cleaned(name):
        content.notices = [
            replace(notice, suggestion=BY_HAND) if notice.suggestion == CLEANABLE else notice
            for notice in content.notices
        ]
    if suffix in _OFFICE and has_macros(Package(data)):
        content.unchecked("文件含有宏（程序）", "请另存为不含宏的格式后重新上传。")
    return content


def can_be_cleaned(name: str) -> bool:
    """Whether there is a cleaner for this kind of file."""
    return _suffix(name) in _CLEANERS


def clean_file(data: bytes, name: str) -> bytes:
    """The file without author, comments, tracked changes, embedded files, EXIF; text and layout stay.

    Raises Unreadable for a broken file and for a kind that cannot be cleaned.
    """
    suffix = _suffix(name)
    if not can_be_cleaned(name):
        raise Unreadable(f"{suffix.lstrip('.') or '此'}格式不能自动清理，请在原文件中处理后重新上传")
    return _function(_CLEANERS[suffix])(data)


def _suffix(name: str) -> str:
    """The extension that says how a file is read, in lower case with its dot."""
    return PurePath(name).suffix.lower()


def _function(path: str) -> Callable[[bytes], Any]:
    module, function = path.split(".")
    return getattr(import_module(f".{module}", __package__), function)
