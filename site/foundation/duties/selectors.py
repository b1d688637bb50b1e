"""Reading the ledger for the screens. The number of queries is said beside each."""

from django.db.models import Model

from foundation.organisations.models import Unit

from .models import Duty


def why_unit_stays(record: Model) -> str:
    """What must be done before a unit can go. One query for a unit."""
    if not isinstance(record, Unit):
        return ""
    number = Duty.objects.open().filter(unit=record).count()
    if not number:
        return ""
    return f"本科室还有{number}项未办结的法定时限事项,请先在“法定时限—移交事项”中移交其他科室。"
