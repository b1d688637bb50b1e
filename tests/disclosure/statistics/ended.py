"""Cases as they stand after a year's work, written straight into the register."""

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from disclosure.requests.enums import AnswerKind, Applicant, Channel, Ending, Leaf, State
from disclosure.requests.models import Case, CaseItem
from foundation.organisations.models import Body

NAMES = iter(range(1, 1_000_000))


def case_of(
    body: Body,
    received: dt.date | None,
    closed: dt.date | None = None,
    leaves: Sequence[Leaf] = (Leaf.GRANTED,),
    *,
    ending: str = Ending.ANSWERED,
    applicant: str = Applicant.NATURAL_PERSON,
    **fields,
) -> Case:
    """One application; closed with one item for each result."""
    values = {
        "number": f"SQ-T-{next(NAMES):06d}",
        "body": body,
        "text": "申请公开有关信息",
        "subject": "有关信息",
        "applicant": applicant,
        "channel": Channel.COUNTER,
        "submitted_on": received or timezone.localdate(),
        "received_on": received,
        "state": State.CLOSED if closed else State.HANDLING,
        "ending": ending if closed else "",
        "closed_on": closed,
    } | fields
    case = Case.objects.create(**values)
    kinds = {Leaf.GRANTED: AnswerKind.GRANTED, Leaf.PARTIAL: AnswerKind.PARTIAL}
    for order, leaf in enumerate(leaves if closed else (), 1):
        CaseItem.objects.create(
            case=case, order=order, text="有关信息", leaf=leaf, kind=kinds.get(leaf, AnswerKind.DENIED)
        )
    return case
