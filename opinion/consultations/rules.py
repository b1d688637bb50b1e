"""How long a consultation must be open, and where it stands on a day. Pure: no Django, no clock.

《重大行政决策程序暂行条例》(国令713号) 第十五条: a draft of a major decision is open for comment at least 30 days as a
rule; a shorter period is explained when comments are asked for. 《规章制定程序条例》 says the same of rules,
《优化营商环境条例》(国令722号) 第六十二条 of normative documents that touch market bodies.
《市县法治政府建设示范指标》 asks at least 7 working days of other normative documents (R-108).
"""

import datetime as dt
from dataclasses import dataclass

from foundation.workdays.rules import Unit, WorkCalendar

# The parameter that holds the days of each kind (enums.ConsultationKind), and how they are counted.
PERIODS: dict[str, tuple[str, Unit]] = {
    "decision": ("consult.min_days", Unit.NATURAL_DAY),
    "regulation": ("consult.min_days.regulation", Unit.NATURAL_DAY),
    "market": ("consult.min_days.market", Unit.NATURAL_DAY),
    "normative": ("consult.min_workdays", Unit.WORKDAY),
    "other": ("consult.min_workdays", Unit.WORKDAY),
}


@dataclass(frozen=True, slots=True)
class PeriodRule:
    """The shortest period without a reason: a number of days, how they are counted, and the source."""

    days: int
    unit: Unit
    basis: str

    @property
    def words(self) -> str:
        measure = "个工作日" if self.unit is Unit.WORKDAY else "日"
        return f"不少于{self.days}{measure}"


@dataclass(frozen=True, slots=True)
class PeriodCheck:
    """How long it is open, and what the rule asks. ``days`` counts as the rule counts."""

    opens_on: dt.date
    closes_on: dt.date
    days: int
    rule: PeriodRule
    earliest_close: dt.date
    provisional: bool

    @property
    def is_short(self) -> bool:
        return self.closes_on < self.earliest_close

    @property
    def days_words(self) -> str:
        return f"{self.days}个工作日" if self.rule.unit is Unit.WORKDAY else f"{self.days}日"


def check_period(
    opens_on: dt.date, closes_on: dt.date, rule: PeriodRule, calendar: WorkCalendar
) -> PeriodCheck:
    """The day of opening is not counted (民法典 第二百零一条); comments are taken until 24:00 of the last day."""
    if rule.unit is Unit.WORKDAY:
        days = calendar.count_workdays(opens_on, closes_on)
        deadline = calendar.add_workdays(opens_on, rule.days)
    else:
        days = (closes_on - opens_on).days
        # A body may close on a rest day if it is late enough: the law sets the shortest period only.
        deadline = calendar.add_days(opens_on, rule.days, roll_over=False)
    return PeriodCheck(opens_on, closes_on, days, rule, deadline.reached, deadline.provisional)


def state_on(today: dt.date, opens_on: dt.date, closes_on: dt.date, results_on: dt.date | None) -> str:
    """A value of enums.State. The last day counts whole, to 24:00 Beijing time."""
    if results_on is not None:
        return "concluded"
    if today < opens_on:
        return "upcoming"
    return "open" if today <= closes_on else "closed"
