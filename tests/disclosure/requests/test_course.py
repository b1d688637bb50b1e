"""The course of a case from receipt to delivery, and what may not happen on the way."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from disclosure.requests import selectors, services
from disclosure.requests.duties import ANSWER, FIRST_REVIEW, INNER, REPORT, SUPPLY
from disclosure.requests.enums import AnswerKind, ConsultedKind, Ending, Leaf, Opinion, State
from disclosure.requests.models import Case
from disclosure.requests.signals import case_ended
from foundation.duties.models import Duty
from foundation.letters.models import Letter, Letterhead
from foundation.organisations.enums import PostKind
from foundation.organisations.models import Body
from tests.disclosure.guides.conftest import drafted
from tests.foundation.letters.reading import text_of as text_in
from tests.offices import appoint

from .cases import decide_items, kept, opened

RECEIVED = dt.date(2026, 3, 2)  # a Monday


@pytest.fixture
def clock():
    with time_machine.travel(dt.datetime(2026, 3, 2, 2, tzinfo=dt.UTC), tick=False) as traveller:
        yield lambda day: traveller.move_to(dt.datetime(2026, *day, 2, tzinfo=dt.UTC))


@pytest.fixture
def case(office, clock) -> Case:
    """In the unit's hands since the day of receipt."""
    return services.accept(opened(office, RECEIVED), by=office.clerk, unit=office.unit)


def due(case: Case) -> dt.date | None:
    return selectors.clock_of(case).due_on


def text_of(letter: Letter) -> str:
    return "\n".join(str(value) for value in letter.fields.values())


def signed(case: Case, office) -> Case:
    decide_items(case)
    return services.answer_signed(services.submit_answer(case, by=office.editor), seal_id=1)


# 受理


@pytest.mark.rows("R-165")
def test_the_acceptance_letter_names_the_due_date_of_the_case(case, office):
    letter = case.events.get(step="accept").letter
    assert letter.fields["答复日期"] == "2026年3月30日" and due(case) == dt.date(2026, 3, 30)
    assert Duty.objects.of(case, FIRST_REVIEW.key).get().met_on == RECEIVED
    assert {duty.unit for duty in Duty.objects.open().of(case)} == {office.unit}


@pytest.mark.rows("R-165")
def test_the_acceptance_letter_has_the_fields_of_its_source(office, clock):
    """附件5: number, applicant, day of receipt, matter, answer by, who handles it, where to ask, where to complain."""
    Letterhead.objects.create(body=office.body, phone="0000-1111111")
    office.publish(
        drafted(office, supervision="县政府办公室监督科，电话0000-2222222\n县监察委员会，电话0000-3333333")
    )
    case = services.accept(opened(office, RECEIVED), by=office.clerk, unit=office.unit, officer=office.editor)
    letter = case.events.get(step="accept").letter
    with letter.file.open("rb") as handle:
        words = text_in(handle.read())
    for told in (
        case.number, case.name, "2026年3月2日", case.subject, "将于2026年3月30日前作出答复",
        office.editor.get_full_name(), "0000-1111111", "0000-2222222", "0000-3333333", letter.number,
    ):  # fmt: skip
        assert told in words, told


@pytest.mark.rows("R-159")
def test_registration_gives_a_receipt_with_the_day_and_how_it_was_determined(office, clock):
    case = services.open_case(kept(office, RECEIVED), by=office.clerk)
    letter = case.events.get(step="open").letter
    assert letter.fields["申请编号"] == case.number
    assert "提交之日" in letter.fields["收到日期说明"] and letter.fields["答复日期"] == "2026年3月30日"


@pytest.mark.rows("R-178")
def test_the_inner_target_stands_beside_the_legal_limit(office, clock):
    with time_machine.travel(dt.datetime(2024, 9, 27, 2, tzinfo=dt.UTC)):
        case = opened(office, dt.date(2024, 9, 27))
        found = dict(Duty.objects.of(case).values_list("kind", "due_on"))
    assert found[ANSWER.key] == dt.date(2024, 10, 30) and found[INNER.key] == dt.date(2024, 10, 23)


# 补正


@pytest.mark.rows("R-154")
@pytest.mark.parametrize(
    ("lacks", "missing"),
    [
        ({}, set()),
        ({"name": ""}, {"name"}),
        ({"proof_number": ""}, {"proof"}),
        ({"contact": "", "email": "lin@mail.example"}, set()),
        ({"contact": ""}, {"contact"}),
        ({"text": "", "subject": "道路改造"}, {"content"}),
        ({"ways": []}, {"form"}),
        ({"ways": [], "forms": ["paper"]}, set()),
    ],
)
def test_what_article_29_asks_for_is_found_missing(office, clock, lacks, missing):
    case = opened(office, RECEIVED, **({"ways": ["email"]} | lacks))
    assert selectors.missing_from(Case.objects.without_personal_data().get(pk=case.pk)) == missing


@pytest.mark.rows("R-164")
def test_after_the_seventh_working_day_the_event_says_so_and_the_reply_starts_a_full_period(
    case, office, clock
):
    clock((3, 12))
    services.ask_supplement(case, by=office.clerk, asked=["请写明项目名称"], due_on=dt.date(2026, 3, 20))
    event = case.events.get(step="ask_supplement")
    assert event.details["late"] and "超过七个工作日" in event.words
    assert due(case) is None
    clock((3, 16))
    case = services.supplement(case, text="人民路道路改造工程")
    assert case.state == State.HANDLING and due(case) == dt.date(2026, 4, 14)
    with pytest.raises(ValidationError, match="工作机构负责人批准"):
        services.ask_supplement(case, by=office.clerk, asked=["年份"])
    with pytest.raises(PermissionDenied):
        services.ask_supplement(case, by=office.clerk, asked=["年份"], approver=office.reviewer)
    services.ask_supplement(case, by=office.clerk, asked=["年份"], approver=office.foi_head)


@pytest.mark.rows("R-164")
def test_taking_an_application_apart_gives_no_second_notice(office, clock):
    case = opened(office, RECEIVED, items=["招标公告", "验收报告"])
    services.ask_supplement(case, by=office.clerk, asked=["身份证明"])
    clock((3, 4))
    case = services.supplement(case, text="见附件")
    part = services.split(case, [case.items.get(order=2)], by=office.clerk)
    with pytest.raises(ValidationError, match="工作机构负责人批准"):
        services.ask_supplement(part, by=office.clerk, asked=["年份"])
    whole = opened(office, RECEIVED, items=["招标公告", "验收报告"])
    part = services.split(whole, [whole.items.get(order=2)], by=office.clerk)
    assert services.ask_supplement(part, by=office.clerk, asked=["年份"])


def test_a_reply_before_anybody_took_the_case_up_leads_back_to_the_first_review(office, clock):
    case = opened(office, RECEIVED)
    services.ask_supplement(case, by=office.clerk, asked=["身份证明"])
    case = services.supplement(case, text="见附件")
    assert case.state == State.REGISTERED
    assert services.accept(case, by=office.clerk, unit=office.unit).state == State.HANDLING


def test_a_reply_to_an_abandoned_case_is_refused_with_words_that_say_what_to_do(case, office, clock):
    services.ask_supplement(case, by=office.clerk, asked=["身份证明"], due_on=dt.date(2026, 3, 20))
    with pytest.raises(ValidationError, match="期满后"):
        services.abandon(case, by=office.clerk)
    clock((3, 23))
    case = services.abandon(case, by=office.clerk)
    assert (case.ending, case.leaf) == (Ending.ABANDONED, Leaf.OTHER_1)
    assert case.closed_at and not Duty.objects.open().of(case).exists()
    with pytest.raises(ValidationError, match="重新提出申请"):
        services.supplement(case, text="我的身份证明")


def test_asking_cannot_revive_a_period_that_is_over(case, office, clock):
    clock((3, 31))
    with pytest.raises(ValidationError, match="2026-03-30届满"):
        services.ask_supplement(case, by=office.clerk, asked=["身份证明"])


# 延期


@pytest.mark.rows("R-179")
@pytest.mark.parametrize(
    ("day", "days", "words"),
    [((3, 31), 20, "2026-03-30届满"), ((3, 30), 21, "不超过20个工作日"), ((3, 30), 0, "不超过20个工作日")],
)
def test_an_extension_after_the_limit_or_over_the_ceiling_is_refused(case, office, clock, day, days, words):
    clock(day)
    with pytest.raises(ValidationError, match=words):
        services.ask_extension(case, by=office.editor, days=days, reason="需要逐件核对")


@pytest.mark.rows("R-179")
def test_the_head_consents_and_the_applicant_is_told_before_the_first_limit_ends(case, office, clock):
    clock((3, 30))
    services.ask_extension(case, by=office.editor, days=20, reason="需要逐件核对")
    with pytest.raises(PermissionDenied, match="负责人"):
        services.decide_extension(case, by=office.clerk, granted=True)
    extension = services.decide_extension(case, by=office.foi_head, granted=True)
    assert due(case) == dt.date(2026, 4, 28) and extension.notified_on == dt.date(2026, 3, 30)
    assert extension.letter.fields["答复日期"] == "2026年4月28日"
    assert "至2026-04-28" in case.events.get(step="extend").told
    with pytest.raises(ValidationError, match="只能延长一次"):
        services.ask_extension(case, by=office.editor, days=1, reason="还需要时间")


def test_consent_that_comes_after_the_limit_is_refused(case, office, clock):
    services.ask_extension(case, by=office.editor, days=10, reason="需要逐件核对")
    clock((3, 31))
    with pytest.raises(ValidationError, match="届满"):
        services.decide_extension(case, by=office.foi_head, granted=True)
    assert due(case) == dt.date(2026, 3, 30)


def test_a_refused_extension_may_be_asked_anew(case, office, clock):
    services.ask_extension(case, by=office.editor, days=20, reason="需要逐件核对")
    services.decide_extension(case, by=office.foi_head, granted=False, opinion="5个工作日足够")
    services.ask_extension(case, by=office.editor, days=5, reason="需要逐件核对")
    services.decide_extension(case, by=office.foi_head, granted=True)
    assert due(case) == dt.date(2026, 4, 7)


# 中止、收费


@pytest.mark.rows("R-181")
def test_going_on_adds_exactly_the_days_that_stood_still(case, office, clock):
    clock((3, 9))
    with pytest.raises(PermissionDenied):
        services.suspend(case, by=office.clerk, ground="防汛应急响应")
    with pytest.raises(ValidationError, match="法律依据"):
        services.suspend(case, by=office.foi_head, ground=" ")
    services.suspend(case, by=office.foi_head, ground="防汛应急响应，依据《突发事件应对法》")
    assert due(case) is None
    clock((3, 16))
    services.go_on(case, by=office.clerk)
    # Monday to Sunday: five working days.
    assert due(case) == dt.date(2026, 4, 7)
    assert [letter.kind for letter in Letter.objects.order_by("pk")][-2:] == [
        "foi-suspension",
        "foi-resumption",
    ]


def test_payment_starts_the_period_afresh_and_its_absence_ends_the_case(case, office, clock):
    services.charge(case, by=office.clerk, amount="200")
    clock((3, 10))
    services.paid(case, by=office.clerk)
    assert due(case) == dt.date(2026, 4, 8)
    services.charge(case, by=office.clerk, amount="100")
    case = services.unpaid(case, by=office.clerk)
    assert (case.state, case.leaf) == (State.CLOSED, Leaf.OTHER_2)


def test_a_charge_after_the_limit_does_not_revive_it(case, office, clock):
    clock((3, 31))
    with pytest.raises(ValidationError, match="2026-03-30届满，不能再发收费通知"):
        services.charge(case, by=office.clerk, amount="200")
    assert due(case) == dt.date(2026, 3, 30)


# 答复


@pytest.mark.rows("R-157")
def test_own_records_wait_for_the_identity(office, clock):
    case = opened(office, RECEIVED, is_own_record=True)
    decide_items(case)
    with pytest.raises(ValidationError, match="待核验身份"):
        services.submit_answer(case, by=office.clerk)
    services.check_identity(case, by=office.clerk)
    assert services.submit_answer(case, by=office.clerk).state == State.SIGNING


@pytest.mark.rows("R-168")
def test_a_third_party_that_was_not_asked_blocks_the_answer(case, office, clock):
    services.review(case, by=office.editor, state_secret=False, needs_approval=False, third_party=True)
    decide_items(case)
    with pytest.raises(ValidationError, match="须先征求第三方意见"):
        services.submit_answer(case, by=office.editor)


@pytest.mark.rows("R-168")
def test_what_needs_an_approval_is_not_opened_without_it(case, office, clock):
    services.review(case, by=office.editor, state_secret=False, needs_approval=True, third_party=False)
    decide_items(case, AnswerKind.DENIED, Leaf.DENIED_1)
    assert services.answer_problems(case) == []
    decide_items(case)
    with pytest.raises(ValidationError, match="须经其他机关批准"):
        services.submit_answer(case, by=office.editor)
    asked = services.consult(
        case, by=office.clerk, kind=ConsultedKind.OTHER_BODY, name="示范市水利局", question="可否公开"
    )
    services.replied(asked, opinion=Opinion.AGREES, by=office.clerk)
    assert services.submit_answer(case, by=office.editor).state == State.SIGNING


def test_an_undecided_matter_blocks_the_answer(case, office, clock):
    with pytest.raises(ValidationError, match="第1项"):
        services.submit_answer(case, by=office.editor)


def test_nothing_is_delivered_unsigned_or_without_proof(case, office, clock):
    decide_items(case)
    services.submit_answer(case, by=office.editor)
    with pytest.raises(ValidationError, match="审签中"):
        services.deliver(case, by=office.clerk, way="post", proof="XA00000000011")
    services.answer_signed(case, seal_id=7)
    with pytest.raises(ValidationError, match="凭证"):
        services.deliver(case, by=office.clerk, way="post")
    clock((3, 20))
    case = services.deliver(case, by=office.clerk, way="post", on=dt.date(2026, 3, 19), proof="XA00000000011")
    met = selectors.clock_of(case)
    assert (case.state, case.ending, case.closed_on) == (State.CLOSED, Ending.ANSWERED, dt.date(2026, 3, 19))
    assert (met.met_on, met.days_used, met.is_late) == (dt.date(2026, 3, 19), 13, False)


def test_information_promised_for_a_day_keeps_the_case_open(case, office, clock):
    signed(case, office)
    case = services.deliver(
        case, by=office.clerk, way="post", proof="XA00000000011", supply_on=dt.date(2026, 3, 12)
    )
    assert case.state == State.SUPPLYING and Duty.objects.open().of(case).get().kind == SUPPLY.key
    clock((3, 10))
    case = services.supply(case, by=office.clerk, way="email", proof="邮件回执")
    assert case.state == State.CLOSED and not Duty.objects.open().of(case).exists()


def test_a_returned_answer_goes_on_and_a_judgment_begins_anew(case, office, clock):
    decide_items(case)
    services.submit_answer(case, by=office.editor)
    assert services.answer_returned(case, words="补充理由").state == State.HANDLING
    assert due(case) == dt.date(2026, 3, 30)
    services.deliver(signed(case, office), by=office.clerk, way="pick_up", proof="签收单")
    clock((4, 1))
    case = services.correct_answer(
        case, by=office.clerk, ground="行政复议决定责令重新答复", due_on=dt.date(2026, 4, 15)
    )
    assert (case.state, case.ending, case.closed_at) == (State.HANDLING, "", None)
    assert due(case) == dt.date(2026, 4, 15)


@pytest.mark.rows("R-163")
def test_what_is_public_already_is_answered_so_and_counts_as_answered(office, clock):
    case = opened(office, RECEIVED)
    decide_items(case, AnswerKind.PUBLIC)
    services.answer_signed(services.submit_answer(case, by=office.clerk), seal_id=1)
    case = services.deliver(case, by=office.clerk, way="pick_up", proof="签收单")
    assert (case.ending, case.leaf) == (Ending.ANSWERED, Leaf.GRANTED)
    assert "中止受理" not in "".join(case.events.values_list("label", flat=True))


def test_what_stands_between_a_case_and_its_answer_costs_few_queries(
    office, clock, django_assert_max_num_queries
):
    case = opened(office, RECEIVED, items=[f"第{number}份合同" for number in range(20)])
    fresh = Case.objects.get(pk=case.pk)
    with django_assert_max_num_queries(3):
        assert services.answer_problems(fresh)


# 撤回、并案、拆分、转办


def test_a_case_may_be_withdrawn_while_it_is_being_signed_but_not_after(case, office, clock):
    heard = []
    case_ended.connect(
        lambda sender, case, event, **kw: heard.append(event.step), weak=False, dispatch_uid="test"
    )
    try:
        decide_items(case)
        services.submit_answer(case, by=office.editor)
        withdrawn = services.withdraw(case)
    finally:
        case_ended.disconnect(dispatch_uid="test")
    assert heard == ["withdraw"] and withdrawn.withdrawn_at and withdrawn.leaf == Leaf.OTHER_3
    with pytest.raises(ValidationError, match="已办结"):
        services.answer_signed(case, seal_id=1)


@pytest.mark.rows("R-167")
def test_three_matters_are_three_rows_that_may_be_taken_apart_without_losing_a_day(office, clock):
    case = opened(office, RECEIVED, items=["招标公告", "中标通知书", "验收报告"])
    assert [item.order for item in case.items.all()] == [1, 2, 3]
    clock((3, 10))
    part = services.split(case, [case.items.get(order=3)], by=office.clerk)
    assert (part.received_on, due(part), part.name) == (RECEIVED, due(case), case.name)
    assert [item.text for item in part.items.all()] == ["验收报告"] and case.items.count() == 2
    with pytest.raises(ValidationError, match="至少保留一项"):
        services.split(case, list(case.items.all()), by=office.clerk)


def test_a_split_keeps_what_was_left_out_and_the_extension(case, office, clock):
    services.suspend(case, by=office.foi_head, ground="防汛应急响应，依据《突发事件应对法》")
    clock((3, 9))
    services.go_on(case, by=office.clerk)
    services.ask_extension(case, by=office.editor, days=5, reason="需要核对")
    services.decide_extension(case, by=office.foi_head, granted=True)
    case.items.create(order=2, text="验收报告")
    part = services.split(case, [case.items.get(order=2)], by=office.clerk)
    assert due(part) == due(case)
    with pytest.raises(ValidationError, match="只能延长一次"):
        services.ask_extension(part, by=office.editor, days=5, reason="需要核对")


def test_two_applications_of_one_applicant_become_one_answer(office, clock):
    clock((3, 4))
    first, second = opened(office, RECEIVED), opened(office, dt.date(2026, 3, 3))
    other = opened(office, RECEIVED, proof_number="110101199003070011")
    with pytest.raises(ValidationError, match="同一申请人"):
        services.merge(second, other, by=office.clerk)
    with pytest.raises(ValidationError, match="收到在前"):
        services.merge(first, second, by=office.clerk)
    merged = services.merge(second, first, by=office.clerk)
    assert (merged.state, merged.ending, merged.merged_into) == (State.CLOSED, Ending.MERGED, first)
    assert first.items.count() == 2


@pytest.mark.rows("R-191")
def test_a_transferred_case_cannot_close_before_its_result_is_reported(office, clock):
    other = Body.objects.create(name="示范县财政局", short_name="县财政局", code="sfx-czj")
    case = opened(office, RECEIVED)
    with pytest.raises(ValidationError, match="没有设置受理机构"):
        services.transfer(case, by=office.clerk, to_body=other, reason="由财政局制作")
    clerk = appoint("czj", "施收件", PostKind.REQUESTS_CLERK, other)
    clock((3, 4))
    handed = services.transfer(
        case, by=office.clerk, to_body=other, reason="由财政局制作", deadline=dt.date(2026, 3, 25)
    )
    case = handed.case
    assert (case.body, case.state, due(case)) == (other, State.REGISTERED, dt.date(2026, 3, 30))
    services.take_over(handed, by=clerk)
    decide_items(case)
    services.answer_signed(services.submit_answer(case, by=clerk), seal_id=1)
    with pytest.raises(ValidationError, match="报送办理结果"):
        services.deliver(case, by=clerk, way="post", proof="XA1")
    services.report(handed, by=clerk, words="已予以公开，答复书和提供的信息附后")
    assert Duty.objects.of(case, REPORT.key).get().met_on == dt.date(2026, 3, 4)
    assert services.deliver(case, by=clerk, way="post", proof="XA1").state == State.CLOSED


@pytest.mark.rows("R-185")
def test_the_eleventh_application_in_a_month_is_counted_and_not_refused(office, clock):
    for number in range(11):
        case = opened(office, RECEIVED, text=f"第{number}份合同")
    assert selectors.count_of_applicant(case) == (11, 11) and case.state == State.REGISTERED


def test_letters_and_events_tell_third_parties_nothing_about_the_applicant(case, office, clock):
    consultation = services.consult(
        case, by=office.clerk, kind=ConsultedKind.THIRD_PARTY, name="示范建设有限公司", question="报价明细"
    )
    assert case.name not in text_of(consultation.letter)
    for event in case.events.all():
        assert not any(
            secret in f"{event.words}{event.told}{event.details}" for secret in (case.name, case.contact)
        )
    services.replied(consultation, opinion=Opinion.AGREES, by=office.clerk)
