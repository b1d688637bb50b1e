"""代签: a delegate sees the post's queue, signs, and every screen and mail says for whom."""

import pytest
from django.urls import reverse

from foundation.organisations.enums import HoldingKind, PostKind
from foundation.organisations.models import Appointment, Post
from foundation.signoff.models import PostTaskState, Seal
from tests.foundation.signoff.people import join
from tests.offices import LONG_AGO, answers

pytestmark = pytest.mark.django_db
QUEUE = "/admin/signoff/"


@pytest.fixture
def delegate(office):
    return join(office.head, "daili", "代理人", delegate=True)


def text_of(client, user, address: str) -> str:
    client.force_login(user)
    return client.get(address).content.decode()


@pytest.mark.rows("R-076", "R-277")
def test_for_whom_is_said_on_every_screen_and_in_every_mail(
    office, client, delegate, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        page = office.submit(office.document(title="关于防汛工作的通知"))
    assert {mail.to[0] for mail in mailoutbox} == {"kezhang@example.gov.cn", "daili@example.gov.cn"}
    assert all("代理人（代周正言）" in mail.body for mail in mailoutbox)

    state = PostTaskState.objects.get(page_id=page.pk)
    review = reverse("signoff:review", args=[state.pk])
    assert "代 周正言</b>" in text_of(client, delegate, QUEUE)
    assert "代 周正言</b>" in text_of(client, delegate, "/admin/")
    assert "您代 <b>周正言</b> 办理本环节" in text_of(client, delegate, review)
    assert "代 周正言</b>" not in text_of(client, office.head, QUEUE)

    mailoutbox.clear()
    client.force_login(delegate)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(review, {"action": "reject", "comment": "请补充依据"})
    seal = Seal.objects.get(person=delegate)
    assert seal.on_behalf_of == "周正言"
    [mail] = mailoutbox
    assert "代理人（代 周正言 签）退回" in mail.body
    for user, address in (
        (delegate, reverse("signoff:done")),
        (office.editor, reverse("signoff:sheet", args=[page.pk])),
        (office.editor, reverse("wagtailadmin_pages:edit", args=[page.pk])),
        (delegate, review),
    ):
        assert "代 周正言 签" in text_of(client, user, address)


def test_the_next_person_is_named_with_the_delegation(office, client):
    join(office.secrecy, "baomidai", "保代", delegate=True)
    page = office.submit(office.document())
    state = PostTaskState.objects.get(page_id=page.pk)
    client.force_login(office.head)
    form = {"action": "approve", **answers(state.task.specific)}
    said = client.post(reverse("signoff:review", args=[state.pk]), form, follow=True).content.decode()
    assert "保代（代沈慎之）" in said


def test_ones_own_post_goes_before_a_delegation(office):
    post = Post.objects.get(kind=PostKind.UNIT_HEAD, body=office.body)
    other = join(office.head, "fukezhang", "吴副科")
    Appointment.objects.create(
        post=post,
        user=other,
        kind=HoldingKind.DELEGATE,
        on_behalf_of=office.head,
        starts_on=LONG_AGO.replace(year=2019),
        ends_on="2099-01-01",
    )
    page = office.submit(office.document())
    office.decide(page, other)
    assert Seal.objects.get(person=other).on_behalf_of == ""
