"""提请确定: level by level, with its letter and clock; and nothing goes on while it is open."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from foundation.secrecy.enums import ReferralKind, ReferralState, ReferralTopic, Step
from foundation.secrecy.models import Addressee, Referral, ReferralEvent
from foundation.secrecy.referrals import open_case, open_for_page, take_step
from foundation.secrecy.selectors import clock_of, open_referral, overdue_referrals, waiting_for
from foundation.signoff.enums import Decision
from foundation.signoff.gates import reasons
from foundation.signoff.models import Seal
from tests.foundation.letters.reading import text_of
from tests.offices import appoint

pytestmark = pytest.mark.django_db

WHY = "附表三列有防汛物资储备点的位置和数量，不能确定。"
LETTER = {
    "topic": ReferralTopic.STATE_SECRET,
    "information_name": "防汛物资储备情况",
    "content": "各乡镇防汛物资储备点、品种和数量",
    "doubt": WHY,
    "own_opinion": "建议删去位置后公开",
}


def said(refused) -> str:
    return " ".join(refused.value.messages)


@pytest.fixture
def page(secrecy):
    return secrecy.at_secrecy_step()


@pytest.fixture
def referral(secrecy, page) -> Referral:
    """Opened by the reviewer, which is the first review."""
    return open_for_page(page, secrecy.office.secrecy, **LETTER)


def sent(referral: Referral, secrecy, day: dt.date | None = None) -> Referral:
    """Through all levels, received on that day."""
    day = day or dt.date.today()
    referral = take_step(referral, Step.REFER_UP, secrecy.second, opinion="复审仍不能确定，请批准上报。")
    referral = take_step(referral, Step.APPROVE, secrecy.main)
    referral = take_step(referral, Step.SEND, secrecy.office.secrecy, on=day)
    return take_step(referral, Step.RECEIVE, secrecy.office.secrecy, on=day)


@pytest.mark.rows("R-065", "R-066")
def test_the_whole_way_to_an_answer(secrecy, page, client):
    office = secrecy.office
    referral = open_for_page(page, office.editor, **LETTER)
    assert referral.state == ReferralState.AT_FIRST
    referral = take_step(referral, Step.PASS_ON, office.secrecy, opinion="初审不能确定，请复审。")
    referral = sent(referral, secrecy)
    referral = take_step(
        referral,
        Step.ANSWER,
        office.secrecy,
        determination="partly",
        on=dt.date.today(),
        opinion="位置信息不得公开，其余可以公开。",
    )
    assert referral.state == ReferralState.ANSWERED
    steps = list(referral.events.values_list("step", flat=True))
    assert steps == ["open", "pass_on", "refer_up", "approve", "send", "receive", "answer"]
    seals = Seal.objects.filter(page_id=page.pk, decision=Decision.REFERRED)
    assert seals.count() == len(steps)
    assert all(seal.person and seal.post_title for seal in seals)

    client.force_login(office.secrecy)
    letter = client.get(reverse("secrecy:referral_letter", args=[referral.pk])).content.decode()
    for part in ("防汛物资储备情况", WHY, "建议删去位置后公开", "顾主任", "10 个工作日"):
        assert part in letter
    word = text_of(client.get(reverse("secrecy:referral_letter", args=[referral.pk]) + "?word").content)
    for part in ("防汛物资储备情况", WHY, "建议删去位置后公开", "顾主任", "10个工作日", referral.addressee):
        assert part in word


@pytest.mark.rows("R-065")
def test_levels_are_not_skipped_and_the_head_must_approve(secrecy, referral):
    with pytest.raises(PermissionDenied, match="不能跳过“复审、负责人批准”"):
        take_step(referral, Step.SEND, secrecy.office.secrecy, on=dt.date.today())
    referral = take_step(referral, Step.REFER_UP, secrecy.second, opinion="复审仍不能确定，请批准。")
    with pytest.raises(PermissionDenied, match="主要负责人"):
        take_step(referral, Step.APPROVE, secrecy.office.leader)
    assert referral.approved_on is None


def test_the_head_may_send_it_back_to_the_second_review(secrecy, referral):
    referral = take_step(referral, Step.REFER_UP, secrecy.second, opinion="复审仍不能确定，请批准。")
    referral = take_step(referral, Step.DECLINE, secrecy.main, opinion="请先征求水利部门的意见。")
    assert referral.state == ReferralState.AT_SECOND
    take_step(referral, Step.REFER_UP, secrecy.second, opinion="已征求意见，仍不能确定。")


def test_one_person_does_not_take_two_levels(secrecy, page):
    office = secrecy.office
    from foundation.organisations.models import Appointment, Post
    from tests.offices import LONG_AGO

    post = Post.objects.create(body=office.body, kind="secrecy_second", title="保密复审人")
    Appointment.objects.create(post=post, user=office.secrecy, starts_on=LONG_AGO)
    referral = open_for_page(page, office.secrecy, **LETTER)
    with pytest.raises(PermissionDenied, match="须由不同的人办理"):
        take_step(referral, Step.REFER_UP, office.secrecy, opinion="复审仍不能确定，请批准。")


@pytest.mark.rows("R-066")
@pytest.mark.parametrize("missing", ["information_name", "content", "doubt"])
def test_a_letter_without_its_mandatory_parts_is_not_opened(secrecy, page, missing):
    with pytest.raises(ValidationError):
        open_for_page(page, secrecy.office.secrecy, **LETTER | {missing: "  "})
    assert not Referral.objects.exists()


@pytest.mark.rows("R-075")
@pytest.mark.parametrize("missing", ["content", "applicant_reasons", "respondent_reasons"])
def test_a_reconsideration_needs_its_three_parts(secrecy, missing):
    fields = {
        "topic": ReferralTopic.BUSINESS,
        "information_name": "会议纪要",
        "content": "关于征收补偿的专题会议纪要",
        "applicant_reasons": "与本人补偿有关",
        "respondent_reasons": "属过程性信息",
        "case_reference": "示复〔2026〕3号",
    }
    kind = ReferralKind.RECONSIDERATION
    office = secrecy.office
    with pytest.raises(ValidationError):
        open_case(office.secrecy, body=office.body, kind=kind, **fields | {missing: ""})
    referral = open_case(office.secrecy, body=office.body, kind=kind, **fields)
    assert referral.page is None
    assert referral.events.get().seal is None


@pytest.mark.rows("R-052", "R-065")
def test_nothing_goes_on_while_a_referral_is_open(secrecy, page, referral):
    office = secrecy.office
    assert open_referral(page) == referral
    with pytest.raises(ValidationError, match="登记确定意见后才能同意"):
        office.decide(page, office.secrecy)
    assert any("已提请确定" in reason.message for reason in reasons(page))
    with pytest.raises(ValidationError, match="已有提请正在办理"):
        open_for_page(page, office.secrecy, **LETTER)

    take_step(
        referral, Step.SETTLE, secrecy.second, determination="open", opinion="不属于国家秘密，可以公开。"
    )
    page = office.decide(page, office.secrecy)
    page = office.decide(page, office.reviewer)
    assert office.decide(page, office.leader).live


@pytest.mark.rows("R-052")
def test_a_draft_that_is_referred_is_not_submitted(secrecy):
    page = secrecy.office.document()
    open_for_page(page, secrecy.office.editor, **LETTER)
    with pytest.raises(ValidationError, match="已提请确定"):
        secrecy.office.submit(page)


@pytest.mark.rows("R-052")
def test_an_answer_without_a_decision_settles_nothing(secrecy, referral):
    referral = sent(referral, secrecy)
    with pytest.raises(ValidationError, match="请选择确定意见"):
        take_step(
            referral, Step.ANSWER, secrecy.office.secrecy, on=dt.date.today(), opinion="来函收悉，正在研究。"
        )
    assert Referral.objects.get().is_open


def test_what_may_not_be_public_stays_so_until_the_text_changes(secrecy, page, referral):
    office = secrecy.office
    take_step(
        referral, Step.SETTLE, secrecy.second, determination="closed", opinion="列有储备点位置，不得公开。"
    )
    with pytest.raises(ValidationError, match="确定意见为“不得公开”"):
        office.decide(page, office.secrecy)
    page = office.decide(page, office.secrecy, "reject", "请删去附表三")
    page.content = [("text", "<p>已删去附表三。</p>")]
    page.save_revision(user=office.editor)
    page = type(page).objects.get(pk=page.pk)
    assert not any("确定意见" in reason.message for reason in reasons(page.get_latest_revision_as_object()))


@pytest.mark.rows("R-053")
def test_the_next_referral_goes_to_the_new_first_address(secrecy, page, referral):
    assert referral.addressee == "保密行政管理部门"
    body = secrecy.office.body
    Addressee.objects.create(body=body, topic="state_secret", name="示范县国家保密局", sort_order=2)
    Addressee.objects.create(body=body, topic="state_secret", name="示范市国家保密局", sort_order=1)
    take_step(referral, Step.WITHDRAW, secrecy.office.secrecy)
    assert open_for_page(page, secrecy.office.secrecy, **LETTER).addressee == "示范市国家保密局"


class TestClock:
    """Ten working days from receipt, one extension of at most seven (R-067)."""

    RECEIVED = dt.date(2026, 3, 2)

    @pytest.fixture
    def referral(self, secrecy, page):
        with time_machine.travel(dt.datetime(2026, 3, 2, 4), tick=False):
            referral = open_for_page(page, secrecy.office.secrecy, **LETTER)
            return sent(referral, secrecy, self.RECEIVED)

    def extend(self, referral, secrecy, days, on=dt.date(2026, 3, 10)):
        return take_step(
            referral, Step.EXTEND, secrecy.office.secrecy, days=days, on=on, opinion="须会商水利部门。"
        )

    @pytest.mark.rows("R-067")
    @pytest.mark.parametrize(
        ("today", "is_overdue"), [(dt.date(2026, 3, 16), False), (dt.date(2026, 3, 17), True)]
    )
    def test_on_day_eleven_it_is_overdue(self, secrecy, referral, today, is_overdue):
        with time_machine.travel(dt.datetime.combine(today, dt.time(4)), tick=False):
            clock = clock_of(referral)
            assert clock.deadline.due == dt.date(2026, 3, 16)
            assert clock.is_overdue is is_overdue
            assert "第10个工作日" in clock.words
            listed = [row for row, _ in overdue_referrals(secrecy.supervisor)]
            assert listed == ([referral] if is_overdue else [])

    @pytest.mark.rows("R-067")
    def test_an_extension_of_eight_days_is_refused_and_of_seven_counts(self, secrecy, referral):
        with time_machine.travel(dt.datetime(2026, 3, 11, 4), tick=False):
            with pytest.raises(ValidationError) as refused:
                self.extend(referral, secrecy, 8)
            assert "最多 7 个工作日" in said(refused)
            referral = self.extend(referral, secrecy, 7)
            assert clock_of(referral).deadline.due == dt.date(2026, 3, 25)
            with pytest.raises(ValidationError) as refused:
                self.extend(referral, secrecy, 1)
            assert "只有一次" in said(refused)

    def test_an_extension_announced_too_late_is_none(self, secrecy, referral):
        with time_machine.travel(dt.datetime(2026, 3, 18, 4), tick=False):
            with pytest.raises(ValidationError) as refused:
                self.extend(referral, secrecy, 5, on=dt.date(2026, 3, 17))
            assert "不是及时告知" in said(refused)

    def test_the_clock_does_not_run_before_receipt(self, secrecy, page):
        referral = open_for_page(page, secrecy.office.secrecy, **LETTER)
        assert clock_of(referral) is None


def test_steps_can_neither_be_changed_nor_removed(referral):
    with pytest.raises(PermissionDenied):
        ReferralEvent.objects.all().delete()
    with (
        pytest.raises(DatabaseError, match="只能追加"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE secrecy_referralevent SET opinion = ''")


def test_each_level_sees_what_waits_for_it_and_hears_of_it(
    secrecy, page, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        referral = open_for_page(page, secrecy.office.editor, **LETTER)
    assert [mail.to for mail in mailoutbox] == [[secrecy.office.secrecy.email]]
    assert WHY not in mailoutbox[0].body
    assert waiting_for(secrecy.office.secrecy) == [referral]
    assert waiting_for(secrecy.second) == []


class TestScreens:
    def test_the_whole_way_on_the_screens(self, client, secrecy, page):
        office = secrecy.office
        client.force_login(office.secrecy)
        client.post(reverse("secrecy:open_for_page", args=[page.pk]), LETTER)
        referral = Referral.objects.get()
        address = reverse("secrecy:referral", args=[referral.pk])
        today = dt.date.today().isoformat()
        for user, form in (
            (secrecy.second, {"action": "refer_up", "opinion": "复审仍不能确定，请批准上报。"}),
            (secrecy.main, {"action": "approve"}),
            (office.secrecy, {"action": "send", "on": today}),
            (office.secrecy, {"action": "receive", "on": today}),
            (
                office.secrecy,
                {
                    "action": "answer",
                    "on": today,
                    "determination": "open",
                    "opinion": "经审查可以公开，特此答复。",
                },
            ),
        ):
            client.force_login(user)
            assert client.post(address, form).status_code == 302, form
        referral.refresh_from_db()
        assert referral.state == ReferralState.ANSWERED

    def test_what_was_typed_is_kept_and_the_reason_said(self, client, secrecy, referral):
        client.force_login(secrecy.second)
        address = reverse("secrecy:referral", args=[referral.pk])
        html = client.post(address, {"action": "settle", "opinion": "无需上报，可以公开。"}).content.decode()
        assert "请选择确定意见" in html
        assert "无需上报，可以公开。" in html
        assert Referral.objects.get().is_open

    def test_a_forged_step_is_refused_in_words(self, client, secrecy, referral):
        client.force_login(secrecy.office.secrecy)
        address = reverse("secrecy:referral", args=[referral.pk])
        html = client.post(address, {"action": "send"}, follow=True).content.decode()
        assert "不能跳过" in html
        assert Referral.objects.get().state == ReferralState.AT_SECOND

    def test_another_body_does_not_read_it(self, client, secrecy, referral):
        from foundation.organisations.models import Body

        other = Body.objects.create(name="示范县民政局", code="sfx-mzj")
        stranger = appoint("mzbm", "石民政", "secrecy_reviewer", other)
        client.force_login(stranger)
        response = client.get(reverse("secrecy:referral", args=[referral.pk]), follow=True)
        assert WHY not in response.content.decode()
