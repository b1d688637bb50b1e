"""Emergencies: at once by a named post, reviewed afterwards by others, counted."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from disclosure.documents.models import DocumentPage
from foundation.organisations.enums import PostKind
from foundation.organisations.models import Body
from foundation.signoff.emergency import publish_at_once, review_withdrawal, withdraw_at_once
from foundation.signoff.emergency_selectors import emergency_statistics, measures_for
from foundation.signoff.enums import ClearanceKind, Decision, MeasureState
from foundation.signoff.models import Clearance, PostTaskState, Seal
from foundation.signoff.takedown_models import EmergencyMeasure
from tests.offices import appoint

pytestmark = pytest.mark.django_db
REASON = "谣言正在扩散,须立即澄清以防群众恐慌"


def second_leader(office):
    return appoint("fuxianzhang", "韩副长", PostKind.LEADER, office.body)


def review(office, page, last):
    """The whole chain as the retrospective review."""
    for user in (office.head, office.secrecy, office.reviewer, last):
        page = office.decide(page, user)
    return page


@pytest.mark.rows("R-132")
def test_a_leader_publishes_at_once_and_others_review_afterwards(office, client):
    other = second_leader(office)
    page = office.document()
    measure = publish_at_once(page, office.leader, reason=REASON)
    page = DocumentPage.objects.get(pk=page.pk)
    answer = client.get(page.get_url())
    assert answer.status_code == 200
    assert "待补审" not in answer.content.decode()
    assert Clearance.objects.get(revision_id=page.live_revision_id).kind == ClearanceKind.EMERGENCY
    assert Seal.objects.filter(page_id=page.pk, decision=Decision.EMERGENCY, opinion=REASON).exists()
    for user in (office.reviewer, office.leader, office.editor):
        assert list(measures_for(user)) == [measure]

    live = page.live_revision_id
    page = review(office, page, other)
    measure.refresh_from_db()
    assert measure.state == MeasureState.PASSED
    assert page.live_revision_id == live
    assert not measures_for(office.leader)


def test_the_leader_who_decided_does_not_review(office):
    second_leader(office)
    page = office.document()
    publish_at_once(page, office.leader, reason=REASON)
    for user in (office.head, office.secrecy, office.reviewer):
        page = office.decide(page, user)
    with pytest.raises(PermissionDenied):
        office.decide(page, office.leader)
    state = PostTaskState.objects.waiting()
    assert not state.decidable_by(office.leader).exists()


def test_an_emergency_in_the_middle_of_a_review_keeps_the_levels_signed(office):
    other = second_leader(office)
    page = office.decide(office.submit(office.document()), office.head)
    measure = publish_at_once(page, office.leader, reason=REASON)
    page = DocumentPage.objects.get(pk=page.pk)
    assert page.live
    assert not PostTaskState.objects.waiting().decidable_by(office.leader).exists()
    for user in (office.secrecy, office.reviewer):
        page = office.decide(page, user)
    with pytest.raises(PermissionDenied, match="补审"):
        office.decide(page, office.leader)
    office.decide(page, other)
    measure.refresh_from_db()
    assert measure.state == MeasureState.PASSED


def test_whoever_edited_the_draft_does_not_review_it_afterwards(office):
    page = office.document()
    page.save_revision(user=office.head)
    publish_at_once(DocumentPage.objects.get(pk=page.pk), office.leader, reason=REASON)
    with pytest.raises(PermissionDenied, match="拟稿人或修改人"):
        office.decide(page, office.head)
    assert not PostTaskState.objects.waiting().decidable_by(office.head).exists()


def test_a_returned_review_leaves_the_page_public_and_asks_for_action(
    office, client, django_capture_on_commit_callbacks
):
    other = second_leader(office)
    page = office.document()
    measure = publish_at_once(page, office.leader, reason=REASON)
    with django_capture_on_commit_callbacks(execute=True):
        page = office.decide(page, office.head, "reject", comment="数字未经核实")
    measure.refresh_from_db()
    assert (measure.state, measure.opinion) == (MeasureState.FAILED, "数字未经核实")
    assert page.live
    told = {address for sent in mail.outbox if "补审未通过" in sent.subject for address in sent.to}
    assert {office.leader.email, office.reviewer.email} <= told
    assert measure in measures_for(office.reviewer)

    page.overview = "已更正"
    page.state_change("correction", "概述中的数字已更正")
    page.save_revision(user=office.editor)
    DocumentPage.objects.get(pk=page.pk).current_workflow_state.resume(office.editor)
    page = review(office, page, other)
    assert page.overview == "已更正"
    measure.refresh_from_db()
    assert measure.state == MeasureState.RESOLVED


def test_taking_the_page_down_also_puts_a_failed_review_right(office):
    page = office.document()
    measure = publish_at_once(page, office.leader, reason=REASON)
    page = office.decide(page, office.head, "reject", comment="数字未经核实")
    office.take_down(page)
    measure.refresh_from_db()
    assert measure.state == MeasureState.RESOLVED


@pytest.mark.parametrize("who", ["editor", "head", "secrecy", "reviewer"])
def test_only_a_leader_publishes_at_once(office, who):
    with pytest.raises(PermissionDenied, match="签发领导"):
        publish_at_once(office.document(), getattr(office, who), reason=REASON)


def test_a_leader_does_not_publish_the_own_draft_at_once(office):
    with pytest.raises(PermissionDenied, match="拟稿人"):
        publish_at_once(office.document(owner=office.leader), office.leader, reason=REASON)


def test_an_incomplete_draft_is_not_published_at_once(office):
    page = office.document(document_number="", written_on=None)
    with pytest.raises(PermissionDenied):
        publish_at_once(page, office.leader, reason=REASON)
    page.refresh_from_db()
    assert not page.live


@pytest.mark.parametrize("act", ["publish", "withdraw"])
def test_urgent_is_no_reason(office, act):
    with pytest.raises(ValidationError, match="不少于 10 个字"):
        if act == "publish":
            publish_at_once(office.document(), office.leader, reason="紧急")
        else:
            page = office.publish(office.document())
            withdraw_at_once(page, office.leader, category="error", reason="紧急")


@pytest.fixture
def supervisor(office):
    above = Body.objects.create(name="示范市人民政府办公室", code="sfs")
    office.body.parent = above
    office.body.save()
    return appoint("jiandu", "苏督查", PostKind.SUPERVISOR, above)


@pytest.mark.rows("R-068")
@pytest.mark.parametrize("who", ["leader", "secrecy", "supervisor"])
def test_named_posts_withdraw_at_once_and_another_post_confirms(office, supervisor, client, who):
    people = {"leader": office.leader, "secrecy": office.secrecy, "supervisor": supervisor}
    decider = people.pop(who)
    page = office.publish(office.document())
    url = page.get_url()
    measure = withdraw_at_once(page, decider, category="sensitive", reason="正文含有不应公开的工作秘密")
    assert client.get(url).status_code == 410
    assert Seal.objects.filter(page_id=page.pk, decision=Decision.EMERGENCY, person=decider).exists()

    reviewers = list(people.values())
    assert measure in measures_for(reviewers[0])
    with pytest.raises(PermissionDenied):
        review_withdrawal(measure, decider, agreed=True, opinion="同意。")
    review_withdrawal(measure, reviewers[0], agreed=True, opinion="同意。")
    measure.refresh_from_db()
    assert (measure.state, measure.reviewed_by) == (MeasureState.PASSED, reviewers[0])
    with pytest.raises(PermissionDenied, match="已办结"):
        review_withdrawal(measure, reviewers[1], agreed=True, opinion="同意。")


@pytest.mark.parametrize("who", ["editor", "head", "reviewer"])
def test_others_do_not_withdraw_at_once(office, who):
    page = office.publish(office.document())
    with pytest.raises(PermissionDenied):
        withdraw_at_once(page, getattr(office, who), category="error", reason=REASON)
    page.refresh_from_db()
    assert page.live


def test_an_unfounded_withdrawal_stays_down_until_the_chain_publishes_again(office):
    page = office.publish(office.document())
    measure = withdraw_at_once(page, office.leader, category="error", reason=REASON)
    measure = review_withdrawal(measure, office.secrecy, agreed=False, opinion="内容并无错误")
    assert measure.state == MeasureState.FAILED
    page = office.publish(DocumentPage.objects.get(pk=page.pk))
    assert page.live
    measure.refresh_from_db()
    assert measure.state == MeasureState.RESOLVED


def test_emergencies_are_counted_by_body_and_year(office):
    publish_at_once(office.document(), office.leader, reason=REASON)
    measure = withdraw_at_once(
        office.publish(office.document()), office.leader, category="error", reason=REASON
    )
    review_withdrawal(measure, office.secrecy, agreed=True, opinion="同意。")
    counted = emergency_statistics(office.body, timezone.localdate().year)
    assert (counted.publications, counted.withdrawals, counted.waiting, counted.passed) == (1, 1, 1, 1)
    assert emergency_statistics(office.body, 2020).publications == 0


def test_the_way_through_the_screens(office, client):
    draft, public = office.document(), office.publish(office.document())
    client.force_login(office.leader, backend="django.contrib.auth.backends.ModelBackend")
    overview = reverse("signoff:takedowns")
    found = client.get(overview, {"q": "工作的通知"}).content.decode()
    for name, page in (("signoff:publish", draft), ("signoff:withdraw", public)):
        assert reverse(name, args=[page.pk]) in found
    assert client.get(reverse("signoff:publish_preview", args=[draft.pk])).status_code == 200
    kept = client.post(reverse("signoff:publish", args=[draft.pk]), {"reason": "急"}).content.decode()
    assert "不少于 10 个字" in kept
    client.post(reverse("signoff:publish", args=[draft.pk]), {"reason": REASON})
    client.post(reverse("signoff:withdraw", args=[public.pk]), {"category": "error", "reason": REASON})
    assert [m.state for m in EmergencyMeasure.objects.all()] == [MeasureState.WAITING] * 2
    text = client.get(overview).content.decode()
    assert "紧急公开" in text
    assert "今日送达" in text or "节假日期间送达" in text

    client.force_login(office.editor, backend="django.contrib.auth.backends.ModelBackend")
    refused = client.get(reverse("signoff:publish_preview", args=[draft.pk]))
    assert refused.status_code == 302, "管理后台把无权访问的人送回首页"
    assert (
        "紧急公开：待补审" in client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    )
    listed = client.get(reverse("wagtailadmin_explore", args=[office.column.pk])).content.decode()
    assert "· 待补审" in listed
