"""What stops a press page, at every door."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import Page

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Appointment, Post
from foundation.signoff.emergency_selectors import publication_refusal
from foundation.signoff.gates import reasons
from interpretation.press.authorisations import authorise, revoke
from interpretation.press.models import ReleaseAuthorisation

from .writing import authorised, conference, release, reprint


def told(page) -> str:
    return " ".join(reason.message for reason in reasons(page.get_latest_revision_as_object()))


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ({"original_source": ""}, "原文来源"),
        ({"original_url": ""}, "原文链接"),
        ({"original_on": None}, "原文日期"),
        ({"original_on": dt.date(2126, 1, 1)}, "今天之后"),
        ({"text": "<p> </p>"}, "正文为空"),
    ],
)
def test_a_reprint_without_its_origin_is_refused(office, missing, words):
    draft = reprint(office, **missing)
    assert words in told(draft)
    with pytest.raises(ValidationError):
        office.submit(draft)
    assert told(reprint(office)) == ""


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ({"starts_at": None}, "举行时间为空"),
        ({"place": ""}, "地点为空"),
        ({"speakers": []}, "发布人"),
        ({"media_present": ""}, "到会媒体"),
        ({"transcript": ""}, "文字实录"),
        ({"starts_at": timezone.now() + dt.timedelta(days=900)}, "尚未举行"),
        ({"kind": "briefing"}, "须关联"),
    ],
)
@pytest.mark.rows("R-122")
def test_a_record_that_lacks_something_is_refused(office, missing, words):
    assert words in told(authorised(office, conference(office, **missing)))


@pytest.mark.parametrize(("value", "words"), [({"transcript": ""}, "没有文字稿"), ({"captions": ""}, "字幕")])
def test_a_video_without_transcript_or_captions_is_refused(office, value, words):
    video = {"title": "视频", "url": "https://v.example.cn/1", "transcript": "甲：好", "captions": "shown"}
    assert words in told(release(office, media=[("recording", video | value)]))


@pytest.mark.rows("R-123")
@pytest.mark.parametrize(
    "make", [conference, lambda office: release(office, kind="statement")], ids=["conference", "statement"]
)
def test_without_authorisation_nothing_is_released_by_any_door(office, make):
    draft = make(office)
    with pytest.raises(ValidationError, match="发布授权"):
        office.submit(draft)
    assert "发布授权" in publication_refusal(draft, office.leader)
    with pytest.raises((PermissionDenied, ValidationError)):
        draft.get_latest_revision().publish()
    assert not Page.objects.get(pk=draft.pk).live
    assert office.publish(authorised(office, draft)).live


@pytest.mark.rows("R-123")
def test_an_authorisation_withdrawn_during_review_stops_the_signature(office):
    draft = authorised(office, conference(office))
    page = office.submit(draft)
    for person in office.approvers[:-1]:
        page = office.decide(page, person)
    revoke(ReleaseAuthorisation.objects.get(), office.reviewer, "情况有变，暂缓发布")
    with pytest.raises(ValidationError, match="发布授权"):
        office.decide(page, office.leader)
    assert not Page.objects.get(pk=page.pk).live


def test_news_of_the_body_needs_no_authorisation(office):
    assert office.publish(release(office)).live


@pytest.mark.rows("R-123")
def test_who_may_authorise_and_what_the_record_must_say(office):
    draft = conference(office)
    words = {
        "authorised_by": "方立诚",
        "released_by": "王建国",
        "scope": "补贴对象和标准",
        "authorised_on": timezone.localdate(),
    }
    for person in (office.editor, office.head, office.secrecy):
        with pytest.raises(PermissionDenied):
            authorise(draft, person, **words)
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    for wrong in ({"scope": "都行"}, {"authorised_on": tomorrow}, {"valid_until": dt.date(2020, 1, 1)}):
        with pytest.raises(ValidationError):
            authorise(draft, office.leader, **words | wrong)
    first = authorise(draft, office.leader, **words)
    assert authorise(draft, office.leader, **words) == first
    with pytest.raises(PermissionDenied):
        first.scope = "一切"
        first.save()


def test_who_drafted_may_not_authorise(office):

    post = Post.objects.create(body=office.body, kind=PostKind.LEADER, title="签发领导")
    Appointment.objects.create(post=post, user=office.editor, starts_on=dt.date(2020, 1, 1))
    with pytest.raises(PermissionDenied, match="拟稿人"):
        authorise(
            conference(office),
            office.editor,
            authorised_by="甲",
            released_by="乙",
            scope="补贴对象和标准",
            authorised_on=timezone.localdate(),
        )
