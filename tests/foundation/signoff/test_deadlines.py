"""The internal deadline of each step: how it is counted, said and sorted by."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from foundation.rules.parameters import parameter
from foundation.signoff.deadlines import recompute
from foundation.signoff.models import PostTaskState
from foundation.signoff.rules import deadline_in_words
from foundation.workdays.selectors import load_calendar

pytestmark = pytest.mark.django_db
QUEUE = "/admin/signoff/"


def at(day: dt.date, hour: int = 10) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, hour - 8, tzinfo=dt.UTC)


# Friday 18 September 2026, with Sunday 20 worked; at New Year 1 to 3 January are rest days, Sunday 4 is worked.
WORDS = [
    (dt.date(2026, 9, 18), dt.date(2026, 9, 18), "今日到期"),
    (dt.date(2026, 9, 18), dt.date(2026, 9, 17), "还有 1 个工作日"),
    (dt.date(2026, 9, 21), dt.date(2026, 9, 18), "还有 2 个工作日"),
    (dt.date(2026, 1, 5), dt.date(2025, 12, 31), "还有 2 个工作日"),
    (dt.date(2026, 9, 18), dt.date(2026, 9, 19), "已超期，不足 1 个工作日"),
    (dt.date(2026, 9, 18), dt.date(2026, 9, 21), "已超期 2 个工作日"),
]


@pytest.mark.parametrize(("due", "today", "words"), WORDS)
def test_a_deadline_is_said_in_working_days(office, due, today, words):
    assert deadline_in_words(load_calendar(), due, today, provisional=False) == words
    assert deadline_in_words(load_calendar(), due, today, provisional=True).endswith("（暂定）")


def test_each_step_has_two_working_days_of_its_own(office):
    with time_machine.travel(at(dt.date(2026, 1, 9)), tick=False):  # a Friday
        page = office.submit(office.document())
    first = PostTaskState.objects.get(page_id=page.pk)
    assert (first.due_on, first.due_is_provisional) == (dt.date(2026, 1, 13), False)
    with time_machine.travel(at(dt.date(2026, 1, 13)), tick=False):
        office.decide(page, office.head)
    assert PostTaskState.objects.waiting().get().due_on == dt.date(2026, 1, 15)
    assert "内部工作目标" in parameter("review.step_days").basis


def test_beyond_the_calendar_a_deadline_is_provisional_until_the_notice_comes(office, client):
    with time_machine.travel(at(dt.date(2031, 3, 3)), tick=False):
        page = office.submit(office.document(title="远期文件"))
        client.force_login(office.head)
        assert "还有 2 个工作日（暂定）" in client.get(QUEUE).content.decode()
    state = PostTaskState.objects.get(page_id=page.pk)
    assert state.due_is_provisional
    PostTaskState.objects.update(due_on=dt.date(2031, 3, 4))
    assert recompute(dt.date(2031, 1, 1)) == 1
    assert PostTaskState.objects.get().due_on == dt.date(2031, 3, 5)


@pytest.fixture
def three(office) -> dict[str, str]:
    """One due tomorrow, one due today, one late; sent in this order."""
    days = {"明日": dt.date(2026, 1, 14), "今日": dt.date(2026, 1, 13), "超期": dt.date(2026, 1, 12)}
    for title, due in days.items():
        page = office.submit(office.document(title=f"{title}件"))
        PostTaskState.objects.filter(page_id=page.pk).update(due_on=due)
    return days


@time_machine.travel(at(dt.date(2026, 1, 13)), tick=False)
def test_overdue_comes_first_then_today_then_the_others(office, client, three):
    client.force_login(office.head)
    text = client.get(QUEUE).content.decode()
    places = [text.index(f"{title}件</a>") for title in ("超期", "今日", "明日")]
    assert places == sorted(places)
    for words in ("已超期 1 个工作日", "今日到期", "还有 1 个工作日"):
        assert words in text


@pytest.mark.parametrize(
    ("due", "shown", "number"),
    [("overdue", ["超期"], 1), ("today", ["今日"], 1), ("all", ["超期", "今日", "明日"], 3)],
)
@time_machine.travel(at(dt.date(2026, 1, 13)), tick=False)
def test_the_parts_of_the_queue_with_their_numbers(office, client, three, due, shown, number):
    client.force_login(office.head)
    text = client.get(QUEUE, {"due": due}).content.decode()
    assert [title for title in three if f"{title}件</a>" in text] == [t for t in three if t in shown]
    assert f"共 {number} 件" in text
    for label, count in (("全部", 3), ("已超期", 1), ("今日到期", 1)):
        assert f"{label} <b>{count}</b>" in text


def test_an_unknown_part_shows_everything(office, client, three):
    client.force_login(office.head)
    assert "共 3 件" in client.get(QUEUE, {"due": "\x00昨天"}).content.decode()


def test_the_mail_names_the_day(office, mailoutbox, django_capture_on_commit_callbacks):
    with (
        time_machine.travel(at(dt.date(2026, 1, 9)), tick=False),
        django_capture_on_commit_callbacks(execute=True),
    ):
        office.submit(office.document())
    assert "办理期限：2026-01-13" in mailoutbox[0].body


def test_the_review_screen_says_it_too(office, client):
    page = office.submit(office.document())
    client.force_login(office.head)
    state = PostTaskState.objects.get(page_id=page.pk)
    text = client.get(reverse("signoff:review", args=[state.pk])).content.decode()
    assert "还有 2 个工作日" in text
    assert "本机关内部时限" in text
