"""Columns of the office of tests/offices.py, with entries on given days."""

import datetime as dt

import pytest
import time_machine

from disclosure.catalogue.models import CatalogueItem, ColumnEntry, ColumnPage
from disclosure.catalogue.services import load_template
from disclosure.columns.health import ColumnHealth, health_of_columns
from foundation.signoff.services import publish_structure

TODAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def on_a_friday():
    with time_machine.travel("2026-11-20 10:00+08:00"):
        yield


@pytest.fixture
def items(db) -> dict[int, CatalogueItem]:
    """The 73 items of 2024 by number."""
    return {item.number: item for item in load_template("shaoxing-2024").items.all()}


@pytest.fixture
def add_column(office):
    """Adds a live column below the home page."""

    def add(title: str, below=None, **fields) -> ColumnPage:
        values = {"body": office.body, "unit": office.unit, "column_type": "notice"} | fields
        column = ColumnPage(title=title, **values)
        (below or office.home).add_child(instance=column)
        publish_structure(column, "建立栏目")
        return ColumnPage.objects.get(pk=column.pk)

    return add


@pytest.fixture
def entered(office):
    """Lists the document of the office in a column on a day, as publication does."""

    def enter(column: ColumnPage, *days: str) -> None:
        for day in days:
            public = dt.date.fromisoformat(day)
            ColumnEntry.objects.create(
                column=column, page=office.document(), kind="通知", public_date=public, year=public.year
            )

    return enter


def health_of(column: ColumnPage, today: dt.date = TODAY) -> ColumnHealth:
    """How one column stands."""
    return health_of_columns(ColumnPage.objects.filter(pk=column.pk), today)[0]
