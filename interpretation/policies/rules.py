"""When an interpretation is due. Pure; the days come from the parameter interp.max_days."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

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
    calendar: WorkCalendar, published_on: dt.date, done_on: dt.date | None, days: int
) -> InterpretationDue:
    """So many working days after the document's publication (国办发〔2016〕80号: 3; R-089)."""
    return InterpretationDue(calendar.add_workdays(published_on, days), done_on)


def last_publication_overdue(
    calendar: WorkCalendar, today: dt.date, days_on: Callable[[dt.date], int]
) -> dt.date:
    """The latest day of publication whose interpretation, still missing, is late today.

    ``days_on`` gives the period that held on a day of publication. Within one period later publication never
    means an earlier due day, so everything up to this day is late.
    """
    day = today
    while not interpretation_due(calendar, day, None, days_on(day)).is_late(today):
        day -= dt.timedelta(days=1)
    return day
