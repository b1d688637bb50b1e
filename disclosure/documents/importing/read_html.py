"""Saved web pages. Nothing is ever fetched: remote pictures and files are reported instead."""

import re

from lxml import etree, html

from .encoding import decode
from .html_content import main_content
from .html_walk import Walker
from .limits import MAX_HTML_DEPTH
from .problems import ImportProblem
from .raw import RawDocument
from .spelling import clean

# 国务院办公厅《政府网站发展指引》(国办发〔2017〕47号) 附件:网页标签.
_META = {
    "pubdate": "published_at",
    "contentsource": "source",
    "keywords": "keywords",
    "description": "overview",
}
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_TITLE_SEPARATOR = re.compile(r"\s*[_|｜]\s*|\s+-+\s+|-{2,}|——")
_TOO_DEEP = etree.XPath("/" + "/".join(["*"] * (MAX_HTML_DEPTH + 1)))
FILES_NAMED = 5


def read_html(data: bytes) -> RawDocument:
    """The paragraphs, tables and pictures of a page in order. Raises `ImportProblem`."""
    text, damaged = decode(data)
    raw = RawDocument("html", "段")
    root = _parse(_XML_DECLARATION.sub("", text.replace("\x00", "")))
    body = root.find("body")
    if body is None:
        raise ImportProblem("网页中没有正文，请用浏览器打开原网页，另存为“网页，仅 HTML”后重新上传")
    _read_head(root, raw)
    Walker(raw, main_content(body)).walk(body)
    files = [file for file in raw.linked_files if not file.is_image]
    if files:
        names = "、".join(f"“{file.text}”" for file in files[:FILES_NAMED])
        more = "等" if len(files) > FILES_NAMED else ""
        raw.notice(f"网页链接的 {len(files)} 个文件（{names}{more}）未下载，请另行上传")
    if damaged:
        raw.notice(f"有 {damaged} 个字无法识别，显示为“\ufffd”，请对照原件补正")
    return raw


def _parse(text: str) -> etree._Element:
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        raise ImportProblem("网页内容为空或已损坏，请用浏览器打开原网页重新保存后上传") from None
    if _TOO_DEEP(root) or any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise ImportProblem("网页嵌套层次过多或单段文字过长，请将正文复制到 Word 文档后上传")
    return root


def _read_head(root: etree._Element, raw: RawDocument) -> None:
    """Title and facts of the <meta> tags. Keywords and summary of pages without ArticleTitle are
    those of the site."""
    found = {
        (node.get("name") or "").strip().lower(): clean(node.get("content") or "")
        for node in root.iter("meta")
        if node.get("name")
    }
    raw.title = found.get("articletitle", "")
    if raw.title:
        raw.meta = {field: found[name] for name, field in _META.items() if found.get(name)}
    page_title = clean(" ".join((root.findtext("head/title") or "").split()))
    raw.title_hint = _TITLE_SEPARATOR.split(page_title)[0]
    for heading in root.iter("h1"):
        text = clean(" ".join("".join(heading.itertext()).split()))
        if text and (not page_title or text in page_title):
            raw.title = raw.title or text
