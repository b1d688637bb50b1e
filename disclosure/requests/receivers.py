"""A new holiday notice moved dates of the ledger: consultations follow, and applicants are told."""

from typing import Any

from django.db import transaction

from foundation.duties.models import MovedDuty, Recalculation

from .duties import ANSWER, JOINT_MAKER, THIRD_PARTY, UNIT
from .models import Case, Consultation
from .steps import note


@transaction.atomic
def follow_moved_dates(sender: Any, recalculation: Recalculation, **kwargs: Any) -> None:
    """Two queries, and one for each row that moved."""
    kinds = (ANSWER.key, THIRD_PARTY.key, JOINT_MAKER.key, UNIT.key)
    moved = MovedDuty.objects.filter(recalculation=recalculation, duty__kind__in=kinds).select_related("duty")
    cases = {}
    for row in moved:
        if row.duty.kind == ANSWER.key:
            cases[int(row.duty.object_id)] = row
        else:
            Consultation.objects.filter(pk=int(row.duty.object_id), closed_on=None).update(due_on=row.after)
    for case in Case.objects.open().filter(pk__in=cases).order_by("pk"):
        row = cases[case.pk]
        words = f"按{recalculation.year}年放假安排，答复期限由{row.before}调整为{row.after}"
        note(case, "due_moved", words, told=f"{words}。", before=row.before, due_on=row.after)
