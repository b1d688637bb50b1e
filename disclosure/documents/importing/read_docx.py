"""Word documents. The parts are read with lxml from a guarded archive, because python-docx
unpacks every part without a limit and knows neither generated numbers nor tracked changes."""

import posixpath

from lxml import etree

from .archives import Package
from .docx_numbering import Numbering, W
from .docx_tables import table_rows
from .docx_text import ParagraphText, Picture, chosen, paragraph_text
from .images import check_image
from .limits import MAX_IMAGE_BYTES, MAX_IMAGES
from .problems import ImportProblem
from .raw import RawDocument, RawImage, RawParagraph, RawTable
from .spelling import clean

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))


def read_docx(data: bytes) -> RawDocument:
    """The paragraphs, tables and pictures of a .docx file in order. Raises `ImportProblem`."""
    return _Reader(Package(data)).read()


class _Reader:
    def __init__(self, package: Package):
        self._package = package
        self._raw = RawDocument("docx", "段")
        self._place = 0
        self._main = self._main_part()
        self._folder = posixpath.dirname(self._main)
        self._relations = self._read_relations()
        self._numbering = Numbering(self._part("numbering.xml"), self._part("styles.xml"))
        self._notes: list[tuple[str, str]] = []
        self._images = 0
        self._seen: dict[str, int] = {}  # what must be checked -> first paragraph

    def read(self) -> RawDocument:
        root = self._package.xml(self._main)
        body = root.find(f"{W}body") if root is not None else None
        if body is None:
            raise ImportProblem(
                "文件中没有正文，可能不是 Word 文档，请用 Word 或 WPS 另存为 .docx 后重新上传"
            )
        self._blocks(body)
        self._append_notes()
        for message, place in self._seen.items():
            self._raw.notice(message, place)
        return self._raw

    def _main_part(self) -> str:
        relations = self._package.xml("_rels/.rels")
        for relation in relations.iter(_RELATION) if relations is not None else ():
            if relation.get("Type") == _MAIN_TYPE:
                target = posixpath.normpath(relation.get("Target", "").lstrip("/"))
                if target in self._package:
                    return target
        return "word/document.xml"

    def _part(self, name: str) -> etree._Element | None:
        return self._package.xml(posixpath.join(self._folder, name))

    def _read_relations(self) -> dict[str, tuple[str, bool]]:
        """Relation id -> (part name or address, whether it lies outside the file)."""
        root = self._part(f"_rels/{posixpath.basename(self._main)}.rels")
        relations = {}
        for node in root.iter(_RELATION) if root is not None else ():
            target, outside = node.get("Target", ""), node.get("TargetMode") == "External"
            if not outside:
                absolute = target.startswith("/")
                target = posixpath.normpath(
                    target.lstrip("/") if absolute else posixpath.join(self._folder, target)
                )
            relations[node.get("Id", "")] = (target, outside)
        return relations

    def _blocks(self, container: etree._Element) -> None:
        for node in container:
            if node.tag == W + "p":
                self._place += 1
                self._paragraph(node)
            elif node.tag == W + "tbl":
                self._place += 1
                self._table(node)
            elif node.tag in _WRAPPERS:
                self._blocks(node)
            elif node.tag == _ALTERNATE and (branch := chosen(node)) is not None:
                self._blocks(branch)

    def _paragraph(self, node: etree._Element) -> None:
        place = self._place
        content = paragraph_text(node)
        for line in self._text(node, content).split("\n"):
            if line := clean(line):
                self._raw.add(RawParagraph(line, place))
        self._extras(content)

    def _text(self, node: etree._Element, content: ParagraphText) -> str:
        """Text of a paragraph with its generated number and the numbers of its notes."""
        text = content.text
        for note in content.notes:
            self._notes.append(note)
            text = text.replace("\x00", f"〔注{len(self._notes)}〕", 1)
        if not text.strip() and not content.pictures:
            return ""
        return self._numbering.label(node) + text

    def _extras(self, content: ParagraphText) -> None:
        """Pictures and text boxes of a paragraph, and what must be checked in it."""
        for picture in content.pictures:
            self._picture(picture)
        for box in content.boxes:
            self._check("文本框中的文字已移到所在段落之后，请核对位置")
            self._blocks(box)
        if content.inserted:
            self._check("文件中有未接受的修订，已按“接受全部修订”导入，请核对")
        if content.hidden:
            self._check("文件中有隐藏文字，未导入，请核对")
        if content.embedded:
            self._check("文件中嵌入了其他文件（如表格、公式），未导入，请另行上传")
        if content.symbols:
            self._check("有特殊符号无法识别，请对照原件补正")

    def _check(self, message: str) -> None:
        self._seen.setdefault(message, self._place)

    def _table(self, node: etree._Element) -> None:
        cells = list(node.iter(W + "tc"))
        if len(cells) == 1:
            self._blocks(cells[0])
            return
        held: list[ParagraphText] = []
        rows = table_rows(node, lambda cell: self._cell_text(cell, held))
        if any(cell.text for row in rows for cell in row):
            self._raw.add(RawTable(rows, self._place))
        for content in held:
            self._extras(content)

    def _cell_text(self, cell: etree._Element, held: list[ParagraphText]) -> str:
        lines: list[str] = []
        for node in cell:
            if node.tag == W + "p":
                content = paragraph_text(node)
                lines += [clean(line) for line in self._text(node, content).split("\n")]
                held.append(content)
            elif node.tag == W + "tbl":
                rows = table_rows(node, lambda inside: self._cell_text(inside, held))
                lines += [" ".join(each.text for each in row if each.text) for row in rows]
            elif node.tag in _WRAPPERS:
                lines.append(self._cell_text(node, held))
        return "\n".join(line for line in lines if line)

    def _picture(self, picture: Picture) -> None:
        target, outside = self._relations.get(picture.relation, ("", False))
        name = posixpath.basename(target)
        if outside or target not in self._package:
            self._raw.notice(
                f"图片“{picture.alt or name}”不在文件内，未导入，请在 Word 中嵌入后重新上传", self._place
            )
            return
        self._images += 1
        if self._images > MAX_IMAGES:
            self._check(f"图片超过 {MAX_IMAGES} 张，此后的图片未导入，请拆分文件")
            return
        try:
            data = self._package.read(target, MAX_IMAGE_BYTES)
            image = check_image(data, name, picture.alt, self._place)
        except ImportProblem as problem:
            self._raw.notice(problem.message, self._place)
            return
        self._raw.add(RawImage(image, self._place))

    def _append_notes(self) -> None:
        """Foot- and endnotes, after the text they belong to."""
        notes: dict[tuple[str, str], etree._Element] = {}
        for kind in {kind for kind, _ in self._notes}:
            root = self._part(f"{kind}.xml")
            notes |= {(kind, note.get(f"{W}id", "")): note for note in (root if root is not None else ())}
        for number, key in enumerate(self._notes, 1):
            if key in notes:
                self._place += 1
                text = " ".join(paragraph_text(node).text for node in notes[key].iter(W + "p"))
                self._raw.add(RawParagraph(clean(f"〔注{number}〕{text}".replace("\x00", "")), self._place))
        if self._notes:
            self._check("脚注、尾注已移到文末，以“〔注1〕”标明，请核对")
