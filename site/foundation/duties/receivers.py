"""What follows from the signals of lower apps. Nothing else may live here."""

import datetime as dt

from django.dispatch import receiver

from foundation.workdays.signals import calendar_changed

from .recalculation import recompute_open


@receiver(calendar_changed, dispatch_uid="duties_recompute")
def dates_recomputed(year: int, since: dt.date, **kwargs) -> None:
    recompute_open(year, since)
