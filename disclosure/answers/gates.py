"""Reasons why an answer may not be submitted or signed. Asked again at every step."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from disclosure.requests.answering import IDENTITY_FIRST
from disclosure.requests.enums import Leaf, State
from foundation.redactions.models import Redaction
from foundation.signoff.gates import Reason

from .appeals import offices_of
from .drafting import decided_items, mark_of
from .enums import Need
from .models import AnswerPage
from .outcomes import OUTCOMES
from .rules import problems
from .wording import Decided

CONFINED = "依申请公开的答复只送达申请人，不在网站公开。"
_MAY_BE_SIGNED = (State.REGISTERED, State.HANDLING, State.SIGNING)


def confined(draft: Any) -> str:
    """Answers never become public pages; a suitable one is published anonymised, as a page of its own."""
    return CONFINED if isinstance(draft, AnswerPage) else ""


def answer_gate(page: Any) -> Iterator[Reason]:
    """All reasons for an answer; nothing for other pages."""
    if not isinstance(page, AnswerPage):
        return
    if page.case_id is None:
        yield Reason("答复书没有对应的申请。")
        return
    case = page.case
    if case.state not in _MAY_BE_SIGNED:
        yield Reason(f"申请{case.number}目前为“{case.get_state_display()}”，答复不能送审或者签发。")
    if case.waits_for_identity:
        yield Reason(IDENTITY_FIRST)
    try:
        items = decided_items(case)
    except ValidationError as undecided:
        yield Reason(undecided.messages[0])
        return
    if page.items_mark != mark_of(items, page.remedies):
        yield Reason("拟稿后认定又有变化，或者救济途径不是按认定生成的，请重新生成答复书。")
    if offices_of(case.body) is None or not page.remedies.strip():
        yield Reason("答复书没有救济途径，请设置行政复议机关和人民法院后重新生成。", "remedies")
    if not page.decision.strip() or not page.reasons.strip():
        yield Reason("请写明决定，以及事实、理由和依据。", "decision")
    if page.supply_on and page.supply_on <= timezone.localdate() and case.state != State.SIGNING:
        yield Reason(f"写明的提供日期{page.supply_on}已到，请改用随答复书提供，或者改定日期。")
    for item in items:
        yield from _item(page, item)


def _item(page: AnswerPage, item: Decided) -> Iterator[Reason]:
    """What its outcome asks for is still there."""
    outcome = OUTCOMES[item.outcome]
    given = {"reasons": item.reasons, "basis": item.basis} | dict(item.details)
    for words in problems(outcome, given).values():
        yield Reason(f"第{item.order}项：{words}")
    if Need.FILES not in outcome.needs:
        return
    files = [one for one in page.attachments.all() if one.item_id is None or one.item.order == item.order]
    if not files:
        yield Reason(f"第{item.order}项：请添加提供给申请人的文件。", "attachments")
    elif Need.WITHHELD in outcome.needs and not _has_separated(files, outcome.key):
        yield Reason(
            f"第{item.order}项：部分公开的，须提供经第二人核对的遮盖件。请先登记遮盖件，核对后添加。",
            "attachments",
        )


def _has_separated(files: list[Any], outcome: str) -> bool:
    """A redacted copy; of what is classified the system never holds the original, so that an excerpt is made."""
    if outcome == f"partial_{Leaf.DENIED_1.value}":
        return True
    return Redaction.objects.filter(copy__in=[one.document_id for one in files]).exists()
