"""The result of a consultation: taken from the ledger, signed, and never public while an opinion lacks an answer."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client

from foundation.duties.models import Duty
from foundation.signoff.gates import reasons
from opinion.consultations import telling
from opinion.consultations.charts import bars
from opinion.consultations.duties import RESULTS, open_ended
from opinion.consultations.enums import State
from opinion.consultations.ledger import confirm_many, draft_many, mark_of, put_in_theme
from opinion.consultations.models import ConsultationResultPage, DocumentConsultation, Opinion
from opinion.consultations.opinions import find_clause
from opinion.consultations.results import take_figures
from opinion.consultations.telling import tell_senders
from opinion.decisions.models import MeetingAttendee, MeetingPage
from tests.public import links, read, text

from .ledgers import answer_all, ended_consultation, result_of, written
from .making import notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(office):
    return ended_consultation(office)


def words(page) -> str:
    return " ".join(reason.message for reason in reasons(page))


def these(page):
    return Opinion.objects.filter(consultation=page)


@pytest.mark.rows("R-110", "R-111", "R-112")
def test_a_result_is_generated_signed_and_concludes_the_consultation(office, page):
    open_ended()
    written(page, ["建议延长到零点。"] * 3)
    written(page, ["请降低票价。"], source="letter", clause="a2", clause_label="第二条")
    written(page, ["部门意见：无修改。"], source="agency")
    chosen = these(page).filter(clause="a2")
    draft_many(
        office.editor, page, chosen, mark_of(chosen), verdict="rejected", reason="票价经成本监审核定。"
    )
    rest = these(page).filter(verdict="")
    draft_many(
        office.editor, page, rest, mark_of(rest), verdict="adopted", reason="第二条已改为二十分钟一班。"
    )
    confirm_many(office.head, page, these(page), mark_of(these(page)))
    result = office.publish(result_of(office, page))
    shown = read(result.url)
    told = text(shown)
    for there in (
        "我们征求了什么",
        "大家怎么说",
        "我们怎么做",
        "共收到意见 4 条",
        "票价经成本监审核定",
        "不采纳",
        "网上",
    ):
        assert there in told
    exported = Client().get(f"/api/v1/consultation-results/{result.pk}/").content.decode()
    assert "票价经成本监审核定" in exported and result.figures["total"] == 4
    assert "部门意见" not in told and "部门意见" not in exported
    assert "采纳3条，不采纳1条" in text(shown.xpath("//*[local-name()='desc']")[0])
    assert links(shown)[page.title] == page.url
    course = type(page).objects.get(pk=page.pk).course
    assert course.state() == State.CONCLUDED
    assert Duty.objects.of(page, RESULTS).get().met_on
    assert not these(page).filter(closed_at=None).exists()


def test_a_result_is_refused_while_an_opinion_lacks_a_confirmed_verdict(office, page):
    written(page, ["建议延长到零点。"] * 2)
    draft = result_of(office, page)
    assert "还有2条意见未答复" in words(draft)
    chosen = these(page)
    draft_many(office.editor, page, chosen, mark_of(chosen), verdict="adopted", reason="")
    assert "还有2条意见未答复" in words(draft)


def test_an_opinion_that_arrives_during_the_review_stops_the_publication(office, page):
    written(page, ["建议延长到零点。"])
    answer_all(office, page)
    result = office.submit(result_of(office, page))
    for _ in range(3):
        result = office.decide(result, office.holder_of_open_step(result))
    written(page, ["寄来得晚的信。"], source="letter")
    with pytest.raises(ValidationError, match="未答复"):
        while result.workflow_in_progress:
            result = office.decide(result, office.holder_of_open_step(result))
    assert not ConsultationResultPage.objects.get(pk=result.pk).live
    answer_all(office, page)
    assert "台账又有变化" in words(
        ConsultationResultPage.objects.get(pk=result.pk).get_latest_revision_as_object()
    )


@pytest.mark.rows("R-110")
def test_five_alike_that_were_not_adopted_without_a_reason_stop_the_publication(office, page):
    written(page, ["请降低票价。"] * 5)
    chosen = these(page)
    put_in_theme(office.editor, page, chosen, mark_of(chosen), name="票价")
    answer_all(office, page, verdict="rejected", reason="")
    draft = result_of(office, page)
    assert "类别“票价”有5条未采纳，其中5条没有理由" in words(draft)
    these(page).update(verdict_reason="票价经成本监审核定。")
    assert "没有理由" not in words(draft)


def test_four_alike_need_no_reason(office, page):
    written(page, ["请降低票价。"] * 4)
    answer_all(office, page, verdict="rejected", reason="")
    assert "没有理由" not in words(result_of(office, page))


@pytest.mark.rows("R-111")
def test_a_result_without_its_notice_is_refused(office, page):
    draft = result_of(office, page)
    draft.notice = None
    assert "须与公告关联公开" in words(draft)


def test_a_result_of_a_consultation_that_still_runs_is_refused(office):
    running = office.publish(notice(office))
    assert "结束后才能公布结果" in words(result_of(office, running))


@pytest.mark.rows("R-109", "R-111")
def test_an_enterprise_policy_needs_its_entrepreneurs_and_all_pages_lead_to_each_other(office):
    page = ended_consultation(office, touches_enterprises=True)
    draft = result_of(office, page)
    assert "须邀请企业家参加" in words(draft)
    meeting = MeetingPage(
        title="夜间公交企业座谈会",
        body=office.body,
        unit=office.unit,
        owner=office.editor,
        held_on=dt.date(2026, 1, 8),
        touches_enterprises=True,
        summary="<p>听取了意见。</p>",
        opinions="<p>建议延长过渡期。</p>",
        notice=page,
    )
    meeting.attendees = [
        MeetingAttendee(kind="entrepreneur", name="李甲乙", organisation="示范县某某有限公司")
    ]
    office.column.add_child(instance=meeting)
    meeting.save_revision(user=office.editor)
    office.publish(MeetingPage.objects.get(pk=meeting.pk))
    assert words(draft) == ""
    document = office.publish(office.document())
    DocumentConsultation.objects.create(document=document, consultation=page, recorded_by=office.editor)
    result = office.publish(draft)
    shown = links(read(result.url))
    assert {page.title, meeting.title, document.title} <= set(shown)
    assert page.title in links(read(MeetingPage.objects.get(pk=meeting.pk).url))
    back = links(read(page.url))
    assert {result.title, meeting.title, document.title} <= set(back)
    assert {page.title, result.title} <= set(links(read(document.url)))


def test_taking_the_result_down_owes_it_again(office, page):
    open_ended()
    result = office.publish(result_of(office, page))
    office.take_down(result)
    assert Duty.objects.of(page, RESULTS).get().is_open
    assert type(page).objects.get(pk=page.pk).course.state() == State.CLOSED


def test_numbers_of_people_are_hidden_in_excerpts_and_can_be_left_out(office, page):
    written(page, ["我的电话是13800001111，请延长。"])
    answer_all(office, page)
    result = office.publish(result_of(office, page))
    assert "13800001111" not in read(result.url).text_content()
    result.shows_examples = False
    assert "请延长" not in str(read_preview(result))


def read_preview(result) -> list[str]:
    from opinion.consultations.result_precheck import texts

    return [part.text for part in texts(result)]


def test_figures_are_taken_again_only_when_the_ledger_changed(office, page, django_assert_num_queries):
    written(page, ["建议延长到零点。"])
    answer_all(office, page)
    draft = result_of(office, page)
    take_figures(draft)
    with django_assert_num_queries(1):
        take_figures(draft)


def test_the_public_page_costs_few_queries(office, page, django_assert_max_num_queries):
    written(page, [f"第{number}条建议" for number in range(300)])
    answer_all(office, page)
    result = office.publish(result_of(office, page))
    read(result.url)
    cache.clear()
    with django_assert_max_num_queries(12):
        read(result.url)


def test_a_chart_tells_its_numbers_in_words_and_draws_nothing_of_nothing():
    chart = bars("v", "采纳情况", [["采纳", 3], ["不采纳", 1]])
    assert chart.words == "采纳情况：采纳3条，不采纳1条。"
    assert chart.bars[0].width > chart.bars[1].width > 0
    assert bars("v", "采纳情况", []) is None


def test_the_ledger_is_closed_once_the_result_is_public(office, page):
    written(page, ["建议延长到零点。"])
    answer_all(office, page)
    office.publish(result_of(office, page))
    with pytest.raises(ValidationError, match="结果已经公布"):
        draft_many(office.editor, page, these(page), mark_of(these(page)), verdict="rejected", reason="")


def test_senders_who_asked_are_told_once_by_mail_without_what_they_wrote(office, page, mailoutbox):
    asked, phone, silent = written(page, ["建议延长到零点。", "请降低票价。", "建议增加班次。"])
    for one, contact, wants in (
        (asked, "reader@example.com", True),
        (phone, "13800001111", True),
        (silent, "x@example.com", False),
    ):
        one.contact, one.wants_answer = contact, wants
        one.save()
    answer_all(office, page)
    tell_senders()
    assert not [mail for mail in mailoutbox if "意见" in mail.subject]
    result = office.publish(result_of(office, page))
    tell_senders()
    tell_senders()
    (mail,) = [mail for mail in mailoutbox if mail.subject == "您的意见有了答复"]
    assert mail.to == ["reader@example.com"]
    assert asked.number in mail.body and result.url in mail.body
    assert asked.text not in mail.body


def test_a_mail_server_that_fails_leaves_them_for_the_next_run(office, page, monkeypatch, mailoutbox):
    (asked,) = written(page, ["建议延长到零点。"])
    asked.contact, asked.wants_answer = "reader@example.com", True
    asked.save()
    answer_all(office, page)
    office.publish(result_of(office, page))
    with monkeypatch.context() as broken:
        broken.setattr(telling, "send_mail", _refuse)
        assert tell_senders() == ""
    assert Opinion.objects.get().told_at is None
    assert tell_senders()


def _refuse(*args) -> None:
    raise ConnectionRefusedError


@pytest.mark.rows("R-110")
def test_the_table_runs_as_the_draft_does_and_what_has_no_theme_comes_last(office, page):
    anchors = {label: find_clause(page, label)[0] for label in ("第一条", "第二条")}
    for label, words_ in (("第二条", "请加密班次。"), ("第一条", "请写明适用范围。"), ("", "支持。")):
        written(page, [words_], clause=anchors.get(label, ""), clause_label=label)
    written(page, ["不错。", "很好。"])
    chosen = these(page).exclude(clause="")
    put_in_theme(office.editor, page, chosen, mark_of(chosen), name="班次")
    answer_all(office, page)
    result = result_of(office, page)
    assert [row["clause"] for row in result.table] == ["全文", "第一条", "第二条"]
    assert result.figures["themes"] == [["班次", 2], ["其他方面", 3]]
