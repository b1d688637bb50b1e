"""The officer's desk: tabs, order, clocks, search, and who sees what."""

import datetime as dt

import lxml.html
import pytest
import time_machine
from django.urls import reverse

from disclosure.requests import access, services
from disclosure.requests.enums import Channel, State
from foundation.duties.models import Duty
from foundation.organisations.enums import PostKind
from foundation.organisations.models import Body, Post, Unit
from tests.offices import appoint

from .cases import opened

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 26)
DESK = "/admin/requests/"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(dt.datetime(2026, 3, 26, 2, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def desk(office, client):
    """The desk as somebody sees it: the answer's context."""

    def see(user=None, **asked):
        client.force_login(user or office.clerk)
        return client.get(DESK, asked)

    return see


def subjects(answer) -> list[str]:
    return [case.subject for case, _ in answer.context["rows"]]


def counts(answer) -> dict[str, int]:
    return {str(tab): number for tab, number, _ in answer.context["tabs"]}


def one_of_each(office) -> None:
    """正常, 将到期, 已超期, 待确认 by their day of receipt; the answer is due 20 working days after it."""
    opened(office, dt.date(2026, 3, 25), text="正常的一件")
    opened(office, dt.date(2026, 2, 27), text="将到期的一件")
    opened(office, dt.date(2026, 2, 2), text="已超期的一件")
    opened(office, dt.date(2026, 3, 25), Channel.EMAIL, text="待确认的一件")


def test_each_case_stands_in_the_tab_of_its_clock(office, desk):
    one_of_each(office)
    assert counts(desk()) == {
        "open": 4, "normal": 1, "soon": 1, "overdue": 1, "unconfirmed": 1, "closed": 0,
    }  # fmt: skip
    for tab, subject in (
        ("normal", "正常"),
        ("soon", "将到期"),
        ("overdue", "已超期"),
        ("unconfirmed", "待确认"),
    ):
        assert subjects(desk(tab=tab)) == [f"{subject}的一件"]


@pytest.mark.rows("R-160")
def test_what_nobody_confirmed_within_a_working_day_is_overdue_and_still_waits(office, desk):
    """To put off the word that a letter has come puts off the clock of the law: it must not look quiet."""
    opened(office, dt.date(2026, 3, 25), Channel.EMAIL, text="昨天的邮件")
    sent = dt.date(2026, 3, 20)
    opened(office, sent, Channel.POST_PLAIN, text="昨天到的平信", signed_for_on=dt.date(2026, 3, 25))
    opened(office, dt.date(2026, 3, 24), Channel.FAX, text="前天的传真")
    answer = desk(tab="overdue")
    assert subjects(answer) == ["前天的传真"]
    assert counts(answer)["overdue"] == 1 and counts(answer)["unconfirmed"] == 3
    assert "前天的传真" in subjects(desk(tab="unconfirmed"))


@pytest.mark.rows("R-166")
def test_the_list_is_in_order_of_receipt_whatever_the_order_of_registration(office, desk):
    one_of_each(office)
    assert subjects(desk()) == ["已超期的一件", "将到期的一件", "正常的一件", "待确认的一件"]


def test_legal_limit_and_inner_target_stand_beside_each_other(office, desk):
    case = opened(office, dt.date(2026, 3, 25))
    shown = desk().content.decode()
    kinds = {duty.kind: f"{duty.due_on:%Y-%m-%d}" for duty in Duty.objects.open().of(case)}
    assert kinds["foi.answer"] in shown and kinds["foi.inner"] in shown
    assert kinds["foi.answer"] > kinds["foi.inner"]


def test_a_paused_case_is_not_overdue(office, desk):
    from foundation.duties import services as ledger
    from foundation.duties.enums import PauseCategory

    case = opened(office, dt.date(2026, 3, 2))
    duty = Duty.objects.open().of(case, "foi.answer").get()
    ledger.pause(duty, PauseCategory.THIRD_PARTY, "书面征求意见", dt.date(2026, 3, 10), office.clerk)
    with time_machine.travel(dt.datetime(2026, 6, 1, 2, tzinfo=dt.UTC), tick=False):
        answer = desk(tab="normal")
    assert subjects(answer) == [case.subject] and "暂停计时" in answer.content.decode()


@pytest.mark.rows("R-199")
def test_neither_list_nor_search_knows_who_applied(office, desk):
    case = opened(office, dt.date(2026, 3, 25))
    shown = desk().content.decode()
    assert "申小明" not in shown and case.proof_number not in shown and "13800000000" not in shown
    assert subjects(desk(q="申小明")) == [] and subjects(desk(q="13800000000")) == []
    assert subjects(desk(q=case.number[-6:])) == [case.subject]
    assert subjects(desk(q="人民路 2025")) == [case.subject]


def test_by_step_and_by_person(office, desk):
    first = opened(office, dt.date(2026, 3, 24), text="甲件")
    opened(office, dt.date(2026, 3, 25), text="乙件")
    services.accept(first, by=office.clerk, unit=office.unit, officer=office.editor)
    assert subjects(desk(state=State.HANDLING)) == ["甲件"]
    assert subjects(desk(officer=office.editor.pk)) == ["甲件"]
    assert subjects(desk(state="nonsense", officer="x", tab="?", p="-1")) == ["甲件", "乙件"]


def test_a_unit_sees_its_own_cases_and_another_body_none(office, desk):
    first = opened(office, dt.date(2026, 3, 24), text="甲件")
    opened(office, dt.date(2026, 3, 25), text="乙件")
    services.accept(first, by=office.clerk, unit=office.unit)
    other = Body.objects.create(name="示范县教育局", code="sfx-jyj")
    elsewhere = appoint("jyj", "叶望舒", PostKind.REQUESTS_CLERK, other)
    assert subjects(desk(office.editor)) == ["甲件"]
    assert subjects(desk(elsewhere)) == []
    assert "批量" not in desk(office.editor).content.decode()


def test_the_menu_shows_the_desk_by_post(office, client):
    client.force_login(office.clerk)
    assert reverse("requests_admin:desk") in client.get("/admin/").content.decode()
    unit = Unit.objects.create(body=office.body, name="机要科")
    duty = appoint("zhiban", "江思齐", PostKind.DUTY_OFFICER, office.body, unit)
    client.force_login(duty)
    assert reverse("requests_admin:desk") not in client.get("/admin/").content.decode()


def test_the_clerks_day_begins_with_what_is_overdue(office, client):
    one_of_each(office)
    client.force_login(office.clerk)
    page = lxml.html.fromstring(client.get("/admin/").content)
    links = page.xpath("//section[@aria-labelledby='home-requests']//a")
    shown = [" ".join(link.text_content().split()) for link in links]
    assert shown == ["已超期 1", "将到期 1", "待确认 1", "全部在办 4"]
    assert client.get(links[0].get("href")).context["tab"] == "overdue"


def test_the_home_of_others_does_not_speak_of_applications(office, client):
    one_of_each(office)
    client.force_login(office.secrecy)
    assert "home-requests" not in client.get("/admin/").content.decode()


def test_the_desk_costs_the_same_for_many_cases(office, desk, client, django_assert_max_num_queries):
    for number in range(121):
        opened(office, dt.date(2026, 3, 2), text=f"第{number}件")
    desk()
    with django_assert_max_num_queries(15):
        answer = client.get(DESK)
    assert counts(answer)["open"] == 121 and len(subjects(answer)) == 20


def test_workload_by_person_and_unit(office, client):
    first = opened(office, dt.date(2026, 2, 2), text="甲件")
    second = opened(office, dt.date(2026, 3, 25), text="乙件")
    services.accept(first, by=office.clerk, unit=office.unit, officer=office.editor)
    services.accept(second, by=office.clerk, unit=office.unit, officer=office.editor)
    client.force_login(office.clerk)
    answer = client.get(reverse("requests_admin:workload"))
    (_, persons, _, _), (_, units, _, _) = answer.context["tables"]
    assert [(load.name, load.open, load.overdue) for load in persons] == [(str(office.editor), 2, 1)]
    assert units[0].oldest == dt.date(2026, 2, 2)
    # Whoever sees a number that is too high gets to the cases with one click.
    assert f"{DESK}?tab=overdue&amp;officer={office.editor.pk}" in answer.content.decode()


@pytest.mark.rows("R-149")
def test_who_has_no_receiving_office_receives_nothing_and_is_listed(office, client):
    without = Body.objects.create(name="示范县档案馆", code="sfx-dag", parent=office.body)
    vacant = Body.objects.create(name="示范县水利局", code="sfx-slj", parent=office.body)
    Post.objects.create(kind=PostKind.REQUESTS_CLERK, body=vacant, title="依申请公开经办")
    elsewhere = Body.objects.create(name="邻县政府办", code="lx-zfb")
    assert without not in access.open_to_applications() and office.body in access.open_to_applications()
    client.force_login(office.clerk)
    assert reverse("requests_admin:offices") in client.get(DESK).content.decode()
    shown = client.get(reverse("requests_admin:offices"))
    rows = {one.body: one for one in shown.context["rows"]}
    assert next(iter(rows)) == without and "不能接收申请" in rows[without].lacks
    assert "无人办理" in rows[vacant].lacks and elsewhere not in rows
    assert not rows[office.body].lacks and office.clerk.get_full_name() in rows[office.body].holders
    client.force_login(office.editor)
    assert client.get(reverse("requests_admin:offices")).status_code in (302, 403)
