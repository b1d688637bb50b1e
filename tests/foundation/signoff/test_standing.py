"""Every reason why a text is not public, in one list (the one gate)."""

import datetime as dt

import pytest
from django.utils import timezone

from foundation.signoff.routing import ApprovalType
from foundation.signoff.standing import publication_reasons


def said(page) -> str:
    return "\n".join(reason.message for reason in publication_reasons(type(page).objects.get(pk=page.pk)))


def test_a_public_text_has_no_reason_left(office):
    assert publication_reasons(office.publish(office.document())) == []


@pytest.mark.rows("R-061", "R-080")
def test_a_draft_is_told_everything_at_once(office):
    page = office.document(
        written_on=None, overview="12", approval_type=ApprovalType.objects.get(name="统计信息")
    )
    text = said(page)
    for words in ("请填写成文日期", "须经", "尚未送审"):
        assert words in text


def test_the_missing_steps_are_named_as_they_fall(office):
    page = office.submit(office.document())
    assert "尚缺审签：科室负责人初审、保密审查、办公室复审、领导签发。" in said(page)
    page = office.decide(page, office.head)
    assert "尚缺审签：保密审查、办公室复审、领导签发。" in said(page)


@pytest.mark.rows("R-076")
def test_a_changed_text_names_the_steps_to_repeat(office):
    page = office.submit(office.document())
    page = office.decide(office.decide(page, office.head), office.secrecy)
    page = office.decide(page, office.reviewer, "reject", "请补充概述")
    page.overview = "补充的概述"
    page.save_revision(user=office.editor)

    text = said(page)
    assert "已被退回" in text
    assert "原审签已失效，须重新办理：科室负责人初审、保密审查。" in text


def test_a_time_of_expiry_that_has_passed_is_named(office):
    page = office.document()
    page.expire_at = timezone.now() - dt.timedelta(hours=1)
    page.save_revision(user=office.editor)
    assert "到期时间已过" in said(page)
