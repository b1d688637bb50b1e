"""待我审签: everybody sees exactly what waits for the own decision."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from wagtail.models import WorkflowState

from disclosure.documents.models import DocumentPage
from foundation.organisations.enums import HoldingKind, PostKind
from foundation.organisations.models import Appointment, Post, User
from foundation.signoff import queue
from foundation.signoff.models import PostTaskState
from tests.offices import LONG_AGO, appoint

pytestmark = pytest.mark.django_db
QUEUE = "/admin/signoff/"


def titles(client, user, address=QUEUE) -> str:
    client.force_login(user)
    return client.get(address).content.decode()


@pytest.mark.parametrize("level", range(4))
@pytest.mark.rows("R-076")
def test_a_draft_waits_for_one_post_only(office, client, level):
    page = office.submit(office.document(title="关于防汛工作的通知"))
    for user in office.approvers[:level]:
        page = office.decide(page, user)

    seen_by = [user for user in [office.editor, *office.approvers] if page.title in titles(client, user)]

    assert seen_by == [office.approvers[level]]


def test_other_units_and_bodies_do_not_see_it(office, client):
    page = office.submit(office.document(title="关于防汛工作的通知"))
    elsewhere = open_office_of_other_body(office)
    other_unit = office.body.units.create(name="综合科")
    other_head = appoint("zhkz", "何其他", PostKind.UNIT_HEAD, office.body, other_unit)

    assert page.title not in titles(client, elsewhere)
    assert page.title not in titles(client, other_head)


def open_office_of_other_body(office) -> User:
    body = type(office.body).objects.create(name="示范县水利局", code="sfx-slj")
    unit = body.units.create(name="办公室")
    return appoint("slkz", "江水利", PostKind.UNIT_HEAD, body, unit)


def test_the_queue_says_who_sent_what_since_when_and_who_signed(office, client):
    page = office.decide(office.submit(office.document(title="关于防汛工作的通知")), office.head)
    PostTaskState.objects.waiting().update(started_at=dt.datetime(2026, 1, 5, 2, tzinfo=dt.UTC))
    with time_machine.travel(dt.datetime(2026, 1, 7, 2, tzinfo=dt.UTC), tick=False):
        text = titles(client, office.secrecy)

    for words in (page.title, "政务公开科", "政策文件", "林小北 提交", "已等待 2 个工作日", "新稿", "周正言"):
        assert words in text


def test_the_queue_names_the_fields_changed_since_publication(office, client):
    page = office.publish(office.document())
    page.title = "关于防汛工作的补充通知"
    page.phone = "0000-1234567"
    page.save_revision(user=office.editor)
    office.submit(DocumentPage.objects.get(pk=page.pk))

    assert "较已公开版本修改了 标题、咨询电话" in titles(client, office.head)


def test_own_drafts_are_counted_but_left_to_others(office, client):
    office.submit(office.document(title="科长自己的稿件", owner=office.head))
    text = titles(client, office.head)

    assert "科长自己的稿件" not in text
    assert "另有 1 件因您是拟稿人或已审前一级，由他人办理" in text


def test_whoever_edited_or_signed_an_earlier_level_is_left_out(office, client):
    post = Post.objects.get(kind=PostKind.SECRECY_REVIEWER, body=office.body)
    Appointment.objects.create(post=post, user=office.head, starts_on=LONG_AGO)
    edited = office.document(title="保密员改过的稿件")
    edited.save_revision(user=office.secrecy)
    office.decide(office.submit(edited), office.head)

    for user in (office.head, office.secrecy):
        mine = queue.queue_of(user)
        assert (mine.counts["all"], mine.left_to_others) == (0, 1)


def test_a_delegate_sees_the_queue_of_the_post_during_the_delegation_only(office, client):
    page = office.submit(office.document(title="关于防汛工作的通知"))
    delegate = User.objects.create_user("daili", last_name="代", first_name="理人")
    held = Appointment.objects.create(
        post=Post.objects.get(kind=PostKind.UNIT_HEAD, body=office.body),
        user=delegate,
        kind=HoldingKind.DELEGATE,
        on_behalf_of=office.head,
        starts_on=LONG_AGO,
        ends_on=dt.date(2099, 1, 1),
    )
    assert page.title in titles(client, delegate)
    Appointment.objects.filter(pk=held.pk).update(ends_on=dt.date(2021, 1, 1))
    assert queue.queue_of(delegate).counts["all"] == 0


def test_done_and_mine(office, client):
    page = office.submit(office.document(title="关于防汛工作的通知"))
    office.decide(page, office.head, "reject", "请补充依据")

    done = titles(client, office.head, reverse("signoff:done"))
    assert page.title in done
    assert "请补充依据" in done
    mine = titles(client, office.editor, reverse("signoff:mine"))
    assert page.title in mine
    assert "已退回" in mine


def many_waiting(office, count: int) -> None:
    """One real submission, and as many more rows of it as asked for."""
    page = office.submit(office.document())
    model = PostTaskState.objects.get(page=page)
    for number in range(count - 1):
        submission = WorkflowState(
            workflow=model.workflow_state.workflow,
            content_type=model.workflow_state.content_type,
            base_content_type=model.workflow_state.base_content_type,
            object_id=str(10_000 + number),
            requested_by=office.editor,
        )
        WorkflowState.objects.bulk_create([submission])
        state = PostTaskState.objects.create(
            workflow_state=submission,
            task=model.task,
            revision=model.revision,
            page=model.page,
            post_kind=model.post_kind,
            body=model.body,
            unit=model.unit,
        )
        WorkflowState.objects.filter(pk=submission.pk).update(current_task_state=state)


@pytest.mark.parametrize("address", [QUEUE, "/admin/signoff/mine/", "/admin/"])
def test_five_hundred_items_cost_few_queries(office, client, address, django_assert_max_num_queries):
    many_waiting(office, 500)
    client.force_login(office.editor if address.endswith("mine/") else office.head)
    client.get(address)  # content types and permissions are kept in memory from here on
    with django_assert_max_num_queries(20 if address == "/admin/" else 15):
        text = client.get(address).content.decode()
    assert "500" in text
