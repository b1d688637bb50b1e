"""What the page of a case shows of its fee and of what followed it."""

from typing import Any

from disclosure.requests.enums import State
from disclosure.requests.models import Case
from foundation.organisations.models import User

from . import fees
from .access import keeper
from .models import FeeNotice


def fee_section(case: Case, user: User) -> dict[str, Any] | None:
    """信息处理费: the notice that was sent, or the way to one where the body charges. At most two queries."""
    if case.state != State.FEE and not (case.state == State.HANDLING and fees.is_on(case)):
        return None
    if notice := FeeNotice.objects.filter(case=case.pk).first():
        return {"notice": notice}
    return {} if keeper(case.body_id, user) else None


def follow_up_section(case: Case, user: User) -> dict[str, Any] | None:
    """Sheets sent about it, and complaints, reviews and suits that followed. Two queries."""
    disputes, sheets = (
        list(case.disputes.all()),
        list(case.sheets.select_related("letter", "to_unit", "to_body")),
    )
    may_enter = keeper(case.body_id, user) is not None
    if not (disputes or sheets or may_enter):
        return None
    return {"disputes": disputes, "sheets": sheets, "may_enter": may_enter}
