"""会前预审: a normative document goes to a meeting with the opinions its body's rules ask for (R-085)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from foundation.rules.services import set_parameter
from interpretation.plans.meetings import clear_for_meeting, record_opinion
from interpretation.plans.models import MeetingClearance, MeetingOpinion
from tests.offices import complete_package

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R-085")]


@pytest.fixture
def document(office):
    page = office.document(kind="normative")
    complete_package(page)
    return page


def say(office, document, reviewer: str, stance: str = "agreed", **more) -> MeetingOpinion:
    values = {"words": "内容合法。", "given_by": "卢法言", "given_on": timezone.localdate()} | more
    return record_opinion(document, reviewer=reviewer, stance=stance, user=office.reviewer, **values)


def test_without_the_opinion_of_the_legal_office_it_may_not_go(office, document):
    say(office, document, "supervision")
    with pytest.raises(ValidationError, match="缺法制机构预审意见"):
        clear_for_meeting(document, "executive", office.editor)
    say(office, document, "legal")
    assert (
        clear_for_meeting(document, "executive", office.editor).opinions[0].startswith("法制机构：同意上会")
    )


def test_without_note_and_plan_it_may_not_go_either(office):
    page = office.document(kind="normative")
    for reviewer in ("legal", "supervision"):
        say(office, page, reviewer)
    with pytest.raises(ValidationError) as refused:
        clear_for_meeting(page, "executive", office.editor)
    assert refused.value.messages == ["起草说明未填。", "解读方案未填。"]


def test_a_refusal_holds_until_another_opinion(office, document):
    say(office, document, "supervision")
    say(office, document, "legal", "refused", words="第三条超越权限")
    with pytest.raises(ValidationError, match="法制机构不同意上会：第三条超越权限"):
        clear_for_meeting(document, "executive", office.editor)
    say(office, document, "legal", "changes", words="第三条已修改")
    assert clear_for_meeting(document, "congress", office.editor)


def test_the_body_says_who_is_asked(office, document):
    set_parameter(
        "interp.meeting_reviewers", ["disclosure"], body=office.body, effective_from=timezone.localdate(),
        by=None, basis="《示范县政策解读工作制度》", reason="按制度执行",
    )  # fmt: skip
    with pytest.raises(ValidationError, match="规则参数没有要求该单位预审"):
        say(office, document, "legal")
    say(office, document, "disclosure")
    assert clear_for_meeting(document, "executive", office.editor)


def test_nobody_writes_the_opinion_on_the_own_draft(office, document):
    for user in (office.editor, office.head, office.leader):
        with pytest.raises(PermissionDenied, match="审核岗位或者起草科室以外"):
            record_opinion(
                document, reviewer="legal", stance="agreed", words="", given_by="自己",
                given_on=timezone.localdate(), user=user,
            )  # fmt: skip


def test_twice_is_once_and_records_stay(office, document):
    for reviewer in ("legal", "supervision") * 2:
        say(office, document, reviewer)
    assert MeetingOpinion.objects.count() == 2
    for _ in range(2):
        clear_for_meeting(document, "executive", office.editor)
    assert MeetingClearance.objects.count() == 1
    with pytest.raises(PermissionDenied):
        MeetingOpinion.objects.update(words="改写")


def test_other_documents_need_none(office):
    with pytest.raises(ValidationError, match="只适用于行政规范性文件和规章"):
        clear_for_meeting(office.document(), "executive", office.editor)


def test_the_screen_says_what_is_missing_and_keeps_what_was_typed(office, document, client):
    url = reverse("plans:meeting", args=[document.pk])
    client.force_login(office.editor)
    answer = client.post(url, {"action": "clear", "meeting": "executive"})
    assert "不能登记可上会" in answer.content.decode() and not MeetingClearance.objects.exists()
    assert "登记预审意见" not in answer.content.decode()
    client.force_login(office.reviewer)
    data = {
        "action": "record",
        "reviewer": "legal",
        "stance": "refused",
        "words": "",
        "given_by": "卢法言",
        "given_on": str(timezone.localdate()),
    }
    refused = client.post(url, data).content.decode()
    assert "请写明意见" in refused and 'value="卢法言"' in refused
    done = client.post(url, data | {"stance": "agreed"}, follow=True).content.decode()
    assert "预审意见已登记" in done and "缺督查室预审意见" in done
    assert "会前预审" in client.get(reverse("plans:plan", args=[document.pk])).content.decode()
