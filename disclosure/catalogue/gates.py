"""Reasons why a column may not be submitted or go live (R-023, R-036)."""

from collections.abc import Iterator

from django.utils import timezone

from foundation.signoff.gates import Reason

from .enums import Absence
from .models import BodyPage, ColumnPage
from .rules import is_service_code, services_in

# Long enough to say why; “无” is not a reason.
SHORTEST_REASON = 5


def column_gate(page) -> Iterator[Reason]:
    """All reasons for a column; nothing for other pages."""
    if not isinstance(page, ColumnPage):
        return
    if page.item and page.item.linked_site and not page.external_url and not page.absence:
        yield Reason(f"本栏目由“{page.item.linked_site}”履行，请填写跳转地址。", "external_url")
    if page.absence and len(page.absence_reason.strip()) < SHORTEST_REASON:
        yield Reason(
            f"标记“{page.get_absence_display()}”须说明理由（不少于{SHORTEST_REASON}个字）。", "absence_reason"
        )
    if page.absence == Absence.NOT_PRODUCED:
        if not page.absence_until:
            yield Reason("请填写预计产生时间；到期后栏目重新列入空栏目。", "absence_until")
        elif page.absence_until < timezone.localdate():
            yield Reason("预计产生时间已过，请更新说明或发布信息。", "absence_until")
    for code, name in services_in(page.services):
        if not (name and is_service_code(code)):
            yield Reason(
                f"关联政务服务事项“{code[:40]}”写法不对，每行写：事项编码（字母、数字）、空格、事项名称。",
                "services",
            )


def body_page_gate(page) -> Iterator[Reason]:
    """All reasons for the page of a body: terms of office that end before they begin, the same leader twice."""
    if not isinstance(page, BodyPage):
        return
    seen = set()
    for leader in page.leader_rows.all():
        if (
            leader.effective_from
            and leader.effective_until
            and leader.effective_until < leader.effective_from
        ):
            yield Reason(f"“{leader.name}”的任职止早于任职起，请更正日期。", "leader_rows")
        if leader.facts in seen:
            yield Reason(f"“{leader}”在领导名单中出现了两次，请删去一行。", "leader_rows")
        seen.add(leader.facts)
