"""What of a clarification the pre-check reads (R-080)."""

from collections.abc import Iterator

from disclosure.documents.passages import (
    Passage,
    dead_links,
    field_parts,
    file_part,
    linked_files,
    passage,
    picture_findings,
    pictures_in_text,
    web_links,
    without_numbers,
)
from foundation.precheck.registry import FilePart, OutsideLink, TextPart
from foundation.precheck.rules.finding import Finding, Kind

from .page_models import ClarificationPage

_FIELDS = {
    "title": "标题",
    "claim": "网传内容",
    "claim_place": "传播渠道",
    "overview": "一句话结论",
    "basis": "依据",
    "source": "信息来源",
}
CHECKED_KINDS = (Kind.LINK, Kind.ALT_TEXT)


def _facts(page: ClarificationPage) -> Passage:
    return passage("facts", "事实", page.facts)


def texts(page) -> Iterator[TextPart]:
    """Everything a reader of the clarification will read. 发言人 and 联系电话 are there to be published."""
    if not isinstance(page, ClarificationPage):
        return
    yield from field_parts(page, _FIELDS)
    yield from _facts(page).text_parts()
    for number, block in enumerate(page.evidence, start=1):
        yield TextPart("evidence", f"第{number}项证据", block.value["statement"] or "", "行")
        yield TextPart("evidence", f"第{number}项证据来源", block.value["source"] or "")


def files(page) -> Iterator[FilePart]:
    """Files of the evidence, documents that the text links to, pictures."""
    if not isinstance(page, ClarificationPage):
        return
    yield from linked_files([_facts(page)])
    yield from pictures_in_text([_facts(page)])
    for number, block in enumerate(page.evidence, start=1):
        if block.value["file"]:
            yield file_part("evidence", f"第{number}项证据附件", block.value["file"])


def links(page) -> Iterator[OutsideLink]:
    """Links to other sites."""
    if not isinstance(page, ClarificationPage):
        return
    yield from web_links([_facts(page)])
    for number, block in enumerate(page.evidence, start=1):
        if url := block.value["url"]:
            yield OutsideLink("evidence", f"第{number}项证据", url, without_numbers(block.value["source"]))


def check(page) -> Iterator[Finding]:
    """Links that lead nowhere and pictures without a text alternative."""
    if not isinstance(page, ClarificationPage):
        return
    yield from dead_links(page, [_facts(page)])
    yield from picture_findings([_facts(page)])
