"""One file in, one document out."""

import re
from pathlib import Path, PurePath

from .archives import Package
from .assemble import assemble
from .blocks import ParsedDocument
from .limits import MAX_FILE_BYTES, MAX_TEXT_BYTES, MB
from .problems import ImportProblem
from .raw import RawDocument
from .read_docx import read_docx
from .read_html import read_html
from .read_txt import read_txt

EXTENSIONS = (".txt", ".html", ".htm", ".docx")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HTML = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|meta|div|table|p|h1|span)\b", re.IGNORECASE)
_SAVE_AS = "请用 Word 或 WPS 打开后另存为 .docx 格式，再重新上传"
_BINARY = (
    (b"%PDF", "这是 PDF 文件，不能转换为网页文字，请上传 Word（.docx）原稿，PDF 可作为附件上传"),
    (b"{\\rtf", f"这是 RTF 格式的文件，{_SAVE_AS}"),
    (b"Rar!", "这是 RAR 压缩包，请解压后重新上传，或改用 ZIP 压缩包"),
    (b"7z\xbc\xaf", "这是 7z 压缩包，请解压后重新上传，或改用 ZIP 压缩包"),
    (b"\x89PNG", "这是图片，不能识别其中的文字，请上传 Word（.docx）原稿"),
    (b"\xff\xd8\xff", "这是图片，不能识别其中的文字，请上传 Word（.docx）原稿"),
    (b"GIF8", "这是图片，不能识别其中的文字，请上传 Word（.docx）原稿"),
)


def check_size(size: int, name: str) -> None:
    """Raise `ImportProblem` for an empty or too large file."""
    if size == 0:
        raise ImportProblem("文件是空的，请核对后重新上传", name)
    if size > MAX_FILE_BYTES:
        raise ImportProblem(
            f"文件大小 {size / MB:.0f} MB，超过上限 {MAX_FILE_BYTES // MB} MB，请压缩图片或拆分后重新上传",
            name,
        )


def read_document(source: Path | str | bytes, name: str = "") -> ParsedDocument:
    """Read a TXT, HTML or DOCX file, told apart by its content, from a path or from bytes.

    `name` is the file name shown in messages; for a path its own name by default.
    Raises `ImportProblem`, whose `place` begins with that name.
    """
    if isinstance(source, bytes):
        check_size(len(source), name)
        data = source
    else:
        path = Path(source)
        name = name or path.name
        check_size(path.stat().st_size, name)
        data = path.read_bytes()
    try:
        return assemble(_read(data, PurePath(name).suffix.lower()), data, name)
    except ImportProblem as problem:
        if problem.place == name:
            raise
        place = "，".join(part for part in (name, problem.place) if part)
        raise ImportProblem(problem.message, place) from problem


def _read(data: bytes, extension: str) -> RawDocument:
    if data.startswith(b"PK\x03\x04"):
        return _read_zip(data)
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise ImportProblem("文件已加密，请在 Word 中取消密码保护后重新上传")
        raise ImportProblem(f"这是旧版 Word（.doc）或 WPS 格式的文件，{_SAVE_AS}")
    for start, message in _BINARY:
        if data.startswith(start):
            raise ImportProblem(message)
    if extension in (".docx", ".doc"):
        raise ImportProblem(f"文件扩展名是 {extension}，但内容不是 Word 文档或已损坏，{_SAVE_AS}")
    if len(data) > MAX_TEXT_BYTES:
        raise ImportProblem(f"文本文件超过 {MAX_TEXT_BYTES // MB} MB，请拆分后重新上传")
    return _read_text(data, extension)


def _read_zip(data: bytes) -> RawDocument:
    package = Package(data)
    names = package.names()
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise ImportProblem("文件含有宏，为保证安全不能导入，请另存为不含宏的 .docx 格式后重新上传")
    if any(name.startswith("xl/") for name in names):
        raise ImportProblem("这是 Excel 表格，请将内容粘贴到 Word 文档中，或作为附件上传")
    if "word/document.xml" not in package and "_rels/.rels" not in package:
        raise ImportProblem("这是压缩包而不是 Word 文档，请解压后上传其中的文件，或使用批量导入")
    return read_docx(data)


def _read_text(data: bytes, extension: str) -> RawDocument:
    head = data[:8192].replace(b"\x00", b"")
    looks_html = bool(_HTML.search(head))
    if extension in (".html", ".htm") or (looks_html and extension != ".txt"):
        return read_html(data)
    if looks_html and head.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").startswith(b"<"):
        raw = read_html(data)
        raw.notice("文件扩展名是 .txt，但内容是网页，已按网页读取")
        return raw
    return read_txt(data)
