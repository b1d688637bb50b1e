"""The character encoding of text files from old systems."""

import codecs
import re

from charset_normalizer import from_bytes

from .problems import ImportProblem

# The commonest characters of running Chinese and of official papers. Text decoded with a wrong
# encoding consists of rare ones, so that their share tells whether a decoding is right.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们政公开府信息工作行市县部门关于及其第条机制办法应当按照对"
    "管理规定年月日本由等进发布文件通知主动申请内容单位责任局委会处度"
)
COMMON_SHARE = 0.08  # about 0.35 in official papers, below 0.02 in mis-decoded text
SAMPLE_CHARS = 30  # with fewer the share says nothing
DAMAGED_SHARE = 0.01  # of all characters; beyond it the encoding is wrong, not the file damaged
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_\-]+)""", re.IGNORECASE)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def decode(data: bytes) -> tuple[str, int]:
    """(text, number of unreadable characters). Raises `ImportProblem` when no encoding fits."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _counted(data.decode(name, errors="replace"))
    for name in _candidates(data):
        text = _strict(data, name)
        if text is not None and (_plausible(text) if name != "utf-8" else not _CONTROL.search(text)):
            return _counted(text)
    for name in ("utf-8", "gb18030"):
        text = data.decode(name, errors="replace")
        if text.count("\ufffd") <= len(text) * DAMAGED_SHARE and _plausible(text):
            return _counted(text)
    best = from_bytes(data[:65536]).best()
    text = _strict(data, best.encoding) if best else None
    if text is None or _CONTROL.search(text):
        raise ImportProblem("无法识别文件的文字编码，请用记事本打开后另存为 UTF-8 编码的文本文件，再重新上传")
    return _counted(text)


def _candidates(data: bytes) -> list[str]:
    if b"\x00" in data[:4096]:
        breaks = {"utf-16-le": data.count(b"\n\x00"), "utf-16-be": data.count(b"\x00\n")}
        return sorted(breaks, key=breaks.__getitem__, reverse=True)
    declared = _DECLARED.search(data[:4096])
    names = [declared[1].decode().lower()] if declared else []
    names = ["gb18030" if name in ("gb2312", "gbk", "gb_2312-80") else name for name in names]
    return [*names, "utf-8", "gb18030"]


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _plausible(text: str) -> bool:
    """Whether the Chinese in `text` reads as Chinese; text with little of it passes."""
    if _CONTROL.search(text):
        return False
    han = _HAN.findall(text)
    return len(han) < SAMPLE_CHARS or sum(char in _COMMON for char in han) >= len(han) * COMMON_SHARE


def _counted(text: str) -> tuple[str, int]:
    return text, text.count("\ufffd")
