"""说明理由: asked because of number or frequency, answered, judged; good reasons may delay the answer (条例 35)."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.urls import reverse

from disclosure.answers import decisions
from disclosure.requests import selectors, services
from disclosure.requests.duties import ANSWER
from disclosure.requests.enums import AnswerKind, Leaf, State
from disclosure.requests.forgetting import forget_rest
from disclosure.requests.models import ApplicantMail, Case, ReasonRequest
from foundation.duties.models import Duty
from tests.disclosure.answers.answering import REASONS, accepted, decided

pytestmark = pytest.mark.django_db
GROUND = "2026年3月您向本机关提出申请36件"


@pytest.fixture
def clock():
    with time_machine.travel(dt.datetime(2026, 3, 2, 2, tzinfo=dt.UTC), tick=False) as traveller:
        yield lambda day: traveller.move_to(dt.datetime(2026, *day, 2, tzinfo=dt.UTC))


@pytest.fixture
def case(office, clock) -> Case:
    """In the unit's hands since Monday 2 March, due on the 30th."""
    return accepted(office)


@pytest.fixture
def asked(case, office):
    return services.ask_reason(case, by=office.clerk, ground=GROUND, due_on=dt.date(2026, 3, 9))


def due(case: Case) -> dt.date | None:
    return selectors.clock_of(case).due_on


def judged(case, office, *, reasonable: bool):
    return services.judge_reason(
        case, by=office.clerk, is_reasonable=reasonable, office_view="与生产经营无关"
    )


def walk(case, office, choice: str):
    item = case.items.get()
    for question, answer in (("nature", "information"), ("amount", "yes"), ("amount_reason", choice)):
        decisions.answer_question(item, by=office.editor, question=question, choice=answer)
        item.refresh_from_db()
    return item


@pytest.mark.rows("R-185")
def test_the_notice_says_what_is_excessive_and_the_clock_runs_on(case, asked, office):
    letter = asked.letter
    assert letter.kind_label == "政府信息公开申请说明理由通知书" and letter.number == "示政办依告〔2026〕2号"
    assert letter.fields["数量频次情况"] == GROUND and letter.fields["说明日期"] == "2026年3月9日"
    case.refresh_from_db()
    assert case.state == State.HANDLING and due(case) == dt.date(2026, 3, 30)
    assert not Duty.objects.of(case, ANSWER.key).get().pauses.exists()
    with pytest.raises(ValidationError, match="不能重复"):
        services.ask_reason(case, by=office.clerk, ground=GROUND)


def test_only_the_office_asks_and_it_says_why(case, office):
    with pytest.raises(PermissionDenied):
        services.ask_reason(case, by=office.editor, ground=GROUND)
    with pytest.raises(ValidationError, match="数量、频次"):
        services.ask_reason(case, by=office.clerk, ground=" ")
    with pytest.raises(ValidationError, match="今天之后"):
        services.ask_reason(case, by=office.clerk, ground=GROUND, due_on=dt.date(2026, 3, 2))
    assert not ReasonRequest.objects.exists()


@pytest.mark.rows("R-185")
def test_nothing_is_refused_for_its_number_before_the_reasons_were_asked_and_judged(case, office, clock):
    with pytest.raises(ValidationError, match="告知说明理由"):
        walk(case, office, "unreasonable")
    services.ask_reason(case, by=office.clerk, ground=GROUND, due_on=dt.date(2026, 3, 9))
    with pytest.raises(ValidationError, match="2026-03-09"):
        judged(case, office, reasonable=False)
    services.give_reason(case, text="研究需要")
    judged(case, office, reasonable=False)
    item = case.items.get()
    with pytest.raises(ValidationError, match="不一致"):
        decisions.answer_question(item, by=office.editor, question="amount_reason", choice="reasonable")
    item = decided(item, "amount_reason:unreasonable", office.editor, reasons=REASONS)
    assert (item.kind, item.leaf) == (AnswerKind.EXCESSIVE, Leaf.NP_4)


def test_silence_is_judged_after_the_day_and_not_before(case, asked, office, clock):
    clock((3, 9))
    with pytest.raises(ValidationError, match="期满后"):
        judged(case, office, reasonable=False)
    clock((3, 10))
    judged(case, office, reasonable=False)
    with pytest.raises(ValidationError, match="已于2026-03-10认定"):
        services.give_reason(case, text="研究需要")


@pytest.mark.rows("R-185")
def test_good_reasons_may_put_the_answer_off_to_a_day_that_is_told(case, asked, office, clock):
    later = dt.date(2026, 5, 8)
    with pytest.raises(ValidationError, match="认定申请理由合理后"):
        services.delay(case, by=office.foi_head, due_on=later, reason="需要逐件核对")
    services.give_reason(case, text="研究需要")
    judged(case, office, reasonable=True)
    assert "继续办理" in case.events.get(step="judge_reason").told
    with pytest.raises(PermissionDenied):
        services.delay(case, by=office.clerk, due_on=later, reason="需要逐件核对")
    for wrong in (dt.date(2026, 3, 30), dt.date(2027, 12, 1)):
        with pytest.raises(ValidationError):
            services.delay(case, by=office.foi_head, due_on=wrong, reason="需要逐件核对")
    services.delay(case, by=office.foi_head, due_on=later, reason="需要逐件核对。")
    assert due(case) == later
    letter = case.events.get(step="delay").letter
    assert letter.kind_label == "政府信息公开申请延迟答复告知书"
    assert (letter.fields["答复日期"], letter.fields["理由"]) == ("2026年5月8日", "需要逐件核对")
    with pytest.raises(ValidationError, match="不能再次延迟"):
        services.delay(case, by=office.foi_head, due_on=dt.date(2026, 6, 8), reason="仍需时间")
    with pytest.raises(ValidationError, match="延长或者延迟过"):
        services.ask_extension(case, by=office.editor, days=5, reason="仍需时间")


def test_a_limit_that_is_over_is_not_put_off(case, asked, office, clock):
    services.give_reason(case, text="研究需要")
    judged(case, office, reasonable=True)
    clock((3, 31))
    with pytest.raises(ValidationError, match="2026-03-30届满"):
        services.delay(case, by=office.foi_head, due_on=dt.date(2026, 5, 8), reason="需要逐件核对")


def test_after_a_delay_a_third_party_still_holds_the_time(case, asked, office, clock):
    services.give_reason(case, text="研究需要")
    judged(case, office, reasonable=True)
    services.delay(case, by=office.foi_head, due_on=dt.date(2026, 5, 8), reason="需要逐件核对")
    services.consult(case, by=office.clerk, kind="third_party", name="示范公司", question="报价")
    assert due(case) is None


def test_what_the_applicant_said_is_encrypted_and_goes_with_the_rest(case, asked):
    services.give_reason(case, text="本人研究需要，电话13800000000")
    with connection.cursor() as cursor:
        cursor.execute("select reply from requests_reasonrequest")
        assert "研究" not in cursor.fetchone()[0]
    assert "研究" not in "".join(case.events.values_list("words", flat=True))
    forget_rest(Case.objects.get(pk=case.pk))
    assert ReasonRequest.objects.get().reply == ""


def test_the_applicant_is_told_by_mail(office, clock):
    case = accepted(office, email="shen@example.com")
    services.ask_reason(case, by=office.clerk, ground=GROUND)
    mail = ApplicantMail.objects.get(event__step="ask_reason")
    assert "2026-03-09前说明" in mail.event.told


def step(client, case, user, key, **data):
    client.force_login(user)
    return client.post(reverse("requests_admin:step", args=[case.pk, key]), data)


@pytest.mark.rows("R-185")
def test_from_the_desk_by_forms(case, office, client, clock):
    page = reverse("requests_admin:case", args=[case.pk])
    step(client, case, office.clerk, "ask_reason", ground=GROUND, due_on="2026-03-09")
    said = client.get(page).content.decode()
    assert "等待说明" in said and GROUND in said
    step(client, case, office.clerk, "give_reason", text="课题研究", on="2026-03-02")
    said = client.get(page).content.decode()
    assert "请认定理由是否合理" in said and "课题研究" in said
    step(client, case, office.clerk, "judge_reason", is_reasonable="yes", office_view="确有研究需要")
    client.force_login(office.leader)
    assert "课题研究" not in client.get(page).content.decode()
    client.force_login(office.foi_head)
    assert "延迟答复" in client.get(page).content.decode()
    step(client, case, office.foi_head, "delay", due_on="2026-04-30", reason="需要逐件核对")
    assert due(case) == dt.date(2026, 4, 30)
    assert "延迟至 2026-04-30 答复" in client.get(page).content.decode()
