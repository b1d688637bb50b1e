"""What an uploaded template may not hold: programs, links to outside, remarks, embedded files, unknown fields."""

import re
from collections.abc import Iterator

from lxml import etree

from foundation.precheck.files.content import Unreadable
from foundation.precheck.files.package import Package, has_macros, is_comment_part

from .kinds import COMMON, LetterKind
from .rendering import BrokenTemplate, render, unknown_fields
from .values import samples_of, value_of, values_of

# Technical: a template with a crest stays far below.
LARGEST_BYTES = 2 * 1024 * 1024
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Fields of Word that only count or repeat; others fetch, run or ask.
_HARMLESS_CODES = {"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "MERGEFORMAT", "ARABIC"}
# A part may lie anywhere and bear any name: only what a plain text with pictures consists of passes.
_FOLDERS = ("_rels/", "docprops/", "word/", "customxml/")
_ENDINGS = (
    ".xml", ".rels", ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".odttf", ".fntdata",
)  # fmt: skip
_EMBEDDED = ("word/embeddings/", "word/activex/", "word/afchunk")
_EMBEDDING = (
    "/oleobject",
    "/package",
    "/control",
    "/afchunk",
    "/vbaproject",
    "/attachedtemplate",
    "/subdocument",
)
_CHANGES = tuple(f"{_W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))


def template_problems(kind: LetterKind, data: bytes) -> list[str]:
    """Everything that stands against using this file as the kind's template."""
    if len(data) > LARGEST_BYTES:
        return [f"模板超过{LARGEST_BYTES // 1024 // 1024}MB，请压缩其中的图片。"]
    try:
        package = Package(data)
        if "word/document.xml" not in package:
            return ["模板须是 Word 文件（.docx），请用 Word 或 WPS 另存为 .docx 后上传。"]
        problems = list(dict.fromkeys(_package_problems(package)))
    except Unreadable as refused:
        return [f"{refused}。"]
    return problems or list(_field_problems(kind, data))


def _package_problems(package: Package) -> Iterator[str]:
    if has_macros(package) or b"macroEnabled" in package.read("[Content_Types].xml"):
        yield "模板含有宏，请另存为不含宏的 .docx 后上传。"
    for name in package.names():
        if not _is_plain(name.lower()):
            yield f"模板中嵌有其他文件或控件（{name[:60]}），请删除后上传。"
        if is_comment_part(name):
            yield "模板中有批注，会随公文发出，请删除后上传。"
        if name.lower().endswith(".rels"):
            yield from _outside(package, name)
        elif name.lower().endswith(".xml"):
            yield from _part_problems(package.xml(name))


def _is_plain(name: str) -> bool:
    if name == "[content_types].xml" or name.endswith("/"):
        return True
    return name.startswith(_FOLDERS) and name.endswith(_ENDINGS) and not name.startswith(_EMBEDDED)


def _outside(package: Package, name: str) -> Iterator[str]:
    root = package.xml(name)
    for relation in root if root is not None else ():
        if relation.get("Type", "").lower().endswith(_EMBEDDING):
            yield "模板中嵌有其他文件或控件，请删除后上传。"
        if relation.get("TargetMode", "").lower() == "external":
            yield f"模板链接到外部“{relation.get('Target', '')[:60]}”，请删除该链接（包括图片、附加模板）后上传。"


def _part_problems(root: etree._Element | None) -> Iterator[str]:
    if root is None:
        return
    if next(root.iter(*_CHANGES), None) is not None:
        yield "模板中有未处理的修订，请接受或拒绝全部修订后上传。"
    # A code may be split over several runs, so all of them are read as one text.
    codes = "".join(node.text or "" for node in root.iter(f"{_W}instrText"))
    codes += " ".join(node.get(f"{_W}instr") or "" for node in root.iter(f"{_W}fldSimple"))
    for word in re.findall(r"[A-Za-z]{2,}", codes):
        if word.upper() not in _HARMLESS_CODES:
            yield f"模板中有 Word 域代码“{word[:30]}”，只允许页码，请改为固定文字后上传。"


def _field_problems(kind: LetterKind, data: bytes) -> Iterator[str]:
    known = {field.label for field in kind.all_fields}
    try:
        if unknown := unknown_fields(data, known):
            yield f"模板用了本文种没有的字段：{'、'.join(unknown)}。可用的字段见字段表。"
            return
        common = {field.label: value_of(field, field.sample) for field in COMMON}
        render(data, values_of(kind, samples_of(kind)) | common, title=kind.label, author="")
    except BrokenTemplate as problem:
        yield str(problem)
