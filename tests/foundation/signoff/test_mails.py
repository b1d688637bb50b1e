"""Mails of the chain: exactly who gets what, and only once the decision stands."""

import pytest
from django.db import transaction
from django.urls import reverse

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Appointment, Post
from foundation.signoff.models import PostTaskState
from tests.offices import LONG_AGO

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(django_capture_on_commit_callbacks, mailoutbox):
    """Do something and read the mails that follow: (recipients, subject, text)."""

    def do(action):
        mailoutbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            action()
        return [(mail.to, mail.subject, mail.body) for mail in mailoutbox]

    return do


def test_each_step_writes_to_the_holders_of_its_post(office, sent):
    page = office.document(title="关于防汛工作的通知")
    mails = sent(lambda: office.submit(page))
    assert [(to, subject) for to, subject, _ in mails] == [
        (["kezhang@example.gov.cn"], "待审签：关于防汛工作的通知（科室负责人初审）")
    ]
    state = PostTaskState.objects.get(page_id=page.pk)
    assert reverse("signoff:review", args=[state.pk]) in mails[0][2]
    assert "林小北" in mails[0][2]

    mails = sent(lambda: office.decide(page, office.head))
    assert [to for to, _, _ in mails] == [["baomi@example.gov.cn"]]


def test_drafters_and_earlier_approvers_get_no_mail_for_a_step_they_may_not_decide(office, sent):
    for user in (office.editor, office.head):
        post = Post.objects.get(kind=PostKind.SECRECY_REVIEWER, body=office.body)
        Appointment.objects.create(post=post, user=user, starts_on=LONG_AGO)
    page = office.submit(office.document())
    mails = sent(lambda: office.decide(page, office.head))
    assert [to for to, _, _ in mails] == [["baomi@example.gov.cn"]]


def test_a_return_brings_the_reviewers_words_to_the_author(office, sent):
    page = office.submit(office.document(title="关于“防汛”&抗旱的通知"))
    [(to, subject, text)] = sent(lambda: office.decide(page, office.head, "reject", "请补充<联系电话>。"))
    assert (to, subject) == (["bianji@example.gov.cn"], "已退回：关于“防汛”&抗旱的通知")
    assert "请补充<联系电话>。" in text
    assert "周正言" in text
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in text


def test_publication_brings_the_address_and_the_index_number(office, sent):
    page = office.submit(office.document(title="关于防汛工作的通知"))
    for user in office.approvers[:-1]:
        page = office.decide(page, user)
    [(to, subject, text)] = sent(lambda: office.decide(page, office.leader))
    page.refresh_from_db()
    assert (to, subject) == (["bianji@example.gov.cn"], "已公开：关于防汛工作的通知")
    assert page.full_url in text
    assert page.index_number
    assert page.index_number in text


def test_a_decision_that_is_rolled_back_writes_to_nobody(office, sent):
    page = office.submit(office.document())

    def fails():
        with transaction.atomic():
            office.decide(page, office.head)
            transaction.set_rollback(True)

    assert sent(fails) == []


def test_a_broken_mail_server_holds_no_decision_up(office, sent, monkeypatch):
    def unreachable(self):
        raise OSError("no such host")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.open", unreachable)
    page = office.submit(office.document())
    assert sent(lambda: office.decide(page, office.head)) == []
    assert PostTaskState.objects.waiting().get(page_id=page.pk).task.name == "保密审查"
