"""依申请公开定期报告: adds up to the register, is frozen when sent, and is asked for each quarter."""

import datetime as dt
import io

import docx
import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from disclosure.remedies.enums import FeeState
from disclosure.remedies.models import FeeNotice
from disclosure.requests.enums import Channel, Leaf
from disclosure.statistics import reports, selectors
from disclosure.statistics.models import PeriodReport
from disclosure.statistics.quarters import KIND, follow_quarters
from disclosure.statistics.rules import CARRIED_IN, CARRIED_OUT, NEW, RESULTS, quarter_of
from foundation.duties.models import Duty

from .ended import case_of

D = dt.date
THIRD = quarter_of(2026, 3)


@pytest.fixture(autouse=True)
def in_october():
    with time_machine.travel(dt.datetime(2026, 10, 12, 2, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def quarter(office):
    case_of(office.body, D(2026, 6, 20), D(2026, 7, 8))
    case_of(office.body, D(2026, 7, 6), D(2026, 7, 20), [Leaf.UNABLE_1], channel=Channel.ONLINE)
    case_of(office.body, D(2026, 9, 1), channel=Channel.ONLINE)
    return office


@pytest.mark.rows("R-192")
def test_the_sums_of_a_quarter_equal_the_register(quarter):
    figures = reports.figures_of(quarter.body, THIRD)
    assert figures["totals"] == {NEW: 2, CARRIED_IN: 1, RESULTS: 2, CARRIED_OUT: 1}
    register = selectors.new([quarter.body.pk], THIRD).count()
    assert sum(n for _, n in figures["channels"]) == sum(n for _, n in figures["applicants"]) == register
    assert sum(n for _, n in figures["results"]) == selectors.closed([quarter.body.pk], THIRD).count()
    assert figures["faults"] == []


@pytest.mark.rows("R-188", "R-192")
def test_fees_stand_in_the_report_of_the_quarter_in_which_they_came_in(quarter, client):
    """《年度报告格式》 part six: 收取信息处理费情况."""
    assert reports.figures_of(quarter.body, THIRD)["fees"] == []
    for day, ended, state in (
        (D(2026, 6, 25), D(2026, 7, 10), FeeState.PAID),
        (D(2026, 8, 3), D(2026, 8, 20), FeeState.REMITTED),
        (D(2026, 9, 20), None, FeeState.ASKED),
    ):
        FeeNotice.objects.create(
            case=case_of(quarter.body, day), way="pages", number=68, amount=380, reckoning="68页", reason="数量过大",
            notified_on=day, due_on=day + dt.timedelta(days=28), state=state, ended_on=ended, made_by=quarter.clerk,
        )  # fmt: skip
    numbers = [number for _label, number in reports.figures_of(quarter.body, THIRD)["fees"]]
    assert numbers == [2, 760, 1, 380, 1]
    report = sent(quarter)
    client.force_login(quarter.clerk)
    assert "实收金额（元）" in client.get(reverse("statistics:report")).content.decode()
    page = reverse("statistics:sent", args=[report.pk])
    assert "五、收取信息处理费情况" in client.get(page).content.decode()
    tables = docx.Document(io.BytesIO(client.get(page + "?word").content)).tables
    assert ["实收金额（元）", "380"] in [[cell.text for cell in row.cells] for row in tables[-1].rows]


def sent(office, **more) -> PeriodReport:
    return reports.send(office.body, THIRD, office.clerk, **{"sent_to": "示范市人民政府办公室"} | more)


def test_what_was_sent_stays_as_it_was_sent(quarter):
    report = sent(quarter)
    case_of(quarter.body, D(2026, 8, 3), D(2026, 8, 10))
    assert PeriodReport.objects.get().figures["totals"][NEW] == 2
    with pytest.raises(PermissionDenied, match="只能追加"):
        PeriodReport.objects.filter(pk=report.pk).update(sent_to="别处")


def test_it_is_sent_again_only_when_it_changed_and_with_the_reason(quarter):
    sent(quarter)
    with pytest.raises(ValidationError, match="没有变化"):
        sent(quarter)
    case_of(quarter.body, D(2026, 8, 3), D(2026, 8, 10))
    with pytest.raises(ValidationError, match="更正的原因"):
        sent(quarter)
    assert sent(quarter, words="补登8月的一件邮寄申请").version == 2


def test_numbers_that_do_not_add_up_are_not_sent(quarter):
    case_of(quarter.body, D(2026, 8, 3), D(2026, 8, 10), [])
    with pytest.raises(ValidationError, match="数据不平"):
        sent(quarter)


def test_only_the_receiving_office_sends(quarter):
    with pytest.raises(PermissionDenied):
        reports.send(quarter.body, THIRD, quarter.leader, sent_to="示范市人民政府办公室")


def test_each_quarter_is_asked_for_once_and_met_by_sending(quarter):
    assert follow_quarters() == "登记定期报告1项" and follow_quarters() == ""
    duty = Duty.objects.open().get(kind=KIND)
    assert (duty.period, duty.base_on, duty.due_on) == ("2026年第3季度", D(2026, 9, 30), D(2026, 10, 20))
    sent(quarter)
    assert not Duty.objects.open().filter(kind=KIND).exists() and follow_quarters() == ""


def test_the_screen_shows_sends_and_prints_it(quarter, client):
    client.force_login(quarter.clerk)
    address = reverse("statistics:report")
    shown = client.get(address).content.decode()
    assert "2026年第3季度，本机关新收政府信息公开申请2件，上期结转1件，办结2件，结转下期1件" in shown
    missing = client.post(address, {"words": "本期没有收取信息处理费"}).content.decode()
    assert "本期没有收取信息处理费" in missing and not PeriodReport.objects.exists()
    assert client.post(address, {"sent_to": "示范市人民政府办公室"}).status_code == 302
    page = reverse("statistics:sent", args=[PeriodReport.objects.get().pk])
    assert "示范市人民政府办公室" in client.get(page).content.decode()
    word = client.get(page + "?word")
    assert word.status_code == 200 and word["Content-Type"].endswith("wordprocessingml.document")
    assert client.post(page).status_code == 302
    assert "已编文号" in client.get(page).content.decode()


def test_a_quarter_that_runs_cannot_be_sent_from_the_screen(quarter, client):
    client.force_login(quarter.clerk)
    shown = client.get(reverse("statistics:report") + "?from=2026-10-01&to=2026-12-31").content.decode()
    assert "尚未结束" in shown and '<button type="submit" class="button">报送' not in shown


def test_a_quarter_that_runs_cannot_be_sent_past_the_screen_either(quarter, client):
    client.force_login(quarter.clerk)
    address = reverse("statistics:report") + "?from=2026-10-01&to=2026-12-31"
    answer = client.post(address, {"sent_to": "示范市人民政府办公室"})
    assert "期满后再报送" in answer.content.decode() and not PeriodReport.objects.exists()


def test_what_is_said_beside_the_numbers_names_no_person(quarter):
    with pytest.raises(ValidationError, match="个人信息"):
        sent(quarter, words="申请人电话13800000000，已当面沟通")


@pytest.mark.parametrize("name", ["table", "table_four", "report"])
def test_a_period_at_the_end_of_time_falls_back_to_the_usual_one(quarter, client, name):
    client.force_login(quarter.clerk)
    address = reverse(f"statistics:{name}") + "?from=9999-10-01&to=9999-12-31"
    answer = client.get(address)
    assert answer.status_code == 200 and "2026" in answer.content.decode()


def test_table_four_opens(quarter, client):
    client.force_login(quarter.leader)
    assert "复议后起诉" in client.get(reverse("statistics:table_four")).content.decode()
