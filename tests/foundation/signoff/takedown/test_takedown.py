"""Public information comes down by two decisions, leaves a tombstone and stays a record."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from disclosure.catalogue.models import ColumnEntry
from disclosure.documents.models import DocumentPage
from foundation.organisations.enums import PostKind
from foundation.organisations.models import Appointment, Post
from foundation.signoff.enums import Decision, RequestState
from foundation.signoff.models import Seal
from foundation.signoff.takedown import cancel_takedown, decide_takedown, request_takedown
from foundation.signoff.takedown_models import Takedown, TakedownRequest
from foundation.signoff.takedown_selectors import requests_for, tombstone_for, tombstones_below
from tests.offices import PASSWORD

pytestmark = pytest.mark.django_db
REASON = "附件中的数字与签发文件不一致"


def ask(office, page, **fields) -> TakedownRequest:
    values = {"kind": "withdraw", "category": "error", "reason": REASON} | fields
    return request_takedown(page, office.editor, **values)


def decide(request, user, agreed=True, opinion="同意。"):
    return decide_takedown(request, user, agreed=agreed, opinion=opinion)


@pytest.mark.rows("R-011")
def test_two_decisions_take_a_page_down_and_leave_a_tombstone(
    office, client, django_capture_on_commit_callbacks
):
    page = office.publish(office.document(title="关于做好防汛工作的通知"))
    url = page.get_url()
    with django_capture_on_commit_callbacks(execute=True):
        request = ask(office, page)
    assert mail.outbox[-1].to == [office.reviewer.email]
    assert client.get(url).status_code == 200, "签发前仍公开"

    assert list(requests_for(office.reviewer)) == [request]
    assert not requests_for(office.leader)
    decide(request, office.reviewer)
    assert client.get(url).status_code == 200, "复审后、签发前仍公开"
    assert list(requests_for(office.leader)) == [request]
    with django_capture_on_commit_callbacks(execute=True):
        decide(request, office.leader)
    assert mail.outbox[-1].to == [office.editor.email]

    answer = client.get(url)
    assert answer.status_code == 410
    assert answer["Cache-Control"] == "no-cache", "a browser would keep the tombstone for good"
    text = answer.content.decode()
    for shown in ("关于做好防汛工作的通知", page.document_number, "内容有误", office.body.name):
        assert shown in text
    assert REASON not in text
    assert not ColumnEntry.objects.filter(page_id=page.pk).exists()
    page.refresh_from_db()
    assert not page.live
    assert [tombstone.title for tombstone in tombstones_below(office.column.url_path)] == [page.title]
    signed = Seal.objects.filter(page_id=page.pk).order_by("-pk")[:3]
    assert [(seal.decision, seal.person) for seal in reversed(signed)] == [
        (Decision.REQUESTED, office.editor),
        (Decision.APPROVED, office.reviewer),
        (Decision.APPROVED, office.leader),
    ]


@pytest.mark.rows("R-068")
def test_a_sensitive_tombstone_says_neither_title_nor_number(office, client):
    page = office.publish(office.document(title="不宜公开的标题"))
    url = page.get_url()
    office.take_down(page, category="sensitive")
    answer = client.get(url)
    assert answer.status_code == 410
    text = answer.content.decode()
    assert "涉密涉敏" in text
    assert "不宜公开的标题" not in text
    assert page.document_number not in text


def test_an_address_without_a_tombstone_is_not_found_and_costs_one_query(
    office, client, django_assert_max_num_queries
):
    assert client.get("/meiyou/").status_code == 404
    with django_assert_max_num_queries(1):
        assert tombstone_for("/home/meiyou/") is None


def test_published_again_through_the_chain_it_has_no_tombstone_but_its_history(office, client):
    page = office.publish(office.document())
    url, first = page.get_url(), page.first_published_at
    page = office.take_down(page)
    page.overview = "更正后的概述"
    page.save_revision(user=office.editor)
    page = office.publish(DocumentPage.objects.get(pk=page.pk))
    assert page.live
    assert page.first_published_at == first
    assert client.get(url).status_code == 200
    assert tombstone_for(page.url_path) is None
    assert Takedown.objects.filter(page_id=page.pk).count() == 1


def test_an_unchanged_page_may_come_back_through_the_whole_chain(office):
    page = office.publish(office.document())
    down = office.take_down(page)
    again = office.publish(down)
    assert again.live
    assert again.live_revision_id != page.live_revision_id


def test_what_was_deleted_does_not_come_back(office):
    from django.core.exceptions import ValidationError

    page = office.take_down(office.publish(office.document()), kind="delete")
    with pytest.raises(ValidationError, match="另建新稿"):
        office.submit(page)


@pytest.mark.parametrize("decider", ["editor", "head", "secrecy", "leader"])
def test_only_the_office_reviews(office, decider):
    request = ask(office, office.publish(office.document()))
    with pytest.raises(PermissionDenied):
        decide(request, getattr(office, decider))


@pytest.mark.parametrize("decider", ["editor", "head", "secrecy", "reviewer"])
def test_only_the_leader_signs(office, decider):
    request = ask(office, office.publish(office.document()))
    decide(request, office.reviewer)
    with pytest.raises(PermissionDenied):
        decide(request, getattr(office, decider))


@pytest.mark.parametrize("holder", ["editor", "reviewer"])
def test_requester_reviewer_and_signer_are_three_persons(office, holder):
    user = getattr(office, holder)
    for kind in (PostKind.OFFICE_REVIEWER, PostKind.LEADER):
        post = Post.objects.get(body=office.body, kind=kind)
        Appointment.objects.create(post=post, user=user, starts_on="2020-01-01")
    request = ask(office, office.publish(office.document()))
    if holder == "editor":
        with pytest.raises(PermissionDenied, match="不同的人"):
            decide(request, user)
        assert not requests_for(user)
    decide(request, office.reviewer)
    with pytest.raises(PermissionDenied, match="不同的人"):
        decide(request, user)


@pytest.mark.parametrize("asker", ["head", "secrecy", "reviewer", "leader"])
def test_only_editors_of_the_unit_ask(office, asker):
    page = office.publish(office.document())
    with pytest.raises(PermissionDenied, match="责任科室"):
        request_takedown(page, getattr(office, asker), kind="withdraw", category="error", reason=REASON)


def test_a_refusal_leaves_the_page_public_and_reaches_the_requester(
    office, client, django_capture_on_commit_callbacks
):
    page = office.publish(office.document())
    request = ask(office, page)
    with django_capture_on_commit_callbacks(execute=True):
        decide(request, office.reviewer, agreed=False, opinion="内容无误,无需撤下")
    assert client.get(page.get_url()).status_code == 200
    assert "内容无误,无需撤下" in mail.outbox[-1].body
    ask(office, page)


def test_one_request_at_a_time_and_the_requester_may_take_it_back(office):
    page = office.publish(office.document())
    request = ask(office, page)
    with pytest.raises(PermissionDenied, match="正在办理"):
        ask(office, page)
    with pytest.raises(PermissionDenied):
        cancel_takedown(request, office.leader)
    cancel_takedown(request, office.editor)
    request.refresh_from_db()
    assert request.state == RequestState.CANCELLED
    with pytest.raises(PermissionDenied, match="已办结"):
        decide(request, office.reviewer)


def test_a_request_holds_for_the_version_it_was_made_for(office):
    page = office.publish(office.document())
    request = ask(office, page)
    page.overview = "已更正"
    page.save_revision(user=office.editor)
    page = office.publish(DocumentPage.objects.get(pk=page.pk))
    with pytest.raises(PermissionDenied, match="重新申请"):
        decide(request, office.reviewer)


def test_a_column_is_not_taken_down_like_information(office):
    with pytest.raises(PermissionDenied, match="栏目"):
        ask(office, office.column)


def test_a_change_under_review_is_withdrawn_with_the_page(office):
    page = office.publish(office.document())
    page.title = "修改后的标题"
    page.save_revision(user=office.editor)
    page = office.submit(DocumentPage.objects.get(pk=page.pk))
    page = office.take_down(page)
    assert not page.live
    assert page.current_workflow_state is None
    assert office.publish(page).title == "修改后的标题"


def login(client, user):
    assert client.login(username=user.username, password=PASSWORD) or True
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")


def test_the_way_through_the_screens(office, client):
    page = office.publish(office.document())
    login(client, office.editor)
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    new = reverse("signoff:takedown_request", args=[page.pk])
    assert new in edit
    kept = client.post(new, {"kind": "withdraw", "reason": REASON}).content.decode()
    assert "请选择原因类别" in kept
    assert REASON in kept
    client.post(new, {"kind": "withdraw", "category": "error", "reason": REASON})
    request = TakedownRequest.objects.get()

    for user in (office.reviewer, office.leader):
        login(client, user)
        assert page.title in client.get(reverse("signoff:takedowns")).content.decode()
        screen = reverse("signoff:takedown", args=[request.pk])
        assert REASON in client.get(screen).content.decode()
        empty = client.post(screen, {"agreed": "no", "opinion": ""}).content.decode()
        assert "请写明理由" in empty
        client.post(screen, {"agreed": "yes", "opinion": "同意撤下"})
    request.refresh_from_db()
    assert request.state == RequestState.COMPLETED
    client.logout()
    assert client.get(page.get_url()).status_code == 410


@pytest.mark.parametrize(
    ("who", "may"),
    [("editor", True), ("reviewer", True), ("leader", True), ("secrecy", True), ("head", False)],
)
def test_who_may_read_a_request(office, client, who, may):
    request = ask(office, office.publish(office.document()))
    login(client, getattr(office, who))
    answer = client.get(reverse("signoff:takedown", args=[request.pk]))
    assert (answer.status_code == 200) is may
