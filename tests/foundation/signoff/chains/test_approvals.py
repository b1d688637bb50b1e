"""What an outside authority must approve first (R-056, R-057)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Post
from foundation.signoff.emergency import publish_at_once
from foundation.signoff.enums import Decision, MeasureState
from foundation.signoff.models import Seal
from foundation.signoff.routing import ApprovalType, PriorApproval
from tests.offices import appoint

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def statistics(db) -> ApprovalType:
    return ApprovalType.objects.get(name="统计信息")


@pytest.fixture
def main_leader(office):
    return appoint("zhuyao", "顾主责", PostKind.MAIN_LEADER, office.body)


def up_to_signature(office, page, main_leader):
    page = office.submit(page)
    for user in (office.head, office.secrecy, office.reviewer, main_leader):
        page = office.decide(page, user)
    return page


def record(client, user, page, **changes):
    client.force_login(user)
    data = {
        "authority": "示范市统计局",
        "number": "示统函〔2026〕8号",
        "approved_on": "2026-01-04",
        "scan": SimpleUploadedFile("pifu.pdf", PDF, "application/pdf"),
    }
    return client.post(reverse("signoff:approval", args=[page.pk]), data | changes)


@pytest.mark.rows("R-057")
def test_the_shipped_list_has_the_subjects_of_all_three_systems(office):
    named = set(ApprovalType.objects.values_list("name", flat=True))
    assert len(named) >= 9
    assert named >= {"食品安全信息", "传染病疫情", "统计信息", "地震预报", "重要地理信息数据"}
    assert ApprovalType.objects.get(name="传染病疫情").needs_main_leader


@pytest.mark.rows("R-056", "R-057")
def test_without_the_approval_it_is_not_signed_and_with_it_it_is(office, client, statistics, main_leader):
    page = up_to_signature(office, office.document(approval_type=statistics), main_leader)
    with pytest.raises(ValidationError, match="批准后才能公开"):
        office.decide(page, office.leader)
    assert not type(page).objects.get(pk=page.pk).live

    response = record(client, office.editor, page)
    assert response.status_code == 302
    page = office.decide(page, office.leader)
    assert page.live
    seal = Seal.objects.get(decision=Decision.RECORDED)
    assert "示统函〔2026〕8号" in seal.opinion


@pytest.mark.rows("R-056")
def test_the_signatory_reads_the_reason_and_the_scan(office, client, statistics, main_leader):
    page = up_to_signature(office, office.document(approval_type=statistics), main_leader)
    state = page.current_workflow_task_state
    client.force_login(office.leader)
    review = reverse("signoff:review", args=[state.pk])
    assert "请先登记批准文件" in client.get(review).content.decode()

    record(client, office.editor, page)
    client.force_login(office.leader)
    assert "示统函〔2026〕8号" in client.get(review).content.decode()
    scan = client.get(reverse("signoff:approval_scan", args=[PriorApproval.objects.get().pk]))
    assert b"".join(scan.streaming_content) == PDF


def test_an_approval_serves_one_version(office, client, statistics, main_leader):
    page = up_to_signature(office, office.document(approval_type=statistics), main_leader)
    record(client, office.editor, page)
    page = office.decide(page, office.leader)
    page.overview = "更正了数据。"
    page.save_revision(user=office.editor)

    page = up_to_signature(office, type(page).objects.get(pk=page.pk), main_leader)
    with pytest.raises(ValidationError, match="请先登记批准文件"):
        office.decide(page, office.leader)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"approved_on": "2099-01-01"}, "批准日期晚于今天"),
        ({"number": ""}, "请填写批准文号"),
        ({"scan": ""}, "请选择批准件的扫描文件"),
        ({"scan": SimpleUploadedFile("pifu.pdf", b"MZ not a pdf")}, "文件内容不是 pdf 格式"),
    ],
)
def test_bad_input_is_said_and_what_was_typed_stays(office, client, statistics, changes, said):
    page = office.document(approval_type=statistics)
    response = record(client, office.editor, page, **changes)
    text = response.content.decode()
    assert said in text
    assert "示范市统计局" in text
    assert not PriorApproval.objects.exists()


def test_strangers_neither_record_nor_read(office, client, statistics):
    page = office.document(approval_type=statistics)
    stranger = appoint(
        "luren", "路旁人", PostKind.LEADER, type(office.body).objects.create(name="局", code="j")
    )
    assert "由拟稿人或办公室登记" in record(client, stranger, page).content.decode()
    record(client, office.editor, page)
    client.force_login(stranger)
    address = reverse("signoff:approval_scan", args=[PriorApproval.objects.get().pk])
    assert client.get(address).status_code in (302, 403)


@pytest.mark.rows("R-056")
def test_an_emergency_does_not_replace_the_approval(office, statistics):
    page = office.document(approval_type=statistics)
    with pytest.raises((PermissionDenied, ValidationError), match="批准"):
        publish_at_once(page, office.leader, reason="情况紧急,须立即公布数据")


@pytest.mark.rows("R-056", "R-132")
def test_the_review_after_an_emergency_stands_on_the_same_approval(office, client, statistics, main_leader):
    other = appoint("fuxianzhang", "韩副长", PostKind.LEADER, office.body)
    page = office.document(approval_type=statistics)
    record(client, office.editor, page)
    measure = publish_at_once(page, office.leader, reason="情况紧急,须立即公布数据")

    for user in (office.head, office.secrecy, office.reviewer, main_leader, other):
        page = office.decide(page, user)
    measure.refresh_from_db()
    assert measure.state == MeasureState.PASSED
    assert page.live

    page.overview = "更正了数据。"
    page.save_revision(user=office.editor)
    page = up_to_signature(office, type(page).objects.get(pk=page.pk), main_leader)
    with pytest.raises(ValidationError, match="请先登记批准文件"):
        office.decide(page, office.leader)


def test_a_subject_that_needs_the_main_leader_needs_the_post_to_be_filled(office, statistics):
    assert not Post.objects.filter(kind=PostKind.MAIN_LEADER).exists()
    page = office.submit(office.document(approval_type=statistics))
    page = office.decide(office.decide(page, office.head), office.secrecy)
    with pytest.raises(ValidationError, match="主要负责人"):
        office.decide(page, office.reviewer)
    assert page.written_on == dt.date(2026, 1, 5)
