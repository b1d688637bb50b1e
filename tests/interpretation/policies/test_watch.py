"""After a key policy its unit watches public opinion for a set time and says how it ended (R-099)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from disclosure.documents.models import DocumentPage, InformationPage, PolicyFollowUp
from foundation.duties.models import Duty
from interpretation.policies.models import WatchStatement
from interpretation.policies.watch import WATCH, close_watch

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R-099")]
WORDS = "关注留言和热线一个月,主要关切为发放时间,已公开回应一次。"


@pytest.fixture
def watched(office, time_machine) -> DocumentPage:
    """A flagged document, public since 6 March 2026."""
    time_machine.move_to("2026-03-06T10:00+08:00")
    page = office.document(
        title="养老补助办法", needs_watch=True, written_on=dt.date(2026, 3, 5), printed_on=None
    )
    return office.publish(page)


def watch_of(page) -> Duty | None:
    return Duty.objects.of(page, WATCH).order_by("-pk").first()


def test_the_flag_opens_a_watch_when_the_document_is_public(office, watched):
    duty = watch_of(watched)
    # 30 natural days end on Sunday 5 April, in the holiday of Qingming: the day after it (民法典 §203).
    assert (str(duty.base_on), str(duty.due_on), duty.unit) == ("2026-03-06", "2026-04-07", office.unit)
    assert watch_of(office.publish(office.document())) is None


def test_a_statement_closes_it_with_the_answers_of_the_day(office, watched, client):
    page = InformationPage(
        title="关于养老补助发放时间的回应", body=office.body, unit=office.unit, owner=office.editor,
        text="<p>每月10日发放。</p>",
    )  # fmt: skip
    page.follow_ups = [PolicyFollowUp(document=watched, kind="response")]
    office.column.add_child(instance=page)
    page.save_revision(user=office.editor)
    office.publish(InformationPage.objects.get(pk=page.pk))
    assert page.title in client.get(watched.url).content.decode()
    client.force_login(office.editor)
    url = reverse("policies_watch", args=[watched.pk])
    assert page.title in client.get(url).content.decode()
    done = client.post(url, {"words": WORDS}, follow=True).content.decode()
    assert "已办结" in done and WORDS in done
    assert WatchStatement.objects.get().responses == [page.title]
    assert watch_of(watched).met_on


def test_the_statement_says_something_and_is_kept_as_typed(office, watched, client):
    client.force_login(office.head)
    url = reverse("policies_watch", args=[watched.pk])
    refused = client.post(url, {"words": "无舆情"}).content.decode()
    assert "不少于10个字" in refused and "无舆情" in refused
    assert watch_of(watched).is_open


def test_only_its_unit_and_the_office_close_it(office, watched):
    with pytest.raises(PermissionDenied, match="责任科室或者审核岗位"):
        close_watch(watched, WORDS, office.secrecy)
    assert close_watch(watched, WORDS, office.reviewer)
    assert close_watch(watched, WORDS, office.reviewer)
    assert WatchStatement.objects.count() == 1
    with pytest.raises(ValidationError, match="没有未办结的舆情关注"):
        close_watch(watched, "另一个结论,另一个结论。", office.reviewer)


def test_it_is_opened_once_and_ends_with_the_flag_or_the_document(office, watched):
    draft = DocumentPage.objects.get(pk=watched.pk)
    draft.needs_watch = False
    draft.save_revision(user=office.editor)
    office.publish(DocumentPage.objects.get(pk=watched.pk))
    assert watch_of(watched).cancel_reason == "不再列为重点政策"


def test_taken_down_there_is_nothing_to_watch(office, watched):
    office.take_down(watched)
    assert watch_of(watched).cancel_reason == "文件已撤下"
