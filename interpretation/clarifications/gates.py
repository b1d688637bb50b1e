"""Reasons why a clarification may not be submitted or signed (R-128, R-131, R-132, R-133)."""

from collections.abc import Iterator

from django.utils.html import strip_tags
from wagtail.models import Page

from disclosure.catalogue.enums import ColumnType
from disclosure.catalogue.models import ColumnPage
from foundation.signoff.gates import Reason

from .consents import consents_of
from .enums import ConsentState, Result, Verdict
from .models import CaseSource, RumourCase
from .page_models import ClarificationPage
from .rules import addresses_in, leads_there, repeats

_WANTED = {
    "claim": "请概括写明网传内容。",
    "verdict": "请选择结论。",
    "overview": "请用一句话写明结论和事实。",
    "basis": "请写明依据。",
    "phone": "请填写联系电话，公众有疑问的可以核实。",
    "spokesperson": "请填写发言人或者联系人。",
    "verified_on": "请填写核实日期。",
}
# Which verdict goes with which result of the verification.
_FITTING = {
    Result.TRUE: {Verdict.TRUE},
    Result.FALSE: {Verdict.FALSE, Verdict.PARTLY_FALSE},
    Result.INCOMPLETE: {Verdict.INCOMPLETE, Verdict.PARTLY_FALSE},
}
COLUMNS = frozenset({ColumnType.CLARIFICATION, ColumnType.RESPONSE})


def clarification_gate(page) -> Iterator[Reason]:
    """All reasons for a clarification; nothing for other pages."""
    if not isinstance(page, ClarificationPage):
        return
    for name, words in _WANTED.items():
        if not getattr(page, name):
            yield Reason(words, name)
    if not strip_tags(page.facts).strip():
        yield Reason("请写明事实。", "facts")
    yield from _evidence(page)
    yield from _title(page)
    yield from _no_way_to_the_rumour(page)
    yield from _verification(page)
    yield from _place(page)
    if (page.is_sensitive or page.is_emergency) and page.body_id and not page.issuing_body_id:
        yield Reason("重要、敏感内容须报政府审批，但发布机构没有所属的政府，请核对机构层级。", "is_sensitive")


def _evidence(page: ClarificationPage) -> Iterator[Reason]:
    if not len(page.evidence):
        yield Reason("请至少列出一项证据及其来源。", "evidence")
    for number, block in enumerate(page.evidence, 1):
        if not (block.value["statement"] or "").strip() or not (block.value["source"] or "").strip():
            yield Reason(f"第{number}项证据须写明事实和来源。", "evidence")


def _title(page: ClarificationPage) -> Iterator[Reason]:
    """Whoever reads only the title must not believe the rumour (R-133)."""
    if page.title and page.claim and repeats(page.title, page.claim):
        yield Reason(
            "标题照搬了网传内容，只看标题的读者会信以为真。请在标题中写明“不实”“澄清”“辟谣”或者“情况说明”。",
            "title",
        )


def _no_way_to_the_rumour(page: ClarificationPage) -> Iterator[Reason]:
    """R-133: no active link to where the rumour is; as text in 传播渠道 it may stand."""
    from disclosure.documents.rich_text import read_rich_text

    sources = addresses_in(f"{page.claim} {page.claim_place}")
    if page.pk:
        rows = CaseSource.objects.filter(case__page=page.pk).values_list("address", flat=True)
        sources += [address for address in rows if address]
    if not sources:
        return
    if any(leads_there(link.url, sources) for link in read_rich_text(page.facts).web_links):
        yield Reason("“事实”中的链接指向谣言的出处。请删去链接，需要时只写文字。", "facts")
    for number, block in enumerate(page.evidence, 1):
        if leads_there(block.value["url"] or "", sources):
            yield Reason(f"第{number}项证据的网址就是谣言的出处，请改为权威来源。", "evidence")


def _verification(page: ClarificationPage) -> Iterator[Reason]:
    """What is published is what was verified (R-128)."""
    if not page.pk:
        return
    for number, result in RumourCase.objects.filter(page=page.pk).values_list("number", "result"):
        if result in ("", Result.UNCERTAIN):
            yield Reason(f"澄清事项{number}尚未核实清楚，请先登记核实结果。")
        elif page.verdict and page.verdict not in _FITTING[Result(result)]:
            yield Reason(
                f"结论“{page.get_verdict_display()}”与澄清事项{number}的核实结果“{Result(result).label}”不一致。",
                "verdict",
            )


def _place(page: ClarificationPage) -> Iterator[Reason]:
    """R-131: in the column 澄清辟谣."""
    if not page.path:
        return
    parent = (
        ColumnPage.objects.filter(path=page.path[: -Page.steplen]).values_list("column_type", "title").first()
    )
    if parent and parent[0] not in COLUMNS:
        yield Reason(f"本稿件在“{parent[1]}”栏目。澄清须放在“澄清辟谣”或者“回应关切”栏目，请移动后再送审。")


def consent_gate(page) -> Iterator[Reason]:
    """Whatever touches another department is signed once that department agrees to this very text (R-132)."""
    if not isinstance(page, ClarificationPage):
        return
    for consent in consents_of(page):
        if consent.is_given:
            continue
        if consent.said and consent.said.state == ConsentState.OBJECTION:
            yield Reason(f"{consent.body}不同意公开：{consent.said.note}。请协商一致后再签发。")
        else:
            yield Reason(f"内容涉及{consent.body}，尚未取得其对本稿的同意，不能公开。")
