"""What an editor should confirm before submitting (请确认), and the three groups of the panel 检查.

A gate refuses; a check only asks. A feature above this one adds its own with ``register_check``.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from disclosure.catalogue.openness import column_item
from foundation.organisations.models import User
from foundation.precheck.checks import run_checks
from foundation.precheck.cleaning import cleanable
from foundation.precheck.gates import precheck_gate
from foundation.precheck.models import FindingDecision
from foundation.precheck.rules.finding import Finding, Kind
from foundation.precheck.services import dismissible
from foundation.signoff.gates import Reason, reasons
from foundation.signoff.pages import SignedPage

from .enums import NO_LONGER_IN_FORCE, OnlyParties, Openness, Validity, WithholdingReason
from .models import DocumentPage, FiledPage
from .openness import MAY_BE_WITHHELD, mixing_gate
from .rules import validity_on

Check = Callable[[SignedPage], Iterable[Reason]]
_checks: list[Check] = []


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the panel. Only what the user may set aside (忽略) has a ``fingerprint``.

    ``clean_url`` leads to 清理后使用, ``review_url`` to where the secrecy reviewer is asked to judge a mark.
    """

    message: str
    field: str = ""
    advice: str = ""
    fingerprint: str = ""
    clean_url: str = ""
    review_url: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """必须修改, 请确认, 已符合, and findings of the pre-check that somebody has set aside (已忽略)."""

    must_fix: list[Row]
    confirm: list[Row]
    fine: list[Row]
    dismissed: tuple[tuple[Finding, FindingDecision], ...] = ()


def register_check(check: Check) -> Check:
    """Add a feature's check; called from AppConfig.ready(). It passes over pages that are not its own."""
    if check not in _checks:
        _checks.append(check)
    return check


def checklist(page: SignedPage, user: User | None = None) -> Checklist:
    """Everything the editor has to know before submitting, each with the field to jump to.

    The pre-check runs once: its gate is left out, because its findings are shown one by one.
    """
    report = run_checks(page)
    may_dismiss = dismissible(page, report.open, user) if user and report.open else frozenset()
    must_fix = [_row(reason) for reason in reasons(page, without=[precheck_gate])]
    must_fix += [_finding_row(finding, may_dismiss, page) for finding in report.must_fix]
    confirm = [_row(reason) for check in _checks for reason in check(page)]
    confirm += [_finding_row(finding, may_dismiss, page) for finding in report.confirm]
    open_fields = {row.field for row in [*must_fix, *confirm]}
    fine = [
        Row(label, field)
        for field, label in getattr(page, "checked_elements", {}).items()
        if field not in open_fields and _filled(page, field)
    ]
    if report.fine:
        fine.append(Row(f"预检未发现：{'、'.join(report.fine)}"))
    return Checklist(must_fix, confirm, fine, report.dismissed)


def _row(reason: Reason) -> Row:
    return Row(reason.message, reason.field)


def _finding_row(finding: Finding, may_dismiss: frozenset[str], page: SignedPage) -> Row:
    fingerprint = finding.fingerprint if finding.fingerprint in may_dismiss else ""
    file = cleanable(finding)
    may_clean = file and page.pk and not page.workflow_in_progress
    asks = finding.kind == Kind.SECRET and not fingerprint and page.pk
    return Row(
        finding.in_words,
        finding.field,
        finding.suggestion,
        fingerprint,
        clean_url=reverse("precheck_clean", args=[page.pk, *file]) if file and may_clean else "",
        review_url=reverse("precheck_draft", args=[page.pk]) if asks else "",
    )


def _filled(page: SignedPage, field: str) -> bool:
    value = getattr(page, field)
    return value.exists() if hasattr(value, "exists") else bool(value)


register_check(mixing_gate)


@register_check
def filing_check(page: SignedPage) -> Iterator[Reason]:
    """What every filed page should have: 条例 12 names the four parts of a catalogue entry."""
    if not isinstance(page, FiledPage):
        return
    if not page.overview:
        yield Reason("未填内容概述。目录须含索引、名称、内容概述、生成日期（条例第十二条）。", "overview")
    if page.openness == Openness.PROACTIVE and (page.openness_reason or page.openness_note):
        yield Reason("公开属性已是“主动公开”，原填的不公开理由将不使用，请确认。", "openness")
    if page.only_parties == OnlyParties.NO and page.openness_reason == WithholdingReason.CERTAIN_PARTIES:
        yield Reason("您填写不只涉及特定当事人，理由却是“只涉及部分人和事”，请确认。", "only_parties")
    yield from _duty_to_disclose(page)


def _duty_to_disclose(page: FiledPage) -> Iterator[Reason]:
    """条例 16: what may be withheld must be open where a rule says so (R-071); catalogue items name the rule."""
    if page.openness == Openness.PROACTIVE or page.openness_reason not in MAY_BE_WITHHELD:
        return
    item = column_item(page)
    if item is None:
        return
    basis = f"，依据：{item.legal_basis}" if item.legal_basis else ""
    yield Reason(
        f"本栏目对应目录事项“{item}”，属于应当公开的内容{basis}。法律、法规、规章规定应当公开的，从其规定"
        f"（条例第十六条），请确认能否以“{page.get_openness_reason_display()}”为由不公开。",
        "openness_reason",
    )


@register_check
def document_check(page: SignedPage) -> Iterator[Reason]:
    """What a policy document should have, and where its parts disagree."""
    if not isinstance(page, DocumentPage):
        return
    if not page.genre:
        yield Reason("未选体裁（文种）。", "genre")
    if not page.subject:
        yield Reason("未选主题分类，读者按主题查不到本文件。", "subject")
    if page.written_on and page.effective_on and page.effective_on < page.written_on:
        yield Reason(
            f"施行日期（{page.effective_on}）早于成文日期（{page.written_on}），请确认是否溯及既往。",
            "effective_on",
        )
    if page.written_on and page.expires_on and page.expires_on < page.written_on:
        yield Reason("失效日期早于成文日期，请核对。", "expires_on")
    yield from _validity(page)


def _validity(page: DocumentPage) -> Iterator[Reason]:
    """失效的文件应明确标注 (国办发〔2017〕47号): mark and dates must tell the reader the same."""
    today = timezone.localdate()
    seen = validity_on(page.validity, page.effective_on, page.expires_on, today)
    expired = page.expires_on and page.expires_on < today
    if expired and page.validity not in NO_LONGER_IN_FORCE:
        yield Reason(
            f"失效日期（{page.expires_on}）已过，有效性仍为“{page.get_validity_display()}”，请确认是否改为“失效”。",
            "validity",
        )
    elif seen != page.validity:
        yield Reason(
            f"按施行日期（{page.effective_on}），有效性应为“{Validity(seen).label}”，"
            f"现填“{page.get_validity_display()}”，请确认。",
            "validity",
        )
    elif page.validity == Validity.LAPSED and not page.expires_on:
        yield Reason("有效性为“失效”，请确认是否补填失效日期。", "expires_on")
