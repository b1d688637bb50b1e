"""What follows from signals, of lower apps and the ledger's own. Nothing else may live here."""

import datetime as dt

from django.dispatch import receiver

from foundation.workdays.signals import calendar_changed

from . import planning
from .models import Duty, DutyEvent, Recalculation
from .recalculation import recompute_open
from .signals import dates_moved, duty_urged


@receiver(calendar_changed, dispatch_uid="duties_recompute")
def dates_recomputed(year: int, since: dt.date, **kwargs) -> None:
    recompute_open(year, since)


@receiver(duty_urged, dispatch_uid="duties_urged")
def urged(duty: Duty, event: DutyEvent, **kwargs) -> None:
    planning.plan_urge(duty, event)


@receiver(dates_moved, dispatch_uid="duties_moved")
def moved(recalculation: Recalculation, **kwargs) -> None:
    planning.plan_moved(recalculation)
