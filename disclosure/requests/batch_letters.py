"""Letters of the procedure that the office may issue for many cases at once."""

from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.letters.models import Letter
from foundation.letters.selectors import letters_about
from foundation.organisations.models import Unit, User

from . import writing
from .acceptance import accept
from .letters import ACCEPTANCE, RECEIPT
from .models import Case
from .panels import BatchLetter, register_batch_letter
from .steps import check_office, locked, note

NOT_RECEIVED = "尚未确认收到申请，收到申请之日未定，不能出具登记回执。"


@transaction.atomic
def receipt(case: Case, by: User, unit: Unit | None = None) -> Letter:
    """登记回执 where no officer gave one, the applicant having confirmed.

    Raises ValidationError, PermissionDenied.
    """
    case = locked(case)
    check_office(case, by)
    if case.received_on is None:
        raise ValidationError(NOT_RECEIVED)
    letter = letters_about(case).filter(kind=RECEIPT.key).first() or writing.receipt(case, by)
    assert letter is not None
    note(case, "receipt", by=by, letter=letter, label="出具登记回执")
    return letter


@transaction.atomic
def acceptance(case: Case, by: User, unit: Unit | None = None) -> Letter:
    """受理 with its letter. Raises ValidationError, PermissionDenied."""
    if unit is None:
        raise ValidationError("请选择承办科室。")
    accept(case, by=by, unit=unit)
    return letters_about(case).filter(kind=ACCEPTANCE.key)[0]


def register() -> None:
    """Offer them on the desk."""
    register_batch_letter(BatchLetter(ACCEPTANCE.key, "受理并出具受理单", acceptance, needs_unit=True))
    register_batch_letter(BatchLetter(RECEIPT.key, "登记回执", receipt))
