"""The files of a batch: from files, folders and ZIP archives, one at a time."""

import stat
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from .archives import BROKEN, check_ratio, check_total, read_entry
from .limits import MAX_BATCH_ENTRIES, MAX_BATCH_UNPACKED_BYTES, MAX_FILE_BYTES
from .problems import ImportProblem
from .reading import EXTENSIONS, check_size

# What operating systems and Word leave beside documents.
_LEFTOVERS = ("__MACOSX", "Thumbs.db", "desktop.ini")
_UTF8_NAME = 0x800  # the flag of the ZIP format for names in UTF-8


@dataclass(frozen=True, slots=True)
class Source:
    """One file to import. `origin` tells it from others of the same name: the path, and for an
    archive the path inside it after “!”. Reading is left to the caller, so that one file at a
    time is in memory."""

    name: str
    origin: str
    _read: Callable[[], bytes]

    def read(self) -> bytes:
        """The content. Raises `ImportProblem` for a file that cannot or must not be read."""
        return self._read()


def walk_sources(paths: Iterable[Path | str]) -> Iterator[Source]:
    """Every document below `paths` in a stable order; folders and archives are opened lazily.

    Files that cannot be imported are yielded too and raise `ImportProblem` when read, so that a
    batch can report them and go on. Symbolic links inside folders are not followed.
    """
    for path in map(Path, paths):
        if path.is_dir():
            yield from _walk_folder(path)
        elif path.is_file():
            yield from _walk_file(path)
        else:
            yield _refused(path.name, str(path), "文件或文件夹不存在，请核对路径")


def _walk_folder(folder: Path) -> Iterator[Source]:
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        yield _refused(folder.name, str(folder), "文件夹无法打开，请核对访问权限")
        return
    for path in paths:
        if path.is_symlink() or _is_leftover(path.name):
            continue
        if path.is_dir():
            yield from _walk_folder(path)
        elif path.is_file():
            yield from _walk_file(path)


def _walk_file(path: Path) -> Iterator[Source]:
    if path.suffix.lower() == ".zip":
        yield from _walk_archive(path)
    elif path.suffix.lower() in EXTENSIONS:
        yield Source(path.name, str(path), lambda: _read_path(path))
    else:
        yield _refused(path.name, str(path), _unsupported(path.name))


def _read_path(path: Path) -> bytes:
    try:
        check_size(path.stat().st_size, path.name)
        return path.read_bytes()
    except OSError:
        raise ImportProblem("文件无法打开，请核对访问权限", path.name) from None


def _walk_archive(path: Path) -> Iterator[Source]:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            check_total(entries, MAX_BATCH_ENTRIES, MAX_BATCH_UNPACKED_BYTES)
            for entry in entries:
                name = _entry_name(entry)
                if not any(_is_leftover(part) for part in PurePosixPath(name).parts):
                    yield _entry_source(path, archive, entry, name)
    except BROKEN:
        yield _refused(path.name, str(path), "压缩包已损坏或不是 ZIP 格式，请重新压缩后上传")
    except ImportProblem as problem:
        yield _refused(path.name, str(path), problem.message)


def _entry_source(path: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> Source:
    origin = f"{path}!{name}"
    short = PurePosixPath(name).name
    if problem := _entry_problem(entry, name):
        return _refused(short, origin, problem)
    return Source(short, origin, lambda: _read_entry(path, archive, entry, short))


def _read_entry(path: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bytes:
    check_size(entry.file_size, name)
    check_ratio(entry)
    if archive.fp is None:  # the walk has gone on to the next archive
        with zipfile.ZipFile(path) as again:
            return read_entry(again, entry, MAX_FILE_BYTES)
    return read_entry(archive, entry, MAX_FILE_BYTES)


def _entry_problem(entry: zipfile.ZipInfo, name: str) -> str:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or ":" in name:
        return "压缩包内的文件路径不安全，已拒绝读取，请重新压缩后上传"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "压缩包内是一个链接而不是文件，请放入文件本身后重新压缩"
    if path.suffix.lower() == ".zip":
        return "压缩包内不能再含压缩包，请解压后重新压缩"
    return "" if path.suffix.lower() in EXTENSIONS else _unsupported(name)


def _entry_name(entry: zipfile.ZipInfo) -> str:
    """The name of an entry; archives made on Chinese Windows hold it in GBK without saying so."""
    name = entry.filename
    if not entry.flag_bits & _UTF8_NAME:
        raw = name.encode("cp437", errors="replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")


def _is_leftover(name: str) -> bool:
    return name in _LEFTOVERS or (name.startswith((".", "~$")) and name != "..")


def _unsupported(name: str) -> str:
    if name.lower().endswith((".doc", ".wps", ".rtf")):
        return "不支持这种格式，请用 Word 或 WPS 打开后另存为 .docx 格式"
    return "不支持这种格式，只能导入 .txt、.html、.docx 文件和 .zip 压缩包"


def _refused(name: str, origin: str, message: str) -> Source:
    def read() -> bytes:
        raise ImportProblem(message, name)

    return Source(name, origin, read)
