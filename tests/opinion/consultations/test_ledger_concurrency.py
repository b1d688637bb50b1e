"""Two officers at the same instant, on a database that lets both in (PostgreSQL)."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from opinion.consultations.ledger import draft_many, draft_verdict, mark_of
from opinion.consultations.models import Opinion
from tests.databases import restore_migrated_rows
from tests.offices import open_office

from .ledgers import ended_consultation, written

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgres,
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time"),
]


@pytest.fixture
def at_work():
    restore_migrated_rows()
    office = open_office()
    page = ended_consultation(office)
    return office, page, written(page, ["建议延长到零点。", "请降低票价。"])


def together(*acts) -> list[str]:
    """Every act in a thread of its own, all begun at once; what each was told."""
    told: list[str] = []
    ready = threading.Barrier(len(acts))

    def run(act) -> None:
        ready.wait()
        try:
            act()
            told.append("")
        except ValidationError as refused:
            told.append(" ".join(refused.messages))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(told)


def test_of_two_officers_deciding_one_opinion_the_second_is_told(at_work):
    office, _page, rows = at_work
    told = together(
        lambda: draft_verdict(office.editor, rows[0], 0, verdict="adopted", reason="甲"),
        lambda: draft_verdict(office.head, rows[0], 0, verdict="rejected", reason="乙"),
    )
    assert told[0] == "" and "没有写入" in told[1]
    one = Opinion.objects.get(pk=rows[0].pk)
    assert (one.version, one.events.count()) == (1, 1)
    assert (one.verdict, one.verdict_reason) in {("adopted", "甲"), ("rejected", "乙")}


def test_of_two_officers_deciding_one_group_the_second_is_told(at_work):
    office, page, _rows = at_work
    every = Opinion.objects.filter(consultation=page)
    mark = mark_of(every)
    told = together(
        lambda: draft_many(office.editor, page, every, mark, verdict="adopted", reason="甲"),
        lambda: draft_many(office.head, page, every, mark, verdict="rejected", reason="乙"),
    )
    assert told[0] == "" and "没有写入" in told[1]
    assert every.values("verdict").distinct().count() == 1
