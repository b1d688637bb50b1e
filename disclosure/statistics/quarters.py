"""The duty to report each quarter (R-192), for every body that had an application to deal with."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from foundation.duties import services as duties
from foundation.duties.kinds import DutyKind
from foundation.duties.models import Duty
from foundation.organisations.models import Body

from .models import PeriodReport
from .parameters import REPORT_DAYS
from .rules import Period, last_quarter
from .selectors import carried_in, new

KIND = "foi.report"
QUARTERLY = DutyKind(
    KIND, "报送依申请公开定期报告", REPORT_DAYS.basis, REPORT_DAYS.key, "季度终了", ends_by="定期报告的报送"
)
JOB_TIME = dt.time(1, 40)


def follow_quarters() -> str:
    """The daily job: the report on the quarter that ended. Says how many it opened; running again changes nothing."""
    period = last_quarter(timezone.localdate())
    bodies = Body.objects.in_bulk(_concerned(period))
    known = set(Duty.objects.filter(kind=KIND, period=str(period)).values_list("body_id", flat=True))
    sent = PeriodReport.objects.filter(first_day=period.first, last_day=period.last)
    done = known | set(sent.values_list("body_id", flat=True))
    opened = [body for pk, body in bodies.items() if pk not in done]
    for body in opened:
        duties.open_duty(
            KIND,
            subject=body,
            label=f"报送{period}依申请公开情况",
            body=body,
            base_on=period.last,
            period=str(period),
            url=f"{reverse('statistics:report')}?body={body.pk}&from={period.first}&to={period.last}",
        )
    return f"登记定期报告{len(opened)}项" if opened else ""


def _concerned(period: Period) -> set[int]:
    """Bodies with an application in the period."""
    every = list(Body.objects.values_list("pk", flat=True))
    found: set[int] = set()
    for cases in (new(every, period), carried_in(every, period)):
        found.update(cases.order_by().values_list("body_id", flat=True).distinct())
    return found
