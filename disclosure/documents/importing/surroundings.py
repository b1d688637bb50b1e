"""Separating a document from the web page around it."""

from .chrome import is_footer, is_pager, is_tool, leads_to_footer, site_host
from .header import FactsBuilder, has_form_of, open_field
from .lead_in import take_lead_in, take_title
from .markers import is_marked
from .page import Page
from .raw import RawDocument, RawItem

FOOTER_ITEMS = 15  # the footer of a portal is some six lines
FOOTER_LINE_CHARS = 160


def read_page(raw: RawDocument) -> Page:
    """Take navigation, facts, title and footer off `raw`; what is left is the body."""
    page = Page("", [], FactsBuilder(raw.notice))
    for name, value in raw.meta.items():
        page.facts.add(name, value)
    items = _outside_content(raw, page)
    if raw.format != "docx":
        items = _without_footer(items, page)
    items = take_lead_in(items, raw, page)
    take_title(items, raw, page)
    return page


def _outside_content(raw: RawDocument, page: Page) -> list[RawItem]:
    """Of a web page, read the facts beside the main text and put everything else there aside."""
    kept: list[RawItem] = []
    pending = ""
    for item in raw.items:
        if item.content:
            kept.append(item)
            pending = ""
        elif page.take_table(item) or page.take_line(item):
            pending = open_field(item.text)
        else:
            if pending and has_form_of(pending, item.text):
                page.facts.add(pending, item.text, item.place)
            pending = ""
            page.facts.add("site_host", site_host(item.text))
            page.put_aside("导航", item)
    return kept


def _without_footer(items: list[RawItem], page: Page) -> list[RawItem]:
    start = len(items)
    for index in range(len(items) - 1, max(-1, len(items) - 1 - FOOTER_ITEMS), -1):
        text = items[index].text
        if not text or len(text) > FOOTER_LINE_CHARS or is_marked(text):
            break
        if is_footer(text):
            start = index
    while 0 < start < len(items) and leads_to_footer(items[start - 1].text):
        start -= 1
    for item in items[start:]:
        page.facts.add("site_host", site_host(item.text))
        page.put_aside("页脚", item)
    while start and (is_tool(items[start - 1].text) or is_pager(items[start - 1].text)):
        start -= 1
        page.put_aside("导航", items[start])
    return items[:start]
