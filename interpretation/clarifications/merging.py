"""One matter joins another that is about the same: by a person's decision, never by itself."""

from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.duties import services as ledger
from foundation.duties.models import Duty
from foundation.organisations.models import User

from .enums import CaseState, EventKind
from .models import CaseSource, RumourCase
from .report_models import RumourReport
from .services import locked, record, require_handler


@transaction.atomic
def merge(case: RumourCase, user: User, *, into: RumourCase) -> RumourCase:
    """Reports and sources go along; the clock ends, that of the other one goes on.

    Raises PermissionDenied, ValidationError.
    """
    # Always in the same order, so that two merges the other way round do not wait for each other.
    rows = {pk: locked(RumourCase(pk=pk)) for pk in sorted({case.pk, into.pk})}
    case, into = rows[case.pk], rows[into.pk]
    require_handler(case, user)
    require_handler(into, user)
    if case.pk == into.pk:
        raise ValidationError({"into": "不能并入自己，请另选。"})
    if into.state in (CaseState.MERGED, CaseState.CLOSED):
        raise ValidationError({"into": f"{into.number}现为“{into.get_state_display()}”，请另选。"})
    if case.page_id:
        raise ValidationError("本事项已有澄清稿，不能并入其他事项；请把另一项并入本事项。")
    record(case, EventKind.MERGED, f"并入{into.number}", user)
    case.state, case.merged_into = CaseState.MERGED, into
    case.save(update_fields=["state", "merged_into"])
    RumourReport.objects.filter(case=case).update(case=into)
    CaseSource.objects.filter(case=case).update(case=into)
    if into.discovered_at > case.discovered_at:
        _begin_earlier(into, case, user)
    for duty in Duty.objects.open().of(case):
        ledger.cancel(duty, f"并入{into.number}", user)
    into.events.create(
        kind=EventKind.MERGED, words=f"{case.number}并入本事项", by=user, by_name=user.get_full_name()
    )
    return into


def _begin_earlier(into: RumourCase, case: RumourCase, user: User) -> None:
    """The clock runs from whichever was discovered first."""
    from .duties import DECIDE

    into.discovered_at = case.discovered_at
    into.save(update_fields=["discovered_at"])
    for duty in Duty.objects.open().of(into, DECIDE):
        ledger.correct_base(
            duty,
            case.discovered_at.date(),
            f"{case.number}发现在先",
            user,
            base_at=case.discovered_at,
            confirmed=True,
        )
