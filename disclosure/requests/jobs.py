"""What happens by itself: silence is noted, officers get a hint, applicants are told."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from foundation.duties.models import Duty

from . import telling
from .consultations import lapse
from .duties import CONFIRM
from .enums import ConsultedKind, State
from .models import Case, Consultation, Supplement
from .steps import locked, note


def note_silence() -> str:
    """Consultations whose period in law is over: noted as unanswered, never as consent of a third party."""
    today = timezone.localdate()
    over = Consultation.objects.filter(
        kind__in=(ConsultedKind.THIRD_PARTY, ConsultedKind.JOINT_MAKER), closed_on=None, due_on__lt=today
    ).exclude(case__state=State.CLOSED)
    noted = 0
    for consultation in over.select_related("case").order_by("pk"):
        try:
            lapse(consultation)
        except ValidationError:  # answered, or ended, in this very moment
            continue
        noted += 1
    return f"征求意见期满未答复{noted}件" if noted else ""


def hint_at_delays() -> str:
    """Once for each: a supplement that did not come, an application that nobody confirmed (条例 30, 31)."""
    today = timezone.localdate()
    lapsed = Supplement.objects.filter(
        replied_on=None, lapsed_on=None, due_on__lt=today, case__state=State.SUPPLEMENT
    )
    hinted = sum(
        _hint(
            one.case,
            State.SUPPLEMENT,
            "supplement_lapsed",
            f"补正期限至{one.due_on}，未收到补正，请核实后办理",
        )
        for one in lapsed.select_related("case")
    )
    late = Duty.objects.overdue(today).filter(kind=CONFIRM.key)
    numbers = [int(pk) for pk in late.values_list("object_id", flat=True)]
    for case in Case.objects.filter(pk__in=numbers, state=State.UNCONFIRMED):
        hinted += _hint(
            case, State.UNCONFIRMED, "confirm_overdue", "超过一个工作日未与申请人确认收到，请立即联系"
        )
    return f"提示经办人{hinted}件" if hinted else ""


@transaction.atomic
def _hint(case: Case, state: State, step: str, words: str) -> bool:
    case = locked(case)
    if case.state != state or case.events.filter(step=step, pk__gte=_since(case)).exists():
        return False
    note(case, step, words)
    telling.tell_office(case, words)
    return True


def _since(case: Case) -> int:
    """The event that began what is waited for: after a second 补正 the hint comes again."""
    begun = case.events.filter(step__in=("open", "ask_supplement")).order_by("pk").last()
    return begun.pk if begun else 0
