"""转办: to whom an item may be handed, what is recorded, and that nobody loses a right by it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from foundation.organisations.enums import PostKind
from foundation.signoff.enums import Decision
from foundation.signoff.handover import hand_over
from foundation.signoff.models import PostTaskState, Seal
from tests.foundation.signoff.people import join
from tests.offices import appoint

pytestmark = pytest.mark.django_db
QUEUE = "/admin/signoff/"


@pytest.fixture
def state(office) -> PostTaskState:
    office.second = join(office.head, "fukezhang", "吴副科")
    page = office.submit(office.document(title="关于防汛工作的通知"))
    return PostTaskState.objects.get(page_id=page.pk)


def review(state) -> str:
    return reverse("signoff:review", args=[state.pk])


def send(client, office, state, **fields):
    client.force_login(office.head)
    form = {"action": "hand_over", "to": office.second.pk, "note": "我今天出差"} | fields
    return client.post(review(state), form, follow=True).content.decode()


def test_it_goes_to_the_other_and_says_so(
    office, client, state, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        text = send(client, office, state)
    assert "已将《关于防汛工作的通知》转给吴副科办理" in text
    assert "已转 吴副科" in text
    [mail] = mailoutbox
    assert (mail.to, mail.subject) == (
        ["fukezhang@example.gov.cn"],
        "转请审签：关于防汛工作的通知（科室负责人初审）",
    )
    assert "周正言将" in mail.body
    assert "我今天出差" in mail.body

    seal = Seal.objects.get(decision=Decision.HANDED_OVER)
    assert (seal.person, seal.details["to"], seal.details["note"]) == (
        office.head,
        office.second.pk,
        "我今天出差",
    )
    assert "转给吴副科办理" in seal.opinion
    client.force_login(office.second)
    assert "周正言 转请您办理" in client.get(QUEUE).content.decode()
    assert "我今天出差" in client.get(review(state)).content.decode()
    client.force_login(office.head)
    assert "转办" in client.get(reverse("signoff:sheet", args=[state.page_id])).content.decode()


def test_it_stands_first_in_the_others_queue_and_last_in_ones_own(office, client, state):
    earlier = PostTaskState.objects.get(page_id=office.submit(office.document(title="先到期的")).pk)
    PostTaskState.objects.filter(pk=earlier.pk).update(due_on="2020-01-02")
    hand_over(state, office.head, office.second.pk, "")
    for user, first in ((office.second, "关于防汛工作的通知"), (office.head, "先到期的")):
        client.force_login(user)
        text = client.get(QUEUE).content.decode()
        other = "先到期的" if first != "先到期的" else "关于防汛工作的通知"
        assert text.index(f"{first}</a>") < text.index(f"{other}</a>")


@pytest.mark.parametrize("who", ["head", "second"])
def test_both_may_still_decide(office, state, who):
    hand_over(state, office.head, office.second.pk, "")
    office.decide(state.page.specific, getattr(office, who))
    assert PostTaskState.objects.waiting().get().post_kind == PostKind.SECRECY_REVIEWER


@pytest.mark.parametrize("to", ["", "0", "abc", "99999999999999999999", "leader", "editor", "head"])
def test_only_those_who_may_decide_can_be_chosen_and_the_note_stays(office, client, state, to):
    chosen = getattr(office, to).pk if hasattr(office, to) else to
    text = send(client, office, state, to=chosen)
    assert "请选择转给谁" in text
    assert "我今天出差" in text
    assert not Seal.objects.filter(decision=Decision.HANDED_OVER).exists()


def test_with_nobody_else_the_screen_says_who_appoints(office, client):
    page = office.submit(office.document())
    appoint("yunwei", "申运维", PostKind.OPERATOR, office.body)
    state = PostTaskState.objects.get(page_id=page.pk)
    client.force_login(office.head)
    text = client.get(review(state)).content.decode()
    assert "没有其他可以办理本稿件的人员" in text
    assert "请平台运维人员（申运维）登记任职或者代理" in text
    with pytest.raises(ValidationError, match="没有其他"):
        hand_over(state, office.head, office.head.pk, "")


def test_a_delegate_can_be_handed_an_item_and_a_drafter_cannot(office, client, state):
    stand_in = join(office.head, "daili", "代理人", delegate=True)
    edited = office.document(title="副科改过的")
    edited.save_revision(user=office.second)
    edited = PostTaskState.objects.get(page_id=office.submit(edited).pk)
    client.force_login(office.head)
    text = " ".join(client.get(review(edited)).content.decode().split())
    assert f'name="to" value="{stand_in.pk}"' in text
    assert "代 周正言" in text
    assert f'name="to" value="{office.second.pk}"' not in text
    with pytest.raises(ValidationError):
        hand_over(edited, office.head, office.second.pk, "")


@pytest.mark.parametrize("who", ["editor", "leader", "secrecy"])
def test_only_a_holder_of_the_step_hands_over(office, state, who):
    with pytest.raises(PermissionDenied):
        hand_over(state, getattr(office, who), office.second.pk, "")


def test_a_decided_step_is_not_handed_over(office, client, state):
    office.decide(state.page.specific, office.head)
    with pytest.raises(PermissionDenied, match="已经办理"):
        hand_over(state, office.head, office.second.pk, "")
    assert "不能重复办理" in send(client, office, state)


def test_it_is_listed_among_what_one_did(office, client, state):
    send(client, office, state)
    assert "转给吴副科办理" in client.get(reverse("signoff:done")).content.decode()
