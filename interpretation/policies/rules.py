"""When an interpretation is due. Pure; the period comes from the parameters."""

import datetime as dt
from dataclasses import dataclass

from foundation.rules.parameters import value
from foundation.workdays.rules import Deadline, WorkCalendar


@dataclass(frozen=True, slots=True)
class InterpretationDue:
    """The deadline of an interpretation and, against a day, whether it is late."""

    deadline: Deadline
    done_on: dt.date | None

    @property
    def due_on(self) -> dt.date:
        """The due day. This clock is never paused, so there always is one."""
        return self.deadline.reached

    def is_late(self, today: dt.date) -> bool:
        """Late once the due day is over without publication; never on the due day itself."""
        return (self.done_on or today) > self.due_on


def interpretation_due(
    calendar: WorkCalendar, published_on: dt.date, done_on: dt.date | None
) -> InterpretationDue:
    """Three working days after the document's publication (国办发〔2016〕80号; R-089)."""
    return InterpretationDue(calendar.add_workdays(published_on, value("interp.max_days")), done_on)


def last_publication_overdue(calendar: WorkCalendar, today: dt.date) -> dt.date:
    """The latest day of publication whose interpretation, still missing, is late today.

    Later publication never means an earlier due day, so everything up to this day is late.
    """
    day = today
    while not interpretation_due(calendar, day, None).is_late(today):
        day -= dt.timedelta(days=1)
    return day
