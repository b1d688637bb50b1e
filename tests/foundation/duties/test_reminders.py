"""Reminders: to the right people, in time, each once, whatever was missed or broke."""

import datetime as dt
import smtplib

import pytest
import time_machine
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse

from foundation.duties import channels
from foundation.duties import services as duties
from foundation.duties.planning import plan_reminders
from foundation.duties.reminder_models import Reminder
from foundation.duties.sending import send_reminders
from foundation.organisations.enums import HoldingKind
from foundation.organisations.models import Appointment

from .conftest import INTERPRET, PUBLISH, REPORT

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R-270")]
D = dt.date.fromisoformat


def at(day: str, hour: int = 9) -> dt.datetime:
    return dt.datetime.combine(D(day), dt.time(hour - 8), dt.UTC)


@pytest.fixture(autouse=True)
def clock():
    """2026-03-02, a Monday without holidays near."""
    with time_machine.travel(at("2026-03-02"), tick=False) as traveller:
        yield traveller


@pytest.fixture
def told(mailoutbox):
    """Run both jobs; to whom mail went."""

    def run() -> list[str]:
        before = len(mailoutbox)
        plan_reminders()
        send_reminders()
        return sorted(mail.to[0].split("@")[0] for mail in mailoutbox[before:])

    return run


@pytest.fixture
def of_finance(opened, finance):
    """Due 2026-03-30, 20 working days after 2026-03-02."""
    return opened(PUBLISH, unit=finance, base_on=D("2026-03-02"))


def test_before_on_and_after_the_due_day_up_to_the_leader(of_finance, told, clock):
    heard = {}
    for day in range(2, 32):
        clock.move_to(at(f"2026-03-{day:02}"))
        if people := told():
            heard[day] = people
    for day in range(1, 8):
        clock.move_to(at(f"2026-04-{day:02}"))
        if people := told():
            heard[day + 31] = people
    owner, head, deputy = "caiwu", "caizhang", "fenguan"
    assert heard == {
        16: [owner],  # 10 working days before
        25: [owner],  # 3 before
        30: [owner],
        31: [owner, head],  # the first working day after
        32: [owner, head],
        33: sorted([owner, head, deputy]),  # the third
        34: sorted([owner, head, deputy]),
        38: sorted([owner, head, deputy]),  # over 清明 nobody is told
    }  # fmt: skip


def test_a_week_missed_then_one_run_each_message_once(opened, finance, told, clock, mailoutbox):
    for number, base in enumerate(("2026-02-02", "2026-02-10", "2026-02-26", "2026-03-02")):
        opened(PUBLISH, unit=finance, period=str(number), base_on=D(base), label=f"事项{number}")
    told()
    clock.move_to(at("2026-03-20"))
    mailoutbox.clear()
    people = told()
    assert people == ["caiwu", "caizhang", "fenguan"]
    [mine] = [mail for mail in mailoutbox if mail.to == ["caiwu@example.gov.cn"]]
    assert [mine.body.count(f"事项{number}") for number in range(4)] == [1, 1, 1, 1]
    assert "已超期" in mine.subject
    sent = list(Reminder.objects.values_list("duty", "stage", "recipient"))
    assert len(sent) == len(set(sent))
    assert told() == []
    assert not Reminder.objects.filter(sent_at__isnull=True, dropped_at__isnull=True).exists()


def test_what_is_done_meanwhile_is_not_sent(of_finance, clock, mailoutbox):
    clock.move_to(at("2026-03-30"))
    plan_reminders()
    duties.meet(of_finance)
    send_reminders()
    assert mailoutbox == []
    assert Reminder.objects.get().dropped_at


def test_a_mail_server_that_fails_is_tried_again_later(of_finance, told, clock, monkeypatch, mailoutbox):
    clock.move_to(at("2026-03-30"))

    def refuse(*args):
        raise smtplib.SMTPException("拒收")

    with monkeypatch.context() as broken:
        broken.setattr(
            EmailBackend, "send_messages", lambda *args: (_ for _ in ()).throw(smtplib.SMTPException("拒收"))
        )
        with pytest.raises(OSError, match="1人的邮件未能发出"):
            told()
    reminder = Reminder.objects.get()
    assert (reminder.attempts, reminder.last_error, reminder.sent_at) == (1, "拒收", None)
    assert told() == []
    clock.shift(dt.timedelta(minutes=11))
    assert told() == ["caiwu"]
    assert told() == []


def test_substitutes_are_told_as_well(of_finance, office, told, clock):
    post = office.finance_editor.appointments.get().post
    Appointment.objects.create(
        post=post, user=office.secrecy, kind=HoldingKind.DELEGATE, on_behalf_of=office.finance_editor,
        starts_on=D("2026-03-20"), ends_on=D("2026-03-27"),
    )  # fmt: skip
    clock.move_to(at("2026-03-16"))
    assert told() == ["caiwu"]
    clock.move_to(at("2026-03-25"))
    assert told() == ["baomi", "caiwu"]
    duties.reassign(of_finance, person=office.finance_editor, reason="分工", by=office.leader)
    clock.move_to(at("2026-03-27"))
    assert told() == []
    clock.move_to(at("2026-03-30"))
    assert told() == ["caiwu"]


def test_without_an_editor_the_head_and_without_a_unit_the_disclosure_office(
    opened, finance, office, told, clock
):
    Appointment.objects.filter(user=office.finance_editor).update(ends_on=D("2026-03-01"))
    opened(REPORT, unit=finance, due_on=D("2026-03-02"), base_on=D("2026-03-02"))
    opened(REPORT, unit=None, due_on=D("2026-03-02"), base_on=D("2026-03-02"), period="2")
    assert told() == ["bianji", "caizhang", "kezhang"]


def test_an_hour_clock_tells_at_once_and_everybody_when_it_is_over(opened, finance, told, clock):
    opened("test.rumour", unit=finance, base_on=None, base_at=at("2026-03-02"), hours=5)
    assert told() == ["caiwu"]
    clock.move_to(at("2026-03-02", 15))
    assert told() == ["caiwu", "caizhang", "fenguan"]
    assert told() == []


def test_paused_duties_are_silent(of_finance, office, told, clock):
    duties.pause(of_finance, "other", "等批复", None, office.editor)
    clock.move_to(at("2026-06-30"))
    assert told() == []


def test_urged_and_moved(of_finance, office, told, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        duties.urge(of_finance, "请本周办结", office.leader)
    assert told() == ["caiwu", "caizhang"]
    assert "方立诚催办：请本周办结" in mailoutbox[0].body


def test_inbox_and_read_marks(of_finance, office, told, client, clock):
    clock.move_to(at("2026-03-30"))
    told()
    client.force_login(office.finance_editor)
    home = client.get("/admin/").content.decode()
    assert "今日到期：《关于做好防汛工作的通知》公开" in home.split("我的提醒")[1]
    clock.move_to(at("2026-03-31"))
    told()
    home = client.get("/admin/").content.decode()
    assert "已超期1天" in home
    assert "今日到期：《关于" not in home
    client.post(reverse("duties:mark_read"), {"duty": of_finance.pk})
    assert "我的提醒" not in client.get("/admin/").content.decode()
    assert "已超期1天" in client.get(reverse("duties:reminders")).content.decode()
    assert Reminder.objects.filter(recipient=office.finance_head, read_at__isnull=True).exists()


def test_other_channels_get_the_digest_and_hold_nothing_up(of_finance, told, clock, monkeypatch):
    monkeypatch.setattr(channels, "_channels", {})
    heard = []
    channels.register_channel("broken", lambda user, digest: 1 / 0)
    channels.register_channel("sms", lambda user, digest: heard.append((user.username, digest.subject)))
    clock.move_to(at("2026-03-30"))
    assert told() == ["caiwu"]
    assert heard == [("caiwu", "法定时限提醒：1项")]


def test_five_hundred_duties_cost_few_queries(opened, finance, clock, django_assert_max_num_queries):
    for number in range(60):
        opened(INTERPRET, unit=finance, period=str(number), base_on=D("2026-02-02"))
    with django_assert_max_num_queries(12):
        plan_reminders()
    with django_assert_max_num_queries(20):
        send_reminders()
