"""Text of the page-shaped Office formats: slides (pptx) and OFD (GB/T 33190—2016)."""

from lxml import etree

from .content import FileContent
from .package import Package, is_comment_part, office_properties, parse_xml

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def read_pptx(data: bytes) -> FileContent:
    """Slides, speaker's notes and comments. Raises Unreadable."""
    package = Package(data)
    content = FileContent()
    for folder, label in (("ppt/slides/slide", "张幻灯片"), ("ppt/notesSlides/notesSlide", "份备注")):
        for number, name in enumerate(package.names(folder, ".xml"), start=1):
            content.add_text(f"第{number}{label}", _paragraphs(parse_xml(package.read(name))))
    if comments := [name for name in package.names("ppt/comments/") if is_comment_part(name)]:
        content.traces("有批注", "批注")
        for name in comments:
            content.add_text("批注", " ".join(parse_xml(package.read(name)).itertext()))
    content.properties(office_properties(package))
    return content


def _paragraphs(root: etree._Element) -> str:
    return "\n".join(
        "".join(node.text or "" for node in paragraph.iter(f"{_A}t")) for paragraph in root.iter(f"{_A}p")
    )


def read_ofd(data: bytes) -> FileContent:
    """The text objects of each page, and the author. Raises Unreadable."""
    package = Package(data)
    content = FileContent()
    pages = [name for name in package.names(end="Content.xml") if "/Pages/" in name]
    for number, name in enumerate(pages, start=1):
        codes = (node for node in parse_xml(package.read(name)).iter() if _local(node) == "TextCode")
        content.add_text(f"第{number}页", "\n".join(node.text or "" for node in codes))
    if not content.texts:
        content.unchecked("OFD文件没有可读的文字（可能是扫描件）", "请人工核对其中有无个人信息。")
    root = package.xml("OFD.xml")
    if root is not None:
        authors = [node.text or "" for node in root.iter() if _local(node) == "Author"]
        content.properties({"作者": "、".join(filter(None, authors))})
    return content


def _local(node: etree._Element) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""
