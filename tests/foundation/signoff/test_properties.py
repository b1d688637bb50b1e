"""Anybody does anything in any order: nothing unsigned is ever public, and no correct document is stuck for ever.

The machine keeps a model of its own of who wrote and signed what, from the rules as the office knows them, and
compares it with what the public can read. A failure prints the steps; ``EXPLORE=1`` tries new sequences each time
and prints the seed to repeat them with.
"""

import datetime as dt
import os

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page

from disclosure.documents.models import DocumentPage
from foundation.signoff.emergency import publish_at_once, withdraw_at_once
from foundation.signoff.takedown import decide_takedown, request_takedown
from foundation.signoff.takedown_models import TakedownRequest
from tests.foundation.signoff.office_at_work import LEVELS, Office, OfficeAtWork, Version

pytestmark = pytest.mark.django_db
WRITERS = ("编辑", "双岗", "超级用户")
SIGNERS = ("科长", "保密", "复审", "领导")
ACTORS = (*WRITERS, *SIGNERS)
STOLEN = "无人签过的内容"
EXPLORE = bool(os.environ.get("EXPLORE"))
PROFILE = settings(
    max_examples=30 if EXPLORE else 3,
    stateful_step_count=12,
    derandomize=not EXPLORE,
    print_blob=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


class AnybodyDoesAnything(OfficeAtWork):
    """One document, seven people (one of them in two posts), every door that there is."""

    # Writing

    @rule(actor=st.sampled_from(WRITERS), later=st.sampled_from((None, None, None, "定时", "到期")))
    def save(self, actor: str, later: str | None) -> None:
        self.count += 1
        text, soon = f"第{self.count}稿", timezone.now() + dt.timedelta(hours=2)
        draft = self.page.get_latest_revision_as_object()
        draft.overview = text
        draft.go_live_at = soon if later == "定时" else None
        draft.expire_at = soon if later == "到期" else None
        if self.attempt(lambda: draft.save_revision(user=self.people[actor])):
            assert self.submission is None, "改动了审签中的稿件"
            self.versions[text] = Version(draft.go_live_at, draft.expire_at)
            self.newest = text
            self.writers.add(actor)
            self.wrote.add(actor)

    # The chain

    @rule()
    def submit(self) -> None:
        if self.attempt(lambda: self.start(self.page)):
            assert self.submission is None, "一稿两送"
            self.submission = self.submitted(self.newest, {*self.writers, "编辑"})

    @rule(levels=st.integers(1, 4), delegate=st.booleans())
    def sign_duly(self, levels: int, delegate: bool) -> None:
        """The next levels sign, each by somebody who should; the person in two posts when that may be."""
        order = ("双岗", *SIGNERS) if delegate else (*SIGNERS, "双岗")
        for _ in range(levels):
            if not (able := [actor for actor in order if self.may_sign(actor)]):
                return
            assert self.decide(able[0], "approve"), f"{able[0]}应能审签"
            self.submission.signers.append(able[0])
            if len(self.submission.signers) == len(LEVELS):
                self.publishes(self.submission.text)
                self.submission = None

    @rule(action=st.sampled_from(("approve", "reject")))
    def everybody_else_tries(self, action: str) -> None:
        for actor in ACTORS:
            if not self.may_sign(actor):
                assert not self.decide(actor, action), f"{actor}不应能审签"

    @rule()
    def give_back(self) -> None:
        for actor in (*SIGNERS, "双岗"):
            if self.may_sign(actor):
                assert self.decide(actor, "reject"), f"{actor}应能退回"
                self.submission, self.returned = None, self.submission
                return

    @rule(actor=st.sampled_from(("编辑", "科长", "超级用户")))
    def withdraw(self, actor: str) -> None:
        submission, user = self.page.current_workflow_state, self.people[actor]
        allowed = submission and submission.user_can_cancel(user)
        if allowed and self.attempt(lambda: submission.cancel(user=user)):
            self.submission = self.returned = None

    # Doors

    @rule(actor=st.sampled_from(ACTORS))
    def publish_revisions(self, actor: str) -> None:
        for revision in self.page.revisions.order_by("-pk"):
            self.attempt(lambda revision=revision: revision.publish(user=self.people[actor]))

    @rule(actor=st.sampled_from(ACTORS))
    def publish_action(self, actor: str) -> None:
        revision = self.page.get_latest_revision()
        action = PublishPageRevisionAction(revision, user=self.people[actor])
        self.attempt(lambda: action.execute(skip_permission_checks=True))

    @rule(base=st.booleans(), stolen=st.booleans())
    def save_as_live(self, base: bool, stolen: bool) -> None:
        page = Page.objects.get(pk=self.page_id) if base else self.page.get_latest_revision_as_object()
        page.live, page.live_revision_id = True, page.latest_revision_id
        if stolen:
            page.overview = STOLEN
        self.attempt(page.save)

    @rule(door=st.sampled_from(("live", "row", "sql", "down", "schedule", "states")))
    def update_rows(self, door: str) -> None:
        page = self.page
        rows = Page.objects.filter(pk=page.pk)
        doors = {
            "live": lambda: rows.update(live=True, live_revision=page.latest_revision),
            "row": lambda: DocumentPage.objects.filter(pk=page.pk).update(overview=STOLEN),
            "sql": lambda: connection.cursor().execute("UPDATE wagtailcore_page SET live = %s", [True]),
            "down": lambda: rows.update(live=False),
            "schedule": lambda: page.revisions.filter(pk=page.latest_revision_id).update(
                approved_go_live_at=timezone.now()
            ),
            "states": lambda: self.finish_by_hand(page),
        }
        self.attempt(doors[door])

    @rule(actor=st.sampled_from(("领导", "双岗", "编辑", "超级用户")))
    def publish_in_an_emergency(self, actor: str) -> None:
        text, user = self.newest, self.people[actor]
        writers = set(self.submission.writers if self.submission else self.writers) | {"编辑"}
        was_under_review = self.submission is not None
        if self.attempt(lambda: publish_at_once(self.page, user, reason="突发险情,须立即告知公众")):
            assert LEVELS[3] in self.posts.get(actor, set()), f"{actor}不应能紧急公开"
            assert actor not in writers, "拟稿人自己决定了紧急公开"
            self.versions[text].may_be_public = True
            if not was_under_review:
                self.submission = self.submitted(text, writers)
            # Who decided signs no level of the review afterwards.
            self.submission.writers.add(actor)

    @rule(actor=st.sampled_from(("领导", "保密", "编辑", "超级用户")))
    def withdraw_in_an_emergency(self, actor: str) -> None:
        page, user = self.page, self.people[actor]
        if self.attempt(
            lambda: withdraw_at_once(page, user, category="error", reason="内容有误,须立即停止公开")
        ):
            assert self.posts.get(actor, set()) & {LEVELS[1], LEVELS[3]}, f"{actor}不应能紧急撤下"
            self.came_down(page.overview)

    @rule()
    def request_takedown(self) -> None:
        for actor in reversed(ACTORS):
            user = self.people[actor]
            done = self.attempt(
                lambda user=user: request_takedown(
                    self.page, user, kind="hide", category="error", reason="内容有误须更正"
                )
            )
            assert not done or actor == "编辑", f"{actor}不应能申请撤下"

    @rule(agreed=st.sampled_from((True, True, False)))
    def decide_takedown(self, agreed: bool) -> None:
        page = self.page
        for actor in ACTORS:
            open_requests = TakedownRequest.objects.filter(page=page, state__in=("at_office", "at_leader"))
            if (request := open_requests.first()) is None:
                return
            wanted, user = LEVELS[2] if request.state == "at_office" else LEVELS[3], self.people[actor]
            if self.attempt(
                lambda request=request, user=user: decide_takedown(
                    request, user, agreed=agreed, opinion="已核对。"
                )
            ):
                assert wanted in self.posts.get(actor, set()), f"{actor}不应能办理撤下"
                if not self.page.live:
                    self.came_down(page.overview)

    @rule(hours=st.sampled_from((1, 3)))
    def time_passes(self, hours: int) -> None:
        self.traveller.shift(dt.timedelta(hours=hours))
        page = self.page
        self.attempt(lambda: call_command("publish_scheduled"))
        if page.live and not self.page.live:
            self.came_down(page.overview)

    # What must hold

    @invariant()
    def only_what_was_signed_is_public(self) -> None:
        page = self.page
        if not page.live:
            return
        version = self.versions.get(page.overview)
        assert version is not None, f"公开了“{page.overview}”"
        assert version.may_be_public, f"公开了未签发或已撤下的“{page.overview}”"
        assert version.go_live_at is None or version.go_live_at <= timezone.now(), "未到时间就公开"


@pytest.mark.rows("R-061", "R-277")
@pytest.mark.parametrize("start", ["草稿", "审签中", "已公开", "已公开又改", "已撤下", "待补审"])
def test_nothing_unsigned_is_public_and_nothing_correct_is_stuck(office, start):
    Office.here, Office.start = office, start
    run_state_machine_as_test(AnybodyDoesAnything, settings=PROFILE)
