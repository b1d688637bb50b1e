"""Tasks and their confirmation (R-268), the ledger and its daily inspection (R-269), duties (R-036)."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from disclosure.catalogue.services import assign_column
from disclosure.columns.daily import inspect_columns
from disclosure.columns.duties import PLACEHOLDER, REFRESH
from disclosure.columns.models import Acknowledgement, ColumnCare, Problem
from foundation.duties.models import Duty
from foundation.organisations.enums import PostKind
from tests.foundation.letters.reading import text_of
from tests.offices import appoint

from .conftest import health_of

pytestmark = pytest.mark.django_db
D = dt.date.fromisoformat


def url(name: str, *args) -> str:
    return reverse(f"columns:{name}", args=args)


@pytest.mark.rows("R-269", "R-282")
def test_the_circular_is_downloaded_as_word_with_what_the_page_shows(office, add_column, client):
    client.force_login(office.editor)
    column = add_column("没有人管的栏目", unit=None)
    Problem.objects.create(
        column=column, kind="link", words="打不开", found_on=D("2026-11-18"), due_on=D("2026-11-25")
    )
    word = text_of(client.get(url("circular") + "?word").content)
    for part in (
        "栏目更新情况通报",
        "2026年11月16日至11月22日",
        "没有人管的栏目",
        "未分配",
        "打不开",
        "2026-11-25",
    ):
        assert part in word


@pytest.mark.rows("R-268")
def test_the_unit_confirms_and_a_changed_task_has_to_be_confirmed_again(office, client):
    client.force_login(office.editor)
    page = client.get(url("column", office.column.pk))
    assert "责任科室尚未确认" in page.text
    sent = {"shown": page.context["digest"]}
    client.post(url("column", office.column.pk), sent)
    client.post(url("column", office.column.pk), sent)  # a double click
    assert Acknowledgement.objects.get().person == office.editor
    assert health_of(office.column).is_acknowledged
    assert "确认" in client.get(url("task_sheet", office.column.pk)).text
    word = text_of(client.get(url("task_sheet", office.column.pk) + "?word").content)
    assert office.column.title in word and office.editor.get_full_name() in word

    operator = appoint("yunwei", "赵运维", PostKind.OPERATOR, office.body)
    client.force_login(operator)
    client.post(
        url("care", office.column.pk), {"person": office.editor.pk, "number": 7, "unit_of_time": "days"}
    )
    row = health_of(office.column)
    assert (row.is_acknowledged, row.frequency.words) == (False, "7天内至少更新一次")
    assert "有变化，须重新确认" in client.get(url("column", office.column.pk)).text
    client.post(url("column", office.column.pk), sent)  # of another unit, and of the old task
    assert Acknowledgement.objects.count() == 1


@pytest.mark.rows("R-268")
def test_only_those_who_allocate_set_tasks(office, client):
    client.force_login(office.editor)
    client.post(url("care", office.column.pk), {"number": 7, "unit_of_time": "days"})
    assert not ColumnCare.objects.exists()


@pytest.mark.rows("R-268")
def test_a_column_without_a_unit_is_red(office, client):
    assign_column(office.column, None)
    client.force_login(office.leader)
    shown = client.get(url("health"))
    assert "未分配责任科室" in shown.text
    inspect_columns()
    assert Problem.objects.open().filter(kind="unallocated", column=office.column).exists()


@pytest.mark.rows("R-269")
def test_the_inspection_writes_each_problem_once_and_closes_what_is_solved(office, add_column, entered):
    column = add_column("要闻", column_type="news")
    entered(column, "2026-11-01")
    first, again = inspect_columns(), inspect_columns()
    assert (first["found"] > 0, again["found"]) == (True, 0)
    problem = Problem.objects.get(column=column)
    assert (problem.kind, problem.unit, problem.due_on) == ("overdue", office.unit, D("2026-11-27"))
    entered(column, "2026-11-20")
    inspect_columns()
    problem.refresh_from_db()
    assert (problem.closed_on, problem.result) == (D("2026-11-20"), "巡查时已恢复正常")


@pytest.mark.rows("R-269")
def test_the_ledger_is_closed_by_the_owner_with_a_result(office, add_column, client):
    add_column("空栏目")
    inspect_columns()
    problem = Problem.objects.get(column__title="空栏目")
    client.force_login(appoint("yunwei", "赵运维", PostKind.OPERATOR, office.body, office.unit))
    stranger = appoint(
        "tazu", "孙他人", PostKind.EDITOR, office.body, office.body.units.create(name="文秘科")
    )
    client.force_login(stranger)
    assert "由责任科室" in client.post(url("ledger"), {"problem": problem.pk, "result": "已发布"}).text
    client.force_login(office.editor)
    assert "请写明处理结果" in client.post(url("ledger"), {"problem": problem.pk, "result": " "}).text
    client.post(url("ledger"), {"problem": problem.pk, "result": "已补发三条通知"})
    problem.refresh_from_db()
    assert (problem.result, problem.closed_by) == ("已补发三条通知", office.editor)
    assert "已补发三条通知" in client.get(url("ledger"), {"tab": "closed"}).text


@pytest.mark.rows("R-269")
def test_the_circular_names_what_is_overdue(office, add_column, entered, client):
    column = add_column("月度公开", column_type="services")
    ColumnCare.objects.create(column=column, number=1, unit_of_time="months")
    entered(column, "2026-10-11")
    client.force_login(office.leader)
    shown = client.get(url("circular")).text
    assert "月度公开" in shown
    assert "应于2026-11-11前更新，已超9天" in shown


def test_a_person_reports_a_problem(office, client):
    client.force_login(office.reviewer)
    sent = {"action": "report", "words": "错别字", "due_on": "2026-11-19"}
    refused = client.post(url("column", office.column.pk), sent)
    assert "整改期限不能早于今天" in refused.text
    assert "错别字" in refused.text
    client.post(url("column", office.column.pk), sent | {"due_on": "2026-11-25"})
    assert Problem.objects.get(kind="other").found_by == office.reviewer


@pytest.mark.rows("R-036", "R-270")
def test_a_statement_opens_a_duty_that_a_publication_meets(office, add_column, entered):
    column = add_column(
        "招考录用", absence="not_produced", absence_reason="本年度尚未招考", absence_until=D("2026-11-30")
    )
    inspect_columns()
    inspect_columns()
    duty = Duty.objects.of(column, PLACEHOLDER).get()
    assert (duty.due_on, duty.unit) == (D("2026-11-30"), office.unit)
    with time_machine.travel("2026-12-01 10:00+08:00"):
        inspect_columns()
        assert Duty.objects.of(column, PLACEHOLDER).get() in Duty.objects.overdue()
        assert Problem.objects.open().filter(column=column, kind="empty").exists()
        entered(column, "2026-12-01")
        inspect_columns()
        duty.refresh_from_db()
        assert (duty.met_on, duty.is_late) == (D("2026-12-01"), True)


@pytest.mark.rows("R-269")
def test_each_update_begins_the_next_duty(office, add_column, entered, django_capture_on_commit_callbacks):
    column = add_column("要闻", column_type="news")
    entered(column, "2026-11-10")
    inspect_columns()
    assert Duty.objects.of(column, REFRESH).get().due_on == D("2026-11-24")
    with django_capture_on_commit_callbacks(execute=True):
        entered(column, "2026-11-20")
    first, second = Duty.objects.of(column, REFRESH).order_by("pk")
    assert (first.met_on, first.is_late) == (D("2026-11-20"), False)
    assert (second.due_on, second.met_on) == (D("2026-12-04"), None)


def test_the_heat_map_filters_and_exports(office, add_column, entered, client):
    entered(add_column("要闻", column_type="news"), "2026-11-01")
    client.force_login(office.leader)
    shown = client.get(url("health"), {"state": "overdue"}).text
    assert "要闻" in shown
    assert ">政策文件<" not in shown
    export = b"".join(client.get(url("health"), {"export": "csv"}).streaming_content).decode("utf-8-sig")
    assert "要闻" in export
    assert "超期未更新" in export
    assert client.get(url("health"), {"export": "xlsx"}).status_code == 200
    assert client.get(url("indicators")).status_code == 200


def test_the_items_of_a_week(office, add_column, entered, client):
    column = add_column("要闻", column_type="news")
    entered(column, "2026-11-03", "2026-11-10")
    client.force_login(office.leader)
    shown = client.get(url("column", column.pk), {"week": "2026-11-09"})
    assert [str(entry.public_date) for entry in shown.context["entries"]] == ["2026-11-10"]
    assert "11月9日至11月15日公开的信息" in shown.text


def test_the_heat_map_costs_the_same_whatever_the_columns(office, add_column, client):
    def cost() -> int:
        with CaptureQueriesContext(connection) as done:
            client.get(url("health"))
        return len(done)

    add_column("第一栏")
    client.force_login(office.leader)
    client.get(url("health"))
    with_two = cost()
    for number in range(8):
        add_column(f"栏目{number}")
    assert cost() <= with_two
