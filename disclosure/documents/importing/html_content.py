"""Finding the main text of a saved web page."""

import re

from lxml import etree

from .spelling import words

# Ids and classes of the article container in the content systems of government sites
# (TRS, 大汉, 开普, 拓尔思, 博达), the surest first.
_PRECISE = words(
    "zoom ucap-content trs_editor trs_ueditor trs_uedit_view artibody articlecontent article-content "
    "article_content pages_content j-fontcontent wzbjq vsb_content v_news_content bt_content con_text "
    "news_content newscontent content-text view-content zwxl-article xxgk_content xq_content detail-content "
    "detail_content"
)
_GENERAL = words("article content main-content maincontent main_content arccontent main")
_CHROME = frozenset(
    words(
        "nav navbar navigation menu header head top footer foot bottom breadcrumb breadcrumbs crumb crumbs "
        "position location share bdsharebuttonbox toolbar sidebar copyright pagination pager login search"
    )
)
_CONTROLS = frozenset(words("share bdsharebuttonbox toolbar pagination pager breadcrumb breadcrumbs crumbs"))
_CHROME_TAGS = frozenset(("nav", "header", "footer", "aside"))
MIN_CONTENT_CHARS = 40  # a container with less is a placeholder; the shortest notices have more
MIN_CONTENT_SHARE = 0.5  # of the running text of the page, for the fallback
_BLANK = re.compile(r"\s+")


def tokens(node: etree._Element) -> set[str]:
    """The id and the classes of an element, in lower case."""
    return {word.lower() for word in f"{node.get('id') or ''} {node.get('class') or ''}".split()}


def is_chrome(node: etree._Element) -> bool:
    """Whether an element is navigation, header or footer of the page."""
    return node.tag in _CHROME_TAGS or bool(tokens(node) & _CHROME)


def is_control(node: etree._Element) -> bool:
    """Whether an element inside the main text is still not of it: share buttons, pages, tools."""
    return node.tag in _CHROME_TAGS or bool(tokens(node) & _CONTROLS)


def main_content(body: etree._Element) -> etree._Element:
    """The smallest element sure to hold the whole text: a known container, else by density."""
    lengths = _running_lengths(body)
    known: dict[str, list[etree._Element]] = {}
    for node in body.iter("div", "td", "article", "section", "main", "span", "form"):
        names = tokens(node)
        if node.tag in ("article", "main"):
            names.add(node.tag)
        for name in names:
            known.setdefault(name, []).append(node)
    for name in (*_PRECISE, *_GENERAL):
        best = max(known.get(name, ()), key=lengths.__getitem__, default=None)
        if best is not None and lengths[best] >= MIN_CONTENT_CHARS:
            return best
    return _densest(body, lengths)


def _running_lengths(body: etree._Element) -> dict[etree._Element, int]:
    """Characters of text outside links and page chrome, for every element."""
    lengths: dict[etree._Element, int] = {}
    for _event, node in etree.iterwalk(body, events=("end",)):
        if not isinstance(node.tag, str) or node.tag == "a" or is_chrome(node):
            lengths[node] = 0
        else:
            own = _length(node.text) + sum(lengths.get(child, 0) + _length(child.tail) for child in node)
            lengths[node] = own
    return lengths


def _length(text: str | None) -> int:
    return len(_BLANK.sub("", text)) if text else 0


def _densest(body: etree._Element, lengths: dict[etree._Element, int]) -> etree._Element:
    """Where paragraphs are thickest; widened until it holds most of the running text."""
    scores: dict[etree._Element, float] = {}
    for node in body.iter("p", "div", "td", "span", "section", "table"):
        own = _length(node.text) + sum(_length(child.tail) for child in node)
        if node.tag == "p":
            own = lengths[node]
        parent = node.getparent()
        if own and parent is not None and not is_chrome(node):
            scores[parent] = scores.get(parent, 0) + own
            if (above := parent.getparent()) is not None:
                scores[above] = scores.get(above, 0) + own / 2
    if not scores:
        return body
    best = max(scores, key=scores.__getitem__)
    wanted = lengths[body] * MIN_CONTENT_SHARE
    while best in lengths and best is not body and lengths[best] < wanted:
        best = best.getparent()
    return best if best in lengths else body
