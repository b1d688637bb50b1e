"""What an editor should confirm before submitting (请确认), and the three groups of the panel 检查.

A gate refuses; a check only asks. A feature above this one adds its own with ``register_check``.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.html import strip_tags

from foundation.signoff.gates import Reason, reasons
from foundation.signoff.pages import SignedPage

from .enums import NO_LONGER_IN_FORCE, Openness, Validity
from .importing.header import openness_note
from .models import DocumentPage, FiledPage
from .rules import validity_on

Check = Callable[[SignedPage], Iterable[Reason]]
_checks: list[Check] = []


@dataclass(frozen=True, slots=True)
class Checklist:
    """必须修改, 请确认, 已符合."""

    must_fix: list[Reason]
    confirm: list[Reason]
    fine: list[Reason]


def register_check(check: Check) -> Check:
    """Add a feature's check; called from AppConfig.ready(). It passes over pages that are not its own."""
    if check not in _checks:
        _checks.append(check)
    return check


def checklist(page: SignedPage) -> Checklist:
    """Everything the editor has to know before submitting, each with the field to jump to."""
    must_fix = list(reasons(page))
    confirm = [finding for check in _checks for finding in check(page)]
    open_fields = {reason.field for reason in [*must_fix, *confirm]}
    fine = [
        Reason(label, field)
        for field, label in getattr(page, "checked_elements", {}).items()
        if field not in open_fields and _filled(page, field)
    ]
    return Checklist(must_fix, confirm, fine)


def _filled(page: SignedPage, field: str) -> bool:
    value = getattr(page, field)
    return value.exists() if hasattr(value, "exists") else bool(value)


@register_check
def filing_check(page: SignedPage) -> Iterator[Reason]:
    """What every filed page should have: 条例 12 names the four parts of a catalogue entry."""
    if not isinstance(page, FiledPage):
        return
    if not page.overview:
        yield Reason("未填内容概述。目录须含索引、名称、内容概述、生成日期(条例第十二条)。", "overview")
    if page.openness == Openness.PROACTIVE and (page.openness_reason or page.openness_note):
        yield Reason("公开属性已是“主动公开”,原填的不公开理由将不使用,请确认。", "openness")


@register_check
def document_check(page: SignedPage) -> Iterator[Reason]:
    """What a policy document should have, and where its parts disagree."""
    if not isinstance(page, DocumentPage):
        return
    if not page.genre:
        yield Reason("未选体裁(文种)。", "genre")
    if not page.subject:
        yield Reason("未选主题分类,读者按主题查不到本文件。", "subject")
    yield from _validity(page)
    yield from _printed_note(page)


def _validity(page: DocumentPage) -> Iterator[Reason]:
    """失效的文件应明确标注 (国办发〔2017〕47号): mark and dates must tell the reader the same."""
    today = timezone.localdate()
    seen = validity_on(page.validity, page.effective_on, page.expires_on, today)
    expired = page.expires_on and page.expires_on < today
    if expired and page.validity not in NO_LONGER_IN_FORCE:
        yield Reason(
            f"失效日期({page.expires_on})已过,有效性仍为“{page.get_validity_display()}”,请确认是否改为“失效”。",
            "validity",
        )
    elif seen != page.validity:
        yield Reason(
            f"按施行日期({page.effective_on}),有效性应为“{Validity(seen).label}”,"
            f"现填“{page.get_validity_display()}”,请确认。",
            "validity",
        )
    elif page.validity == Validity.LAPSED and not page.expires_on:
        yield Reason("有效性为“失效”,请确认是否补填失效日期。", "expires_on")


def _printed_note(page: DocumentPage) -> Iterator[Reason]:
    """The note at the end of the text (附注, R-046) names another attribute than the field."""
    for block in page.content:
        if block.block_type != "text":
            continue
        for line in strip_tags(str(block.value.source).replace("</p>", "\n")).splitlines():
            note = openness_note(line)
            if note and note[1] and note[1] != page.get_openness_display():
                yield Reason(
                    f"正文附注为“{note[0]}”,公开属性为“{page.get_openness_display()}”,请核对是否一致。",
                    "openness",
                )
