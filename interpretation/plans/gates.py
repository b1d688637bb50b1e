"""Reasons why a document may not be submitted: its package is not complete (R-084, R-086, R-091)."""

from collections.abc import Iterator

from disclosure.documents.enums import DocumentKind
from disclosure.documents.models import DocumentPage
from disclosure.documents.openness import day_of_rules
from foundation.rules.parameters import choice
from foundation.signoff.gates import Reason
from interpretation.policies.checks import SYNC, is_alone

from .enums import Slot
from .models import Waiver
from .selectors import is_asked, package_of, plan_of

# No field of the document to jump to: the section 解读方案 leads to the screen where it is put right.
WHERE = "请在“检查与时限”的“解读方案”中补充，或由审核岗位写明理由后免交。"
# Of the options of interp.sync, those with which no document is submitted without a draft beside it.
DEMANDING = frozenset({"require", "together"})


def package_gate(page) -> Iterator[Reason]:
    """同步组织、同步审签: a document that needs an interpretation comes with its plan; nothing for other pages."""
    if not isinstance(page, DocumentPage) or not page.pk or not is_asked(page):
        return
    for state in package_of(page):
        if state.slot != Slot.MATERIAL and not state.is_settled:
            yield Reason(f"{''.join(state.faults)}{WHERE}")
    if page.kind != DocumentKind.REGULATION:
        return
    plan = plan_of(page)
    if plan and not plan.legal_opinion.strip():
        yield Reason("规章的解读方案须经法制审核，请在解读方案中填写法制审核意见。")


def sync_gate(page) -> Iterator[Reason]:
    """Where 同步 is asked for, a document is not submitted before its interpretation is drafted (R-084, R-090)."""
    if choice(SYNC, getattr(page, "body_id", None)) not in DEMANDING or page.live or not is_alone(page):
        return
    if Waiver.objects.filter(document_id=page.pk, slot=Slot.MATERIAL).exists():
        return
    if choice(SYNC, page.body_id, day_of_rules(page)) in DEMANDING:
        yield Reason(
            "本地区要求文件与解读同步起草、同步审签，本文件须有解读而尚未起草。请在“解读”中点“撰写解读”后一并送审。"
        )
