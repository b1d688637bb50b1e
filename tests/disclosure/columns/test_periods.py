"""按期公开: which period a page answers, which are missing, and their duties (R-021)."""

import datetime as dt

import pytest
from django.urls import reverse

from disclosure.catalogue.models import ColumnEntry
from disclosure.columns.daily import inspect_columns
from disclosure.columns.duties import PERIOD
from disclosure.columns.enums import Health
from disclosure.columns.owed import Answer, Owed, answered_on
from disclosure.documents.models import InformationPage
from foundation.duties.models import Duty
from foundation.organisations.services import allow_unit_on_page
from foundation.signoff.gates import reasons
from foundation.workdays.periods import Every, Period
from tests.disclosure.columns.conftest import health_of

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R-021")]
D = dt.date.fromisoformat


@pytest.fixture
def name_period():
    """Says of which period the entries of a column are, in the order of their days."""

    def say(column, *periods: str) -> None:
        for entry, period in zip(
            ColumnEntry.objects.filter(column=column).order_by("public_date"), periods, strict=True
        ):
            entry.period = period
            entry.save()

    return say


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("2026", "2026"),
        ("2026年", "2026"),
        ("2025 年度", "2025"),
        ("2026年上半年", "2026-H1"),
        ("2026年第1季度", "2026-Q1"),
        ("2026年四季度", "2026-Q4"),
        ("2026年3月", "2026-03"),
        ("2026-03", "2026-03"),
    ],
)
def test_a_period_is_read_as_officials_write_it(typed, name):
    assert Period.read(typed).name == name


@pytest.mark.parametrize("typed", ["去年", "2026年13月", "2026年第5季度", "26年3月", "2026年3月1日"])
def test_what_is_no_period_is_refused(typed):
    with pytest.raises(ValueError, match="周期"):
        Period.read(typed)


def test_the_report_of_last_year_clears_the_first_of_april(add_column, entered, items, name_period):
    """On 2 April without it the column is late; publishing with 所属期 = last year clears it."""
    column = add_column("法治政府工作报告", item=items[53], column_type="catalogue")
    row = health_of(column, D("2026-04-02"))
    assert (row.health, row.missing_words) == (Health.OVERDUE, "2025年")
    entered(column, "2026-04-02")
    name_period(column, "2026")  # 本年度工作要点, early
    assert health_of(column, D("2026-04-02")).missing_words == "2025年"
    entered(column, "2026-04-03")
    name_period(column, "2026", "2025")
    row = health_of(column, D("2026-04-03"))
    assert (row.health, row.unanswered) == (Health.FRESH, [])


def test_a_month_published_late_answers_its_own_month(add_column, entered, items, name_period):
    column = add_column("养老", item=items[49], column_type="catalogue")
    entered(column, "2026-08-10", "2026-10-12", "2026-10-13")
    name_period(column, "2026-07", "2026-09", "2026-08")
    row = health_of(column)
    assert (row.missing, row.health) == ([], Health.WARNING)
    assert [one.period.name for one in row.unanswered] == ["2026-10"]


def test_nothing_answers_a_period_before_it_is_over():
    october = Owed(Period.named("2026-10"), D("2026-11-27"), "高龄津贴支出")
    assert answered_on([october], [Answer("2026-10", D("2026-10-20"))]) == {}
    assert answered_on([october], [Answer("2026-10", D("2026-11-02"))]) == {"2026-10": D("2026-11-02")}


def test_a_column_owes_nothing_of_before_it_was_there(add_column, items):
    column = add_column("养老", item=items[49], column_type="catalogue")
    assert health_of(column).owed == []


def test_halves_and_quarters_come_round_too(add_column, entered, items):
    items[49].schedule = [{"every": Every.HALF_YEAR.value, "what": "民生实事进展"}]
    items[49].save()
    column = add_column("民生实事", item=items[49], column_type="catalogue")
    entered(column, "2026-02-02")
    assert health_of(column).missing_words == "2026年上半年"


def test_every_missing_period_is_a_duty_of_its_own(add_column, entered, items, office, name_period):
    column = add_column("养老", item=items[49], column_type="catalogue")
    entered(column, "2026-08-10")
    inspect_columns()
    inspect_columns()
    duties = Duty.objects.open().of(column, PERIOD).order_by("period")
    assert [(duty.period, str(duty.due_on)) for duty in duties] == [
        ("2026-08", "2026-09-28"),
        ("2026-09", "2026-11-03"),
        ("2026-10", "2026-11-27"),
    ]
    entered(column, "2026-11-18")
    name_period(column, "2026-07", "2026-09")
    inspect_columns()
    met = Duty.objects.get(kind=PERIOD, period="2026-09")
    assert (str(met.met_on), met.is_late) == ("2026-11-18", True)
    assert Duty.objects.open().of(column, PERIOD).count() == 2


def test_publication_with_its_period_reaches_the_column(office, add_column, items):
    column = add_column("养老", item=items[49], column_type="services", below=office.column)
    allow_unit_on_page(office.unit, column)
    page = InformationPage(
        title="2026年9月高龄津贴发放情况",
        body=office.body,
        unit=office.unit,
        owner=office.editor,
        text="<p>本月发放。</p>",
        period="2026年9月",
        elements=[
            ("element", {"name": "人数", "value": "312人", "page": None}),
            ("element", {"name": "总金额", "value": "9.3万元", "page": None}),
        ],
    )
    column.add_child(instance=page)
    page.save_revision(user=office.editor)
    office.publish(InformationPage.objects.get(pk=page.pk))
    assert ColumnEntry.objects.get(column=column).period == "2026-09"


@pytest.mark.parametrize(
    ("period", "words"), [("上个月", "看不懂"), ("2027年1月", "2027年1月尚未开始"), ("2026年10月", "")]
)
def test_a_period_is_checked_at_submission(office, period, words):
    page = office.document(period=period)
    found = [reason.message for reason in reasons(page) if reason.field == "period"]
    assert ("".join(found) == "") if not words else words in "".join(found)


def test_the_heat_map_and_the_column_list_what_is_missing(add_column, entered, items, office, client):
    column = add_column("养老", item=items[49], column_type="catalogue")
    entered(column, "2026-08-10")
    client.force_login(office.head)
    shown = client.get(reverse("columns:health")).content.decode()
    assert "缺期" in shown and "2026年8月、2026年9月" in shown
    shown = client.get(reverse("columns:column", args=[column.pk])).content.decode()
    assert "缺期 2 期" in shown and "2026年10月 高龄津贴支出" in shown
