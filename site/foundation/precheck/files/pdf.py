"""Text layer of a PDF page by page, and its annotations, properties and embedded files."""

from io import BytesIO

import pikepdf
import pypdfium2

from ..rules.finding import Severity
from .content import FileContent, Unreadable
from .covered import covered_text
from .limits import MAX_PDF_PAGES

# A printed page that yields fewer characters is a picture of text.
SPARSE_PAGE = 5
_ENCRYPTED = "PDF已加密，请取消密码保护后重新上传"
_DAMAGED = "PDF已损坏，请重新生成后再上传"
# What belongs to reading and signing; every other annotation is somebody's remark.
KEPT_ANNOTATIONS = frozenset({"/Link", "/Widget"})
_PROPERTIES = {"/Author": "作者", "/Creator": "制作软件", "/Company": "单位", "/Keywords": "关键词"}


def read_pdf(data: bytes) -> FileContent:
    """Raises Unreadable."""
    content = FileContent()
    _read_pages(data, content)
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            _tell_annotations(pdf, content)
            _tell_properties(pdf, content)
            if len(pdf.attachments):
                content.hidden(
                    f"PDF内嵌有{len(pdf.attachments)}个文件",
                    "内嵌文件未检查；清理时会一并删去。",
                    Severity.MUST_FIX,
                    "内嵌文件",
                )
    except pikepdf.PasswordError:
        raise Unreadable(_ENCRYPTED) from None
    except pikepdf.PdfError:
        raise Unreadable(_DAMAGED) from None
    return content


def _read_pages(data: bytes, content: FileContent) -> None:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(_ENCRYPTED if "password" in str(error).lower() else _DAMAGED) from None
    pictures: list[int] = []
    for index in range(min(len(document), MAX_PDF_PAGES)):
        try:
            page = document[index]
            layer = page.get_textpage()
            text = layer.get_text_bounded()
            covered = covered_text(page, layer)
        except pypdfium2.PdfiumError:
            raise Unreadable(f"{_DAMAGED}（第{index + 1}页）") from None
        if covered:
            content.hidden(
                f"遮盖块下仍有{len(covered)}个可以复制的文字",
                "盖上色块没有删除文字。请在原文件中删去后重新生成PDF，或使用专门的遮盖（密文）功能。",
                Severity.MUST_FIX,
                f"第{index + 1}页",
            )
        if len(text.strip()) < SPARSE_PAGE:
            pictures.append(index + 1)
        if not content.add_text(f"第{index + 1}页", text):
            break
    if len(document) > MAX_PDF_PAGES:
        content.unchecked(f"只检查了前{MAX_PDF_PAGES}页", "请拆分文件后重新上传。")
    if pictures:
        told = "、".join(map(str, pictures[:10])) + ("等" if len(pictures) > 10 else "")
        content.unchecked(
            f"第{told}页没有文字层（扫描件或图片），未能自动检查", "请人工核对其中有无个人信息。"
        )


def _tell_annotations(pdf: pikepdf.Pdf, content: FileContent) -> None:
    for number, page in enumerate(pdf.pages, start=1):
        remarks = [note for note in page.get("/Annots", []) if is_remark(note)]
        if not remarks:
            continue
        texts = [str(note.get("/Contents", "")) for note in remarks]
        content.traces(f"有{len(remarks)}处批注", f"第{number}页")
        content.add_text(f"第{number}页批注", "\n".join(texts), "条")


def is_remark(annotation: pikepdf.Object) -> bool:
    """Whether an annotation was made by a reviewer."""
    return str(annotation.get("/Subtype", "")) not in KEPT_ANNOTATIONS


def _tell_properties(pdf: pikepdf.Pdf, content: FileContent) -> None:
    told = {name: str(pdf.docinfo.get(key, "")) for key, name in _PROPERTIES.items()}
    if not told["作者"] and not told["单位"] and not told["关键词"]:
        return  # the program's name alone says nothing about anybody
    content.properties(told)
