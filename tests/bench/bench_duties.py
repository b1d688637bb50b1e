"""The ledger with 200,000 duties against one with 2,000, its recomputation after a notice, and the clock itself.

Both ledgers have the same make-up: one in twenty is open, the rest was met over ten years. They belong to two
bodies of one database, so that each leader's screens are compared under the same load.
"""

import datetime as dt
import time

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from foundation.duties.enums import Clock
from foundation.duties.kinds import DutyKind, register_kind
from foundation.duties.models import Duty
from foundation.duties.recalculation import recompute_open
from foundation.organisations.enums import PostKind
from foundation.organisations.models import Body, Unit, User
from foundation.workdays.models import HolidayNotice
from foundation.workdays.notices import OffRange
from foundation.workdays.selectors import load_calendar
from foundation.workdays.services import enter_notice
from foundation.workdays.signals import calendar_changed
from tests.offices import appoint, open_office

from .bench_pages import scratch_database
from .rows import Row, compare

MANY, FEW = 200_000, 2_000
OPEN_ONE_IN = 20
YEARS = 10
UNITS, KINDS = 20, 8
PROVISIONAL = 50_000
BATCH = 5_000
ADDITIONS = 100_000
REPEATS = 20
SCREENS = {"清单": "/admin/duties/?scope=body", "概览": "/admin/duties/overview/?scope=body"}
# What the issue asks: additions and recomputed duties a second.
ADDITIONS_A_SECOND, RECOMPUTED_A_SECOND = 100_000, 5_000


def run() -> list[Row]:
    """Ratios of both screens with their queries, and both rates as milliseconds for a thousand."""
    with scratch_database():
        open_office()
        for number in range(KINDS):
            register_kind(DutyKind(f"bench.{number}", f"第{number}类事项", "基准测试"))
        many, few = (leader_of(name, count) for name, count in (("大县", MANY), ("小县", FEW)))
        analyse()
        rows = []
        for name, address in SCREENS.items():
            get = {user: reader(user, address) for user in (many, few)}
            rows.append(
                compare(
                    f"法定时限{name}：{MANY}项与{FEW}项（毫秒）", get[many], get[few], 1.5, repeats=REPEATS
                )
            )
            with CaptureQueriesContext(connection) as captured:
                get[many]()
            rows.append(Row(f"法定时限{name}：查询数", len(captured), 18))
        return [*rows, recomputation(many), additions()]


def leader_of(name: str, count: int) -> User:
    """The leader of a body that has so many duties."""
    body = Body.objects.create(name=name, code=f"bench-{count}")
    units = [Unit.objects.create(body=body, name=f"第{number}科") for number in range(UNITS)]
    today = timezone.localdate()
    page = ContentType.objects.get_for_model(Page)
    for start in range(0, count, BATCH):
        Duty.objects.bulk_create(
            _duty(number, body, units, page, today) for number in range(start, min(start + BATCH, count))
        )
    return appoint(f"leader-{count}", "方立诚", PostKind.LEADER, body)


def _duty(number: int, body: Body, units: list[Unit], page: ContentType, today: dt.date) -> Duty:
    is_open = number % OPEN_ONE_IN == 0
    # Open ones around today, the others spread over the years.
    back = number // OPEN_ONE_IN % 11 - 5 if is_open else 30 + number % (YEARS * 365)
    due = today - dt.timedelta(days=back)
    is_late = not is_open and number % 7 == 0
    return Duty(
        kind=f"bench.{number % KINDS}", content_type=page, object_id=str(number), label=f"第{number}项工作", body=body,
        unit=units[number % UNITS], basis="基准测试", base_on=due - dt.timedelta(days=20), period=str(body.pk),
        clock=Clock.WORKING_DAYS, length=14, due_on=due, met_on=None if is_open else due, is_late=is_late,
        met_at=None if is_open else timezone.now(), late_days=int(is_late),
    )  # fmt: skip


def analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE duties_duty" if connection.vendor == "postgresql" else "ANALYZE")


def reader(user: User, address: str):
    """Fetches a screen as the leader does; anything but a full one is an error."""
    client = Client()
    client.force_login(user)

    def get() -> None:
        text = client.get(address).content.decode()
        if text.count("怎么算的") < 30:
            raise AssertionError("the screen does not show the duties")

    return get


def recomputation(leader: User) -> Row:
    """A notice for the year ahead over provisional duties, half of which it moves."""
    last_known = max(HolidayNotice.objects.values_list("year", flat=True))
    base = dt.date(last_known, 12, 28)
    duty = Duty.objects.filter(body__code=f"bench-{MANY}").first()
    if duty is None:
        raise AssertionError("no duties")
    due = load_calendar().add_workdays(base, 14).reached
    for start in range(0, PROVISIONAL, BATCH):
        Duty.objects.bulk_create(
            Duty(
                kind="bench.0", content_type=duty.content_type, object_id=f"p{number}", label="暂定", body=duty.body,
                unit=duty.unit, basis="基准测试", base_on=base - dt.timedelta(days=number % 2 * 18), due_on=due,
                clock=Clock.WORKING_DAYS, length=14, provisional=True,
            )
            for number in range(start, start + BATCH)
        )  # fmt: skip
    calendar_changed.disconnect(dispatch_uid="duties_recompute")
    holiday = OffRange("元旦", dt.date(last_known + 1, 1, 1), dt.date(last_known + 1, 1, 5))
    enter_notice(last_known + 1, "", dt.date(last_known, 11, 1), [holiday], [])
    started = time.perf_counter()
    record = recompute_open(last_known + 1, dt.date(last_known + 1, 1, 1))
    taken = time.perf_counter() - started
    if not record.moved:
        raise AssertionError("nothing moved")
    limit = 1_000_000 / RECOMPUTED_A_SECOND
    return Row(
        f"重算{record.examined}项、移动{record.moved}项：每千项（毫秒）", taken / record.examined * 1e6, limit
    )


def additions() -> Row:
    """20 working days after each of a thousand days."""
    calendar = load_calendar()
    first = min(calendar.known_years)
    days = [dt.date(first, 1, 1) + dt.timedelta(days=number) for number in range(1000)]
    calendar.add_workdays(days[0], 20)
    started = time.perf_counter()
    for _ in range(ADDITIONS // len(days)):
        for day in days:
            calendar.add_workdays(day, 20)
    taken = time.perf_counter() - started
    return Row("加20个工作日：每千次（毫秒）", taken / ADDITIONS * 1e6, 1_000_000 / ADDITIONS_A_SECOND)
