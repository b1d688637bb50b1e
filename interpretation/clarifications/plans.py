"""When a plan has to be looked over again."""

import datetime as dt

from foundation.rules.parameters import value

from .parameters import PLAN_MONTHS
from .plan_models import ResponsePlan

_DAYS_OF_A_MONTH = 30


def review_due(plan: ResponsePlan, today: dt.date) -> bool:
    """Whether the last review is longer ago than the parameter allows; months of 30 days."""
    months = value(PLAN_MONTHS.key, plan.body_id)
    return today - plan.reviewed_on > dt.timedelta(days=months * _DAYS_OF_A_MONTH)
