"""A case ends: one way for all endings, so that each sets the same fields. Used by the services."""

import datetime as dt
from typing import Any

from django.utils import timezone

from foundation.organisations.models import User

from . import clocks
from .enums import Ending
from .models import Case
from .steps import move


def close(case: Case, step: str, ending: Ending, on: dt.date, **changes: Any) -> None:
    """Closed by this step; personal data are kept for the time that counts from ``closed_at``."""
    move(case, step, ending=ending, closed_on=on, closed_at=timezone.now(), **changes)


def close_unanswered(
    case: Case, step: str, ending: Ending, on: dt.date, by: User | None, **changes: Any
) -> None:
    """The same where no answer is owed any more."""
    close(case, step, ending, on, **changes)
    clocks.stop(case, ending.label, by)
