"""The clock of interpretations: on the screens and in the report 解读时限."""

import csv
import datetime as dt
import io

import openpyxl
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.admin.menu import reports_menu

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Unit
from foundation.workdays.selectors import load_calendar
from interpretation.policies.rules import interpretation_due, last_publication_overdue
from tests.offices import appoint

pytestmark = pytest.mark.django_db
MONDAY = "2026-01-12T10:00:00+08:00"
THURSDAY = "2026-01-15T20:00:00+08:00"
FRIDAY = "2026-01-16T10:00:00+08:00"
REPORT = "interpretation_deadlines"


def report(client, user, **query):
    client.force_login(user)
    return client.get(reverse(REPORT), query)


def rows(answer) -> dict[str, str]:
    return {document.title: document.state for document in answer.context["object_list"]}


@pytest.fixture
def documents(office) -> dict[str, object]:
    """Published on a Monday: two that need an interpretation, of which one has it on Friday, and one that does not."""
    with time_machine.travel(MONDAY):
        missing = office.publish(office.document(kind="normative", title="无解读的文件"))
        done = office.publish(office.document(is_important=True, title="有解读的文件"))
        office.publish(office.document(title="其他文件"))
    with time_machine.travel(FRIDAY):
        office.publish(office.interpretation(done, interpreter="王示范"))
    return {"missing": missing, "done": done}


@pytest.mark.rows("R-089", "R-093")
@pytest.mark.parametrize(
    ("moment", "state", "words"),
    [
        (MONDAY, "未解读", "还有3个工作日"),
        (THURSDAY, "未解读", "今日到期"),
        (FRIDAY, "已超期", "已超期1天"),
    ],
)
def test_the_clock_runs_three_working_days_from_publication(office, client, documents, moment, state, words):
    with time_machine.travel(moment):
        answer = report(client, office.editor)
        assert rows(answer)["无解读的文件"] == state
        assert words in answer.content.decode()
        client.force_login(office.editor)
        url = reverse("wagtailadmin_pages:edit", args=[documents["missing"].pk])
        content = client.get(url).content.decode()
        assert f"2026-01-15到期 · {words}" in content
        assert "第3个工作日：2026-01-15" in content


def test_a_late_interpretation_stays_marked_late(office, client, documents):
    with time_machine.travel("2026-02-02T10:00:00+08:00"):
        assert rows(report(client, office.editor))["有解读的文件"] == "已解读（超期）"


@pytest.mark.parametrize(
    ("state", "titles"),
    [
        ("", {"无解读的文件", "有解读的文件"}),
        ("missing", {"无解读的文件"}),
        ("overdue", {"无解读的文件"}),
        ("done", {"有解读的文件"}),
    ],
)
def test_the_report_filters_by_state(office, client, documents, state, titles):
    with time_machine.travel(FRIDAY):
        assert rows(report(client, office.editor, state=state)).keys() == titles


def test_on_the_due_day_itself_nothing_is_overdue(office, client, documents):
    with time_machine.travel(THURSDAY):
        assert not rows(report(client, office.editor, state="overdue"))


@pytest.mark.parametrize("today", ["2026-01-15", "2026-02-24", "2026-03-01", "2026-10-12", "2026-10-13"])
def test_overdue_by_the_database_is_overdue_by_the_calendar(today):
    calendar, today = load_calendar(), dt.date.fromisoformat(today)
    last = last_publication_overdue(calendar, today, lambda day: 3)
    for offset in range(-3, 15):
        day = last + dt.timedelta(days=offset)
        assert interpretation_due(calendar, day, None, 3).is_late(today) is (day <= last)


@pytest.mark.rows("R-097")
def test_an_editor_sees_the_own_unit_and_those_above_the_whole_body(office, client, documents):
    other = Unit.objects.create(body=office.body, name="综合科")
    elsewhere = appoint("zhk", "吴小东", PostKind.EDITOR, office.body, other)
    supervisor = appoint("jdy", "郑监督", PostKind.SUPERVISOR, office.body)
    assert not rows(report(client, elsewhere))
    for user in (office.editor, office.head, office.leader, supervisor):
        assert len(rows(report(client, user))) == 2


def test_the_report_is_in_the_menu(office, rf):
    request = rf.get("/admin/")
    request.user = office.editor
    items = {item.label: item.url for item in reports_menu.menu_items_for_request(request)}
    assert items["解读时限"] == reverse(REPORT)


def test_the_report_is_exported_with_chinese_headings(office, client, documents):
    with time_machine.travel(FRIDAY):
        answer = report(client, office.editor, export="csv")
        table = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
        assert table[0]["文件标题"] == "无解读的文件"
        assert (table[0]["解读到期日"], table[0]["解读情况"]) == ("2026-01-15", "已超期")
        assert table[1]["解读人"] == "王示范"
        sheet = openpyxl.load_workbook(
            io.BytesIO(b"".join(report(client, office.editor, export="xlsx").streaming_content))
        ).active
        assert [cell.value for cell in sheet[1]][:3] == ["文件标题", "文号", "文件类别"]


def test_the_report_costs_the_same_with_many_rows(office, client, documents):
    report(client, office.leader)

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(REPORT)).status_code == 200
        return len(captured)

    first = cost()
    for _ in range(4):
        office.publish(office.document(kind="normative"))
    assert cost() <= first
    assert first <= 30
