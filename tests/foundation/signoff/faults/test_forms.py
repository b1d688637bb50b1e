"""Forms that are sent twice, by somebody else, for something else, or too late: refused with words."""

import datetime as dt
import json

import pytest
from django.urls import reverse
from django.utils import timezone

from disclosure.documents.models import DocumentPage
from foundation.organisations.models import Appointment
from foundation.signoff.emergency import withdraw_at_once
from foundation.signoff.enums import Decision
from foundation.signoff.models import PostTaskState, Seal
from foundation.signoff.takedown import request_takedown
from tests.editor_forms import document_form
from tests.foundation.signoff.paths.attempts import client_of
from tests.offices import answers

pytestmark = pytest.mark.django_db
OPINION = "第三条的日期与来文不一致,已与起草人核对,这段话不能丢。"


def state_of(page) -> PostTaskState:
    return DocumentPage.objects.get(pk=page.pk).current_workflow_task_state.specific


def form_of(state, /, **data) -> dict[str, object]:
    """The review form with everything ticked, unless ``data`` says otherwise."""
    return {"action": "approve", **answers(state.task.specific), "comment": OPINION} | data


def post(person, form_state, /, **data):
    """Send it as this person; what happened is on the page that follows."""
    address = reverse("signoff:review", args=[form_state.pk])
    return client_of(person).post(address, form_of(form_state, **data), follow=True)


def approvals() -> int:
    return Seal.objects.filter(decision=Decision.APPROVED).count()


def test_the_same_form_twice(office):
    page = office.submit(office.document())
    state = state_of(page)
    post(office.head, state)
    text = post(office.head, state).content.decode()
    assert "由您办理（同意），不能重复办理" in text
    assert approvals() == 1
    assert state_of(page).task.name == "保密审查"


def test_a_form_of_a_finished_submission(office):
    page = office.submit(office.document())
    state = state_of(page)
    for user in office.approvers:
        page = office.decide(page, user)
    text = post(office.head, state).content.decode()
    assert "不能重复办理" in text
    assert approvals() == 4


def test_a_form_of_a_submission_that_was_returned_and_sent_again(office):
    page = office.submit(office.document())
    state = state_of(page)
    page = office.decide(page, office.head, "reject", "请核对日期")
    page.current_workflow_state.resume(user=office.editor)
    assert "办理（退回），不能重复办理" in post(office.head, state).content.decode()
    assert approvals() == 0


@pytest.mark.parametrize("who", ["reviewer", "editor", "leader"])
def test_a_form_for_a_step_of_somebody_else(office, who):
    """Another state's number in the address: the holder of another post, and the author."""
    state = state_of(office.submit(office.document()))
    post(getattr(office, who), state)
    assert approvals() == 0


def test_a_form_without_the_checklist_keeps_the_opinion(office):
    state = state_of(office.submit(office.document()))
    items = state.task.specific.check_items
    for checks in ([], items[:1]):
        text = post(office.head, state, checks=checks).content.decode()
        assert OPINION in text
        assert "尚未办理" in text
    assert "核对" in post(office.head, state, checks=["别的事项"]).content.decode()
    assert approvals() == 0


@pytest.mark.parametrize(
    "extra",
    [
        {"update": "false"},
        {"user": "1", "person": "1", "on_behalf_of": "县长"},
        {"task_state": "1", "page": "1", "revision": "1"},
        {"digest": "0" * 64, "decision": "approved", "step": "领导签发"},
        {"address": "203.0.113.9", "at": "2020-01-01"},
    ],
    ids=lambda extra: next(iter(extra)),
)
def test_more_fields_than_the_form_has_change_nothing(office, extra):
    page = office.submit(office.document())
    post(office.head, state_of(page), **extra)
    seal = Seal.objects.get(decision=Decision.APPROVED)
    assert (seal.person, seal.step, seal.on_behalf_of) == (office.head, "科室负责人初审", "")
    assert (seal.address, seal.at.date()) == ("127.0.0.1", timezone.now().date())
    assert state_of(page).task.name == "保密审查"


def test_an_unknown_action(office):
    state = state_of(office.submit(office.document()))
    text = post(office.head, state, action="publish").content.decode()
    assert "请点“同意”“退回”或“转办”" in text
    assert approvals() == 0


WAGTAILS_OWN = {
    "办理": "workflow_action",
    "收集意见": "collect_workflow_action_data",
}


@pytest.mark.parametrize("name", WAGTAILS_OWN.values(), ids=WAGTAILS_OWN.keys())
@pytest.mark.parametrize("foreign", ["另一页面", "另一环节", "不存在的环节", "已办结的环节"])
@pytest.mark.parametrize("action", ["approve", "reject", "publish"])
def test_wagtails_own_addresses_decide_nothing(office, name, foreign, action):
    page, other = office.submit(office.document()), office.submit(office.document())
    done = state_of(page)
    page = office.decide(page, office.head)
    address = {
        "另一页面": (other.pk, state_of(page).pk),
        "另一环节": (page.pk, state_of(other).pk),
        "不存在的环节": (page.pk, 999_999),
        "已办结的环节": (page.pk, done.pk),
    }[foreign]
    before = list(PostTaskState.objects.order_by("pk").values_list("pk", "status"))
    url = reverse(f"wagtailadmin_pages:{name}", args=[address[0], action, address[1]])
    for user in (office.secrecy, office.head, office.leader):
        response = client_of(user).post(url, {"comment": "同意", **answers(done.task.specific)})
        assert response.status_code in (302, 403, 404)
    assert before == list(PostTaskState.objects.order_by("pk").values_list("pk", "status"))
    assert approvals() == 1


def test_the_question_before_cancelling_cancels_nothing(office):
    page = office.submit(office.document())
    url = reverse("wagtailadmin_pages:confirm_workflow_cancellation", args=[page.pk])
    for user in (office.head, office.leader, office.editor):
        response = client_of(user).post(url)
        assert response.status_code == 200
        assert json.loads(response.content)["step"] == "no_confirmation_needed"
    assert state_of(page).status == "in_progress"


def end_posts_of(user, how: str = "昨天到期") -> None:
    """The last day was yesterday; or somebody enters that now, and the rights go with it at once."""
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    for appointment in Appointment.objects.filter(user=user):
        appointment.ends_on = yesterday
        if how == "昨天到期":
            Appointment.objects.filter(pk=appointment.pk).update(ends_on=yesterday)
        else:
            appointment.save()


@pytest.mark.rows("R-277")
@pytest.mark.parametrize("how", ["昨天到期", "刚被免职"])
def test_a_post_that_ended_between_opening_and_approving(office, how):
    state = state_of(office.submit(office.document()))
    client, address = client_of(office.head), reverse("signoff:review", args=[state.pk])
    assert client.get(address).status_code == 200
    end_posts_of(office.head, how)
    response = client.post(address, form_of(state))
    text = response.content.decode()
    assert response.status_code == 403
    assert "您目前不在办理本件的岗位上，任职可能已经结束或调整，本次没有办理。" in text
    assert OPINION in text
    assert approvals() == 0


@pytest.mark.parametrize("how", ["昨天到期", "刚被免职"])
def test_who_lost_the_post_keeps_the_words_about_a_takedown(office, how):
    page = office.publish(office.document())
    request = request_takedown(
        page, office.editor, kind="withdraw", category="error", reason="内容有误须更正"
    )
    measured = office.publish(office.document())
    measure = withdraw_at_once(measured, office.leader, category="error", reason="发布内容与签发文件不一致")
    for user, address in (
        (office.reviewer, reverse("signoff:takedown", args=[request.pk])),
        (office.secrecy, reverse("signoff:measure", args=[measure.pk])),
    ):
        client = client_of(user)
        end_posts_of(user, how)
        response = client.post(address, {"opinion": OPINION, "agreed": "yes"})
        assert response.status_code in (200, 403)
        assert OPINION in response.content.decode()
    request.refresh_from_db()
    measure.refresh_from_db()
    assert (request.state, measure.state) == ("at_office", "waiting")


def test_a_login_that_ended_in_the_middle_keeps_the_opinion(office, client):
    state = state_of(office.submit(office.document()))
    response = client.post(reverse("signoff:review", args=[state.pk]), form_of(state))
    text = response.content.decode()
    assert response.status_code == 403
    assert "登录已失效" in text
    assert OPINION in text
    assert approvals() == 0


def test_a_decision_by_somebody_who_was_switched_off(office):
    state = state_of(office.submit(office.document()))
    client = client_of(office.head)
    office.head.is_active = False
    office.head.save()
    response = client.post(reverse("signoff:review", args=[state.pk]), form_of(state))
    assert OPINION in response.content.decode()
    assert approvals() == 0


def test_withdrawing_what_was_signed_meanwhile_is_told(office):
    """The author's page still shows 撤回 when the leader signs."""
    page = office.submit(office.document())
    stale = page.current_workflow_state
    for user in office.approvers:
        page = office.decide(page, user)
    with pytest.raises(Exception, match="已经办结或撤回"):
        stale.cancel(user=office.editor)
    assert DocumentPage.objects.get(pk=page.pk).live
    assert not Seal.objects.filter(decision=Decision.WITHDRAWN).exists()


def test_a_refused_submission_in_the_editor_is_a_page_with_the_reason_and_the_text(office, monkeypatch):
    """What only the service can see (here: the post fell vacant this very moment) is no error page."""
    page = office.document()
    monkeypatch.setattr("foundation.signoff.pages.SignedPageForm._reasons", lambda *args: [])
    end_posts_of(office.head)
    data = document_form(
        office,
        slug=page.slug,
        overview=OPINION,
        document_number="示政办发〔2026〕1号",
        **{"action-submit": "1"},
    )
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = client_of(office.editor).post(url, data)
    text = response.content.decode()
    assert response.status_code == 409
    assert "岗位目前无人任职，无法送审" in text
    assert OPINION in text
    page = DocumentPage.objects.get(pk=page.pk)
    assert not page.workflow_in_progress
    assert page.get_latest_revision_as_object().overview == OPINION
