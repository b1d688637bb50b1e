"""依申请公开定期报告 (R-192): made from the register, sent once, kept as sent."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Avg, Count, Q
from django.utils import timezone

from disclosure.remedies.fees import collected
from disclosure.remedies.words import SHORTEST, impersonal
from disclosure.requests.duties import ANSWER
from disclosure.requests.enums import Applicant, Channel, Leaf
from foundation.duties import services as duties
from foundation.duties.models import Duty
from foundation.organisations.models import Body, User

from . import selectors
from .access import reporter
from .models import PeriodReport
from .quarters import KIND
from .rules import CARRIED_IN, CARRIED_OUT, LEAVES, NEW, RESULTS, TOTAL, Period

Lines = list[tuple[str, int]]


def figures_of(body: Body, period: Period) -> dict[str, Any]:
    """The numbers by channel, applicant, result, time and fees; every part adds up to the register. Seven queries."""
    table = selectors.table_three([body.pk], period)
    channels = selectors.counted_by(selectors.new([body.pk], period), "channel")
    return {
        "totals": {code: table.cell(code, TOTAL) for code in (NEW, CARRIED_IN, RESULTS, CARRIED_OUT)},
        "channels": [[one.label, channels.get(one.value, 0)] for one in Channel],
        "applicants": [[one.label, table.cell(NEW, one.value)] for one in Applicant],
        "results": [[Leaf(leaf).label, table.cell(leaf, TOTAL)] for leaf in LEAVES],
        "times": _times(body, period),
        "fees": [list(row) for row in collected([body.pk], period.first, period.last)],
        "faults": table.faults(),
    }


def _times(body: Body, period: Period) -> list[list[Any]]:
    """How long the answers took, by the ledger: those whose clock was met within the period."""
    met = Duty.objects.filter(kind=ANSWER.key, body=body, met_on__range=(period.first, period.last))
    found = met.aggregate(
        on_time=Count("pk", filter=Q(is_late=False)),
        late=Count("pk", filter=Q(is_late=True)),
        days=Avg("days_used"),
    )
    return [
        ["按期答复", found["on_time"]],
        ["超期答复", found["late"]],
        ["平均用时（工作日）", round(found["days"], 1) if found["days"] is not None else "—"],
    ]


def is_over(period: Period) -> bool:
    """Only what has ended is reported."""
    return period.last < timezone.localdate()


@transaction.atomic
def send(body: Body, period: Period, by: User, *, sent_to: str, words: str = "") -> PeriodReport:
    """Freeze the figures and say to whom they went. Raises PermissionDenied, ValidationError."""
    if reporter(body, by) is None:
        raise PermissionDenied("定期报告由受理机构或者政府信息公开工作机构负责人报送。")
    if not is_over(period):
        raise ValidationError(f"{period}尚未结束，期满后再报送。")
    words = impersonal(words, "words", "情况说明")
    Body.objects.select_for_update().get(pk=body.pk)
    figures = figures_of(body, period)
    if figures["faults"]:
        raise ValidationError("数据不平，不能报送：" + "".join(figures["faults"]))
    if not sent_to.strip():
        raise ValidationError({"sent_to": "请填写报送的主管部门。"})
    known = PeriodReport.objects.filter(body=body, first_day=period.first, last_day=period.last).first()
    if known and known.figures == figures:
        raise ValidationError(f"{period}的报告已由{known.by_name}报送，数据没有变化，不必重报。")
    if known and len(words) < SHORTEST:
        raise ValidationError({"words": f"本期已报送过，请写明更正的原因，不少于{SHORTEST}个字。"})
    report = PeriodReport.objects.create(
        body=body,
        sent_to=sent_to.strip(),
        first_day=period.first,
        last_day=period.last,
        version=known.version + 1 if known else 1,
        figures=figures,
        words=words,
        by=by,
        by_name=by.get_full_name(),
    )
    duties.meet_for(KIND, subject=body, period=str(period), by=by)
    return report
