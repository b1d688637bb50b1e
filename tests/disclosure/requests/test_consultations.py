"""Third parties, joint makers, other bodies and units: whose time counts, and what their silence means."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from disclosure.requests import selectors, services
from disclosure.requests.consultations import JOINT_SILENCE
from disclosure.requests.duties import THIRD_PARTY, UNIT
from disclosure.requests.enums import ConsultedKind, Opinion, State
from disclosure.requests.jobs import note_silence
from disclosure.requests.models import Case, Consultation
from disclosure.requests.parameters import THIRD_SILENCE
from foundation.duties.models import Duty
from foundation.rules.models import ParameterVersion

from .cases import decide_items, opened
from .course import Course


@pytest.fixture
def clock():
    with time_machine.travel(dt.datetime(2026, 3, 6, 2, tzinfo=dt.UTC), tick=False) as traveller:
        yield lambda day: traveller.move_to(dt.datetime(2026, *day, 2, tzinfo=dt.UTC))


@pytest.fixture
def case(office, clock) -> Case:
    """Received on Monday 2 March, in the unit's hands on Friday."""
    return services.accept(opened(office, dt.date(2026, 3, 2)), by=office.clerk, unit=office.unit)


def ask(case, office, kind=ConsultedKind.THIRD_PARTY, **more) -> Consultation:
    return services.consult(
        case, by=office.clerk, kind=kind, name="示范建设有限公司", question="投标文件中的报价明细", **more
    )


@pytest.mark.rows("R-169", "R-180")
def test_the_clock_stands_still_until_the_reply_and_goes_on_with_what_is_left(case, office, clock):
    consultation = services.delivered(ask(case, office), on=dt.date(2026, 3, 6), by=office.clerk)
    held = selectors.clock_of(case)
    assert held.due_on is None and consultation.due_on == dt.date(2026, 3, 27)
    clock((3, 16))
    services.replied(
        consultation,
        opinion=Opinion.OBJECTS,
        reasons="属于商业秘密",
        on=dt.date(2026, 3, 16),
        by=office.editor,
    )
    used = selectors.clock_of(case)
    # Friday to Monday week: seven working days left out, four of the twenty used before them.
    assert used.due_on == dt.date(2026, 4, 9) and used.pauses.get().until == dt.date(2026, 3, 16)
    assert Case.objects.get().state == State.HANDLING


@pytest.mark.rows("R-180")
def test_a_case_shows_days_used_and_days_left_out(office):
    case = Course(office).play(
        "3-02 counter; 3-03 accepted; 3-06 third; 3-16 agrees third; 3-23 submitted; 3-23 signed; 3-23 sent",
        2026,
    )
    clock = selectors.clock_of(case)
    assert clock.days_used == 8
    assert [(str(one.since), str(one.until)) for one in clock.pauses.all()] == [("2026-03-06", "2026-03-16")]


@pytest.mark.rows("R-170")
def test_silence_opens_a_decision_and_releases_nothing(case, office, clock):
    consultation = services.delivered(ask(case, office), on=dt.date(2026, 3, 6), by=office.clerk)
    clock((3, 27))
    assert note_silence() == ""
    with pytest.raises(ValidationError, match="期满后"):
        services.lapse(consultation, by=office.clerk)
    clock((3, 28))
    assert note_silence() == "征求意见期满未答复1件"
    consultation.refresh_from_db()
    assert (consultation.opinion, consultation.is_reasonable) == (Opinion.SILENT, None)
    assert consultation.closed_on == dt.date(2026, 3, 27)
    decide_items(case)
    with pytest.raises(ValidationError, match="待决定"):
        services.submit_answer(case, by=office.editor)
    services.judge(consultation, is_reasonable=False, office_view="不属于商业秘密", by=office.editor)
    assert services.submit_answer(case, by=office.editor).state == State.SIGNING


@pytest.mark.rows("R-170")
def test_on_the_sixteenth_day_the_page_says_that_it_is_to_be_decided_and_offers_both(
    case, office, clock, client
):
    consultation = services.delivered(ask(case, office), on=dt.date(2026, 3, 6), by=office.clerk)
    page = reverse("requests_admin:case", args=[case.pk])
    judge = reverse("requests_admin:consultation", args=[case.pk, consultation.pk, "judge"])
    client.force_login(office.clerk)
    clock((3, 27))
    assert "待决定" not in client.get(page).content.decode()
    clock((3, 30))
    note_silence()
    client.force_login(office.clerk)
    shown = client.get(page)
    assert "待决定：第三方逾期未答复" in shown.content.decode() and judge in shown.content.decode()
    form = client.get(judge).context["form"]
    assert [label.split("：")[0] for _key, label in form.fields["is_reasonable"].choices] == [
        "不予公开",
        "可以公开",
    ]
    seen = case.events.last().pk
    client.post(judge, {"seen": seen, "is_reasonable": "no", "office_view": "报价总额应当公开"})
    consultation.refresh_from_db()
    assert consultation.is_reasonable is False
    assert "待决定" not in client.get(page).content.decode()


@pytest.mark.rows("R-170")
@pytest.mark.parametrize(("chosen", "keeps_closed"), [("deemed_consent", False), ("deemed_refusal", True)])
def test_the_old_rules_of_silence_hold_where_the_parameter_says_so(case, office, clock, chosen, keeps_closed):
    ParameterVersion.objects.create(
        key=THIRD_SILENCE.key,
        body=office.body,
        value=chosen,
        effective_from=dt.date(2026, 1, 1),
        reason="按原办法",
    )
    services.delivered(ask(case, office), on=dt.date(2026, 3, 6), by=office.clerk)
    clock((3, 30))
    note_silence()
    found = Consultation.objects.get()
    assert found.is_reasonable is keeps_closed and "按本机关参数" in found.office_view


def test_an_objection_is_weighed_and_may_be_set_aside_with_reasons(case, office, clock):
    consultation = services.replied(ask(case, office), opinion=Opinion.OBJECTS, by=office.clerk)
    decide_items(case)
    with pytest.raises(ValidationError, match="认定"):
        services.submit_answer(case, by=office.editor)
    with pytest.raises(ValidationError, match="认定的理由"):
        services.judge(consultation, is_reasonable=False, office_view=" ", by=office.editor)


@pytest.mark.rows("R-172")
def test_a_joint_maker_that_is_silent_agrees_by_law(case, office, clock):
    services.delivered(ask(case, office, ConsultedKind.JOINT_MAKER), on=dt.date(2026, 3, 6), by=office.clerk)
    clock((3, 28))
    note_silence()
    found = Consultation.objects.get()
    assert (found.opinion, found.office_view, found.is_reasonable) == (Opinion.SILENT, JOINT_SILENCE, False)
    decide_items(case)
    assert services.submit_answer(case, by=office.editor).state == State.SIGNING


@pytest.mark.rows("R-172")
def test_a_unit_has_its_own_days_while_the_clock_runs_on(case, office, clock):
    before = selectors.clock_of(case).due_on
    consultation = ask(case, office, ConsultedKind.UNIT, unit=office.unit)
    assert Duty.objects.open().of(consultation, UNIT.key).get().due_on == dt.date(2026, 3, 13)
    assert selectors.clock_of(case).due_on == before and Case.objects.get().state == State.HANDLING
    decide_items(case)
    with pytest.raises(ValidationError, match="尚未结束"):
        services.submit_answer(case, by=office.editor)


def test_the_fifteen_days_run_from_their_receipt_not_from_sending(case, office, clock):
    consultation = ask(case, office)
    assert not Duty.objects.of(consultation).exists()
    clock((3, 12))
    services.delivered(consultation, by=office.clerk)
    assert Duty.objects.of(consultation, THIRD_PARTY.key).get().due_on == dt.date(2026, 4, 2)
    with pytest.raises(ValidationError, match="已于2026-03-12登记送达"):
        services.delivered(consultation, by=office.clerk)


def test_a_late_reply_is_kept_and_weighed_but_does_not_stop_the_clock_again(case, office, clock):
    consultation = services.delivered(ask(case, office), on=dt.date(2026, 3, 6), by=office.clerk)
    clock((3, 30))
    note_silence()
    before = selectors.clock_of(case).due_on
    found = services.replied(consultation, opinion=Opinion.OBJECTS, reasons="商业秘密", by=office.clerk)
    assert (found.opinion, found.closed_on) == (Opinion.OBJECTS, dt.date(2026, 3, 27))
    assert selectors.clock_of(case).due_on == before


def test_days_between_two_who_were_asked_count_whatever_the_order_of_writing(case, office, clock):
    first = ask(case, office)
    clock((3, 13))
    second = ask(case, office)
    clock((3, 17))
    services.replied(second, opinion=Opinion.AGREES, by=office.clerk)
    clock((3, 18))
    services.replied(first, opinion=Opinion.AGREES, on=dt.date(2026, 3, 10), by=office.clerk)
    pauses = [(str(one.since), str(one.until)) for one in selectors.clock_of(case).pauses.all()]
    assert pauses == [("2026-03-06", "2026-03-10"), ("2026-03-13", "2026-03-17")]


def test_after_the_end_nobody_writes_down_an_opinion(case, office, clock):
    consultation = ask(case, office)
    services.withdraw(case)
    assert not Duty.objects.open().exists()
    with pytest.raises(ValidationError, match="办结"):
        services.replied(consultation, opinion=Opinion.AGREES, by=office.clerk)


@pytest.mark.parametrize("stopped", ["suspended", "asked to supplement"])
def test_a_unit_answers_while_time_stands_still_for_another_reason(case, office, clock, stopped):
    """What a unit says ends no pause but its own, and it has none."""
    asked = ask(case, office, ConsultedKind.UNIT, unit=office.unit)
    if stopped == "suspended":
        services.suspend(case, by=office.foi_head, ground="防汛应急响应")
    else:
        services.ask_supplement(case, by=office.clerk, asked=["身份证明"])
    clock((3, 9))
    services.replied(asked, opinion=Opinion.AGREES, by=office.editor)
    assert selectors.clock_of(case).due_on is None


def test_a_party_asked_before_ends_no_suspension_of_the_same_day(case, office, clock):
    """A third party that answered on the day on which the suspension begins is no reason to end it."""
    unit = ask(case, office, ConsultedKind.UNIT, unit=office.unit)
    third = ask(case, office)
    clock((3, 9))
    services.replied(third, opinion=Opinion.AGREES, by=office.editor)
    services.suspend(case, by=office.foi_head, ground="防汛应急响应")
    clock((3, 16))
    services.replied(unit, opinion=Opinion.AGREES, by=office.editor)
    assert selectors.clock_of(case).due_on is None
