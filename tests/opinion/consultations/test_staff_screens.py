"""The screens of those who run a consultation."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from foundation.organisations.models import User
from opinion.consultations.enums import ChangeKind, Part, Source
from opinion.consultations.models import ConsultationPage, Opinion, PeriodChange, SecrecyException
from opinion.consultations.selectors import course_of
from opinion.consultations.services import ask_for_change
from tests.offices import PASSWORD

from .making import notice, opinions

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(office) -> ConsultationPage:
    return office.publish(notice(office))


def screen(page, name: str = "consultation") -> str:
    return reverse(f"consultations_admin:{name}", args=[page.pk])


@pytest.fixture
def signed_in(client, office):
    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def test_the_unit_sees_its_consultations_with_their_state(signed_in, office, page):
    opinions(page, 3)
    text = signed_in(office.editor).get(reverse("consultations_admin:list")).content.decode()
    assert "征集中" in text
    assert "收到意见3件" in text


def test_an_extension_is_asked_for_and_approved_on_screen(signed_in, office, page):
    day = course_of(page).closes_on + dt.timedelta(days=5)
    data = {"kind": ChangeKind.EXTENDED, "closes_on": day.isoformat(), "reason": "群众要求"}
    signed_in(office.editor).post(screen(page, "change"), data)
    change = PeriodChange.objects.get()
    where = reverse("consultations_admin:decide_change", args=[change.pk])
    refused = signed_in(office.head).post(where, {"approve": "yes"})
    assert "可以批准" in refused.content.decode()
    signed_in(office.leader).post(where, {"approve": "yes"})
    assert course_of(page).closes_on == day


def test_what_the_service_refuses_stays_on_the_form(signed_in, office, page):
    day = course_of(page).closes_on
    data = {"kind": ChangeKind.EXTENDED, "closes_on": day.isoformat(), "reason": "很长的理由"}
    text = signed_in(office.editor).post(screen(page, "change"), data).content.decode()
    assert "应在" in text
    assert "很长的理由" in text


@pytest.mark.rows("R-104")
def test_secrecy_is_asked_for_and_approved_on_screen(signed_in, office):
    page = notice(office, basis="")
    data = {"part": Part.BASIS, "reason": "涉及未公开测算", "legal_basis": "《条例》第十四条"}
    signed_in(office.editor).post(screen(page, "secrecy"), data)
    asked = SecrecyException.objects.get()
    where = reverse("consultations_admin:decide_secrecy", args=[asked.pk])
    signed_in(office.secrecy).post(where, {"approve": "yes", "note": "同意"})
    text = signed_in(office.editor).get(screen(page)).content.decode()
    assert "已批准" in text
    assert "沈慎之" in text


def test_a_letter_is_entered_and_held_back_on_screen(signed_in, office, page):
    data = {
        "source": Source.LETTER,
        "received_on": timezone.localdate().isoformat(),
        "text": "来信建议",
        "clause": "tiao-2",
    }
    signed_in(office.editor).post(screen(page, "enter"), data)
    opinion = Opinion.objects.get()
    where = reverse("consultations_admin:opinion", args=[opinion.pk])
    assert "来信建议" in signed_in(office.leader).get(where).content.decode()
    signed_in(office.head).post(where, {"reason": "含他人隐私"})
    assert Opinion.objects.get().held_by == office.head
    signed_in(office.head).post(where, {"let_go": "1"})
    assert Opinion.objects.get().held_at is None


def test_a_pile_of_letters_is_entered_one_after_the_other(signed_in, office, page):
    client = signed_in(office.editor)
    first = client.get(screen(page, "enter")).content.decode()
    assert f'value="{timezone.localdate().isoformat()}"' in first  # a browser shows no other form of a day
    data = {
        "source": Source.SEMINAR,
        "source_note": "第二次座谈会",
        "received_on": timezone.localdate().isoformat(),
        "text": "建议增加夜班",
        "another": "yes",
    }
    again = client.post(screen(page, "enter"), data, follow=True)
    form = again.context["form"]
    assert [form[name].value() for name in ("source", "source_note", "received_on", "text")] == [
        Source.SEMINAR, "第二次座谈会", data["received_on"], None,
    ]  # fmt: skip
    assert Opinion.objects.get().number in again.content.decode()


def test_the_screen_is_flat_at_many_opinions(signed_in, office, page, django_assert_max_num_queries):
    opinions(page, 2000)
    client = signed_in(office.editor)
    client.get(screen(page))
    with django_assert_max_num_queries(24):
        client.get(screen(page))


def test_the_editor_sees_how_long_it_is_open_and_what_the_rule_asks(signed_in, office):
    day = timezone.localdate()
    page = notice(office, closes_on=day + dt.timedelta(days=10))
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    text = signed_in(office.editor).get(edit).content.decode()
    assert "公开10日，少于规定" in text
    assert "不少于30日" in text


def test_a_stranger_sees_nothing(client, office, page):
    assert client.get(screen(page)).status_code == 302
    ask_for_change(
        page, ChangeKind.EXTENDED, course_of(page).closes_on + dt.timedelta(days=3), "理由", office.editor
    )
    other = User.objects.create_user("wairen", password=PASSWORD)
    client.force_login(other)
    assert client.get(screen(page)).status_code in (302, 403, 404)


@pytest.mark.parametrize(
    ("kind", "closes", "words", "is_objection"),
    [
        ("decision", "2026-04-10", "公开39日（公开当日不计入），符合规定：不少于30日", False),
        (
            "decision",
            "2026-03-12",
            "公开10日（公开当日不计入），少于规定：不少于30日。最早应于2026-04-01截止",
            True,
        ),
        ("normative", "2026-03-11", "公开7个工作日（公开当日不计入），符合规定：不少于7个工作日", False),
        ("decision", "2026-03-01", "截止日期早于开始日期", True),
        ("decision", "2026-3", "", False),
        ("nonsense", "2026-04-10", "", False),
    ],
)
@time_machine.travel("2026-03-02T10:00:00+08:00", tick=False)
def test_the_dates_are_checked_while_they_are_typed(signed_in, office, kind, closes, words, is_objection):
    typed = {"kind": kind, "opens_on": "2026-03-02", "closes_on": closes, "body": office.body.pk}
    told = signed_in(office.editor).get(reverse("consultations_admin:period"), typed).json()
    assert words in told["words"] and bool(words) == bool(told["words"])
    assert told["is_objection"] is is_objection


def test_the_editor_has_the_check_beneath_the_dates(signed_in, office):
    edit = reverse("wagtailadmin_pages:edit", args=[notice(office).pk])
    text = signed_in(office.editor).get(edit).content.decode()
    assert f'data-period-check="{reverse("consultations_admin:period")}"' in text
    assert 'type="module"' in text and "consultations/period.js" in text
