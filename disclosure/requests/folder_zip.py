"""The folder as a ZIP, streamed: no file of the case is ever whole in memory, and no copy is left on the disk."""

import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string

from foundation.organisations.spreadsheets import harmless

from .folder_selectors import Folder, Paper

CHUNK_BYTES = 64 * 1024
LONGEST_NAME = 80
FINE, CHANGED, MISSING = "与存入时一致", "与存入时不一致", "文件缺失"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the index. ``sha256`` is that of the bytes in the archive."""

    name: str
    kind: str
    on: str
    size: int
    sha256: str
    verdict: str


class _Outlet(io.RawIOBase):
    """Takes what the archive writes and gives it on."""

    def __init__(self) -> None:
        self.waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.waiting += data
        return len(data)

    def taken(self) -> bytes:
        data = bytes(self.waiting)
        self.waiting.clear()
        return data


def stream(folder: Folder, page: str) -> Iterator[bytes]:
    """The archive piece by piece: the printed page, every file, and an index with the digest of each."""
    outlet, lines = _Outlet(), list[Line]()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED) as archive:
        lines.append(_text(archive, "卷宗.html", "办理过程", page))
        yield outlet.taken()
        for number, paper in enumerate(folder.papers, start=1):
            yield from _paper(archive, outlet, paper, number, lines)
        shown = {"case": folder.case, "lines": lines}
        _text(archive, "目录.html", "目录", render_to_string("requests/folder_index.html", shown))
        _text(archive, "目录.csv", "目录", _csv(lines))
        yield outlet.taken()
    yield outlet.taken()


def _paper(
    archive: zipfile.ZipFile, outlet: _Outlet, paper: Paper, number: int, lines: list[Line]
) -> Iterator[bytes]:
    name = f"{number:03d}_{safe_name(paper.name)}"
    digest, size = hashlib.sha256(), 0
    try:
        source = paper.file.open("rb")
    except (OSError, ValueError):
        lines.append(Line(name, paper.kind, str(paper.on), 0, "", MISSING))
        return
    with source, archive.open(name, "w", force_zip64=True) as target:
        while chunk := source.read(CHUNK_BYTES):
            digest.update(chunk)
            size += len(chunk)
            target.write(chunk)
            yield outlet.taken()
    verdict = FINE if digest.hexdigest() == paper.sha256 else CHANGED
    lines.append(Line(name, paper.kind, str(paper.on), size, digest.hexdigest(), verdict))


def _text(archive: zipfile.ZipFile, name: str, kind: str, text: str) -> Line:
    data = text.encode()
    archive.writestr(name, data)
    return Line(name, kind, "", len(data), hashlib.sha256(data).hexdigest(), FINE)


def safe_name(name: str) -> str:
    """A name that no system takes for a path or a command."""
    cleaned = re.sub(r'[\x00-\x1f\\/:*?"<>|]+', "_", name).strip(" .")
    return cleaned[-LONGEST_NAME:] or "文件"


def _csv(lines: list[Line]) -> str:
    """For spreadsheets: with the mark that tells them the encoding, and no cell that they would reckon out."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["文件名", "类型", "日期", "大小（字节）", "SHA-256", "核对"])
    for line in lines:
        cells = (line.name, line.kind, line.on, line.size, line.sha256, line.verdict)
        writer.writerow([harmless(cell) for cell in cells])
    return f"\ufeff{out.getvalue()}"
