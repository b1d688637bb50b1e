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


def main_content(body: etree._Element) -> etree._Element:
    """The smallest element sure to hold the whole text: a known container, else by density."""
    known: dict[str, list[etree._Element]] = {}
    for node in body.iter("div", "td", "article", "section", "main", "span", "form"):
        names = tokens(node)
        if node.tag in ("article", "main"):
            names.add(node.tag)
        for name in names:
            known.setdefault(name, []).append(node)
    for name in (*_PRECISE, *_GENERAL):
        candidates = [(running_text(node), node) for node in known.get(name, ())]
        if candidates:
            length, best = max(candidates, key=lambda pair: pair[0])
            if length >= MIN_CONTENT_CHARS:
                return best
    return _densest(body)


def running_text(node: etree._Element) -> int:
    """Characters of text outside links and page chrome."""
    if not isinstance(node.tag, str) or node.tag == "a" or is_chrome(node):
        return 0
    total = _length(node.text)
    for child in node:
        total += running_text(child) + _length(child.tail)
    return total


def _length(text: str | None) -> int:
    return len(_BLANK.sub("", text)) if text else 0


def _densest(body: etree._Element) -> etree._Element:
    """Where paragraphs are thickest; widened until it holds most of the running text."""
    scores: dict[etree._Element, float] = {}
    for node in body.iter("p", "div", "td", "span", "section", "table"):
        own = _length(node.text) + sum(_length(child.tail) for child in node)
        if node.tag == "p":
            own = running_text(node)
        parent = node.getparent()
        if own and parent is not None and not is_chrome(node):
            scores[parent] = scores.get(parent, 0) + own
            if (above := parent.getparent()) is not None:
                scores[above] = scores.get(above, 0) + own / 2
    if not scores:
        return body
    best = max(scores, key=scores.__getitem__)
    wanted = running_text(body) * MIN_CONTENT_SHARE
    while best is not body and running_text(best) < wanted and best.getparent() is not None:
        best = best.getparent()
    return best
