"""Table three of one year among the applications of ten (issue 7): the whole table, and the cases behind a cell.

On the database of the environment: `DATABASE_URL=postgres://… python -m tests.bench statistics` measures PostgreSQL.
"""

import datetime as dt
import itertools
import statistics
from collections.abc import Callable

from django.db import connection

from disclosure.requests.enums import AnswerKind, Applicant, Channel, Ending, Leaf, State
from disclosure.requests.models import Case, CaseItem
from disclosure.statistics import selectors
from disclosure.statistics.rules import RESULTS, TOTAL, year
from foundation.organisations.models import Body

from .bench_pages import scratch_database
from .rows import Row, Taken, taken

CASES, YEARS, BATCH = 100_000, 10, 2_000
FIRST_YEAR = 2016
# Seconds for a year's table (issue 7): PostgreSQL, SQLite.
LIMITS = {"postgresql": 2, "sqlite": 5}
TURNS = 5
# Some are answered otherwise than by an answer, some have a second matter, some are not yet answered.
ENDINGS = (*[Ending.ANSWERED] * 17, Ending.WITHDRAWN, Ending.ABANDONED, Ending.MERGED)


def run() -> list[Row]:
    """Seconds for the table and for a list of cases."""
    with scratch_database():
        body = Body.objects.create(name="示范县人民政府办公室", code="sfx-zfb")
        fill(body)
        asked = year(FIRST_YEAR + YEARS - 2)
        table = selectors.table_three([body.pk], asked)
        if table.faults() or table.cell(RESULTS, TOTAL) < CASES / YEARS / 2:
            raise AssertionError(f"the table does not add up: {table.faults()}")
        limit = LIMITS[connection.vendor]
        return [
            _row("表三一年", lambda: selectors.table_three([body.pk], asked), limit),
            _row("单元格后的申请（前20件）", lambda: list(_behind(body, asked)), limit),
        ]


def fill(body: Body) -> None:
    """Applications of ten years, evenly, each closed within two months but the newest."""
    days, newest = YEARS * 365, dt.date(FIRST_YEAR + YEARS, 1, 1)
    applicants, endings, leaves = (
        itertools.cycle(values) for values in (tuple(Applicant), ENDINGS, tuple(Leaf))
    )
    for start in range(0, CASES, BATCH):
        cases = []
        for number in range(start, start + BATCH):
            received = dt.date(FIRST_YEAR, 1, 1) + dt.timedelta(days=number * days // CASES)
            closed = received + dt.timedelta(days=number % 55)
            is_open = closed >= newest
            cases.append(
                Case(
                    number=f"SQ-B-{number:07d}", body=body, text="申请公开有关信息", subject="有关信息",
                    applicant=next(applicants), channel=Channel.ONLINE, submitted_on=received, received_on=received,
                    state=State.HANDLING if is_open else State.CLOSED, ending="" if is_open else next(endings),
                    closed_on=None if is_open else closed,
                )
            )  # fmt: skip
        made = Case.objects.bulk_create(cases)
        CaseItem.objects.bulk_create(
            CaseItem(case=case, order=order, text="有关信息", leaf=next(leaves), kind=AnswerKind.DENIED)
            for place, case in enumerate(made)
            for order in range(1, 3 if place % 10 == 0 else 2)
            if case.closed_on
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _behind(body: Body, asked):
    return selectors.behind(RESULTS, TOTAL, [body.pk], asked).without_personal_data()[:20]


def _row(name: str, action: Callable[[], object], limit: float) -> Row:
    """The median of some turns after one to warm up. A server's own work is in no processor time of this process."""
    action()
    times: list[Taken] = [taken(action) for _ in range(TURNS)]
    wall = statistics.median(one.wall for one in times)
    processor = statistics.median(one.processor for one in times) if connection.vendor == "sqlite" else None
    return Row(f"{CASES}件：{name}（秒，{connection.vendor}）", wall, limit, processor=processor)
