"""Whose numbers for which days a screen is asked for."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.dateparse import parse_date

from foundation.organisations.models import Body, User
from foundation.organisations.selectors import bodies_below

from .access import bodies_read
from .rules import Period, last_quarter, year

EARLIEST = 2008  # 条例 took effect on 1 May 2008


@dataclass(frozen=True, slots=True)
class Asked:
    """One body, alone or with those below, and one period."""

    choices: Mapping[int, Body]
    body: Body
    with_below: bool
    period: Period

    @property
    def bodies(self) -> list[int]:
        """The bodies counted; those below as far as the user reads them."""
        if not self.with_below:
            return [self.body.pk]
        return sorted(({self.body.pk} | set(bodies_below({self.body.pk}))) & set(self.choices))

    @property
    def query(self) -> dict[str, str]:
        below = {"below": "1"} if self.with_below else {}
        days = {"from": f"{self.period.first}", "to": f"{self.period.last}"}
        return {"body": str(self.body.pk)} | below | days

    def link(self, **changes: str) -> str:
        """The same with something else."""
        return "?" + urlencode(self.query | changes)

    def to_period(self, period: Period) -> str:
        return self.link(**{"from": f"{period.first}", "to": f"{period.last}"})

    def links(self, periods: Sequence[tuple[str, Period]]) -> list[tuple[str, str, bool]]:
        """Label and address of each, and whether it is the one asked for."""
        return [(label, self.to_period(one), one == self.period) for label, one in periods]


def asked(user: User, query: Mapping[str, str], usual: str = "year") -> Asked:
    """Read from the address; what makes no sense falls back to the usual. Raises PermissionDenied."""
    choices = bodies_read(user)
    if not choices:
        raise PermissionDenied("依申请公开统计由受理机构、机关领导和监督岗位查看。")
    wanted = query.get("body", "")
    body = choices.get(int(wanted)) if wanted.isdecimal() and len(wanted) < 10 else None
    today = timezone.localdate()
    period = _period(query) or (year(today.year) if usual == "year" else last_quarter(today))
    return Asked(choices, body or next(iter(choices.values())), bool(query.get("below")), period)


def _period(query: Mapping[str, str]) -> Period | None:
    first, last = _day(query.get("from", "")), _day(query.get("to", ""))
    fits = first and last and first <= last and first.year >= EARLIEST and last.year < dt.MAXYEAR
    return Period(first, last) if fits and first and last else None


def _day(text: str) -> dt.date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
