"""Plain text and CSV, in whatever encoding the office's machines wrote them."""

from charset_normalizer import from_bytes

from .content import FileContent, Unreadable

_ENCODINGS = ("utf-8-sig", "gb18030")


def read_text(data: bytes) -> FileContent:
    """Line by line. Raises Unreadable."""
    content = FileContent()
    content.add_text("", _decode(data), "行")
    return content


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    guess = from_bytes(data[:100_000]).best()
    if guess is None:
        raise Unreadable("文字编码无法识别，请另存为UTF-8后再上传")
    return data.decode(guess.encoding, "replace")
