"""What a reader asked a list for: scope, state and filters, read from the address and written back into links."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict

from .enums import OPEN_STATES, DutyState
from .models import DutyQuerySet
from .reach import Reach
from .selectors import Moment, Scope, in_scope, scopes_of

OPEN = "open"
NO_UNIT = "none"
LATE, IN_TIME = "yes", "no"


@dataclass(frozen=True, slots=True)
class Asked:
    """A wrong value is as none. ``state`` is one of DutyState's, or ``open`` for all that are open."""

    scope: Scope
    state: str = OPEN
    kind: str = ""
    unit: str = ""
    period: str = ""
    late: str = ""
    week: str = ""

    @classmethod
    def of(cls, query: QueryDict, reach: Reach) -> "Asked":
        scopes = scopes_of(reach)
        # Who drafts begins with the own work; who leads, with all that is led.
        usual = scopes[0] if reach.own_units else scopes[-1]
        scope = query.get("scope", "")
        state = query.get("state", "")
        unit = query.get("unit", "")
        return cls(
            scope=Scope(scope) if scope in scopes else usual,
            state=state if state in {*OPEN_STATES, DutyState.MET} else OPEN,
            kind=query.get("kind", ""),
            unit=unit if unit == NO_UNIT or unit.isdecimal() else "",
            period=query.get("period", "").strip(),
            late=query.get("late", "") if query.get("late") in (LATE, IN_TIME) else "",
            week="1" if query.get("week") else "",
        )

    @property
    def is_met(self) -> bool:
        return self.state == DutyState.MET

    def filtered(self, reach: Reach) -> DutyQuerySet:
        """The duties of the scope after kind, unit and period, whatever their state."""
        duties = in_scope(self.scope, reach)
        if self.kind:
            duties = duties.filter(kind=self.kind)
        if self.unit:
            without = self.unit == NO_UNIT
            duties = duties.filter(unit__isnull=True) if without else duties.filter(unit=int(self.unit))
        if self.period:
            duties = duties.filter(period=self.period)
        return duties

    def rows(self, reach: Reach, moment: Moment) -> DutyQuerySet:
        """Exactly the duties behind the number that led here."""
        duties = self.filtered(reach)
        if self.is_met:
            duties = duties.met().filter(met_on__gte=moment.year_ago)
            return duties.filter(is_late=self.late == LATE) if self.late else duties
        duties = duties.open()
        if self.state != OPEN:
            duties = duties.filter(moment.condition(self.state))
        if self.week:
            duties = duties.filter(Q(due_on__gte=moment.monday, due_on__lte=moment.sunday))
        return duties

    def link(self, **changes: Any) -> str:
        """The query of the address with these values changed."""
        asked = replace(self, **changes)
        values = {name: getattr(asked, name) for name in self.__slots__}
        return "?" + urlencode({name: word for name, word in values.items() if word})
