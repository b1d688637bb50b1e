"""The office on which anybody does anything: its people, and what the machine itself knows of who wrote and signed.

The rules and what must hold stand in ``test_properties``.
"""

import datetime as dt
from dataclasses import dataclass, field

import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import CommandError
from django.db import Error as DatabaseError
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis.stateful import RuleBasedStateMachine, initialize
from wagtail.models import WorkflowState

from disclosure.documents.models import DocumentPage
from foundation.organisations.enums import PostKind
from foundation.organisations.models import Appointment, Post, User
from tests.offices import answers, state_minor_change

REFUSALS = (PermissionDenied, ValidationError, DatabaseError, CommandError)
LEVELS = (PostKind.UNIT_HEAD, PostKind.SECRECY_REVIEWER, PostKind.OFFICE_REVIEWER, PostKind.LEADER)
NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


@dataclass
class Submission:
    """One round of the chain, as the office would tell it."""

    text: str
    writers: set[str]
    signers: list[str] = field(default_factory=list)


@dataclass
class Version:
    """A text, and from when to when it may be read by everybody."""

    go_live_at: dt.datetime | None = None
    expire_at: dt.datetime | None = None
    may_be_public: bool = False


class Office:
    """What the machine works on and begins with; set by the test."""

    here = None
    start = ""


class OfficeAtWork(RuleBasedStateMachine):
    """One document and seven people, one of them in two posts."""

    @initialize()
    def open(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.clock = time_machine.travel(NOON, tick=False)
        self.traveller = self.clock.start()
        self.office = office = Office.here
        self.people = {
            "编辑": office.editor,
            "科长": office.head,
            "保密": office.secrecy,
            "复审": office.reviewer,
            "领导": office.leader,
            "双岗": User.objects.create_user("shuanggang", "s@example.gov.cn", "x", last_name="双岗"),
            "超级用户": User.objects.create_superuser("admin", "admin@example.gov.cn", "x"),
        }
        self.posts = {
            "科长": {LEVELS[0]},
            "保密": {LEVELS[1]},
            "复审": {LEVELS[2]},
            "领导": {LEVELS[3]},
            "双岗": {LEVELS[0], LEVELS[3]},
        }
        for kind in self.posts["双岗"]:
            post = Post.objects.get(body=office.body, kind=kind)
            Appointment.objects.create(post=post, user=self.people["双岗"], starts_on=dt.date(2020, 1, 1))
        self.page_id = office.document(overview="第0稿").pk
        self.versions = {"第0稿": Version()}
        self.newest = "第0稿"
        self.writers, self.wrote = {"编辑"}, {"编辑"}
        self.submission: Submission | None = None
        self.returned: Submission | None = None
        self.count = 0
        self.come_to(Office.start)

    def come_to(self, start: str) -> None:
        """Where the sequence begins."""
        if start == "审签中":
            self.submit()
        elif start == "待补审":
            self.publish_in_an_emergency("领导")
            assert self.page.live
        elif start != "草稿":
            self.submit()
            self.sign_duly(4, False)
        if start == "已公开又改":
            self.save("编辑", None)
        elif start == "已撤下":
            self.withdraw_in_an_emergency("领导")

    # What is there

    @property
    def page(self) -> DocumentPage:
        return DocumentPage.objects.get(pk=self.page_id)

    def attempt(self, act) -> bool:
        """Whether it was done; whatever was refused has left no trace."""
        try:
            with transaction.atomic():
                act()
        except REFUSALS:
            return False
        return True

    def publishes(self, text: str) -> None:
        self.versions[text].may_be_public = True
        # Once signed, what was written before is no part of the next review.
        version = self.versions[text]
        if version.go_live_at is None or version.go_live_at <= timezone.now():
            self.writers = set()

    # The chain

    def start(self, page: DocumentPage) -> None:
        page = state_minor_change(page, self.office.editor)
        submission = page.current_workflow_state
        if submission and submission.status == WorkflowState.STATUS_NEEDS_CHANGES:
            submission.resume(user=self.office.editor)
        else:
            page.get_workflow().start(page, self.office.editor)

    def submitted(self, text: str, writers: set[str]) -> Submission:
        """A new round. What comes back unchanged goes on at the step that returned it."""
        before, self.returned = self.returned, None
        signers = list(before.signers) if before and before.text == text else []
        return Submission(text, writers, signers)

    def may_sign(self, actor: str) -> bool:
        submission = self.submission
        return (
            submission is not None
            and LEVELS[len(submission.signers)] in self.posts.get(actor, set())
            and actor not in submission.writers
            and actor not in submission.signers
        )

    def decide(self, actor: str, action: str) -> bool:
        state = self.page.current_workflow_task_state
        if state is None:
            return False
        task, user = state.specific.task.specific, self.people[actor]
        ticked = {**answers(task)} if action == "approve" else {}
        return self.attempt(lambda: task.on_action(state.specific, user, action, comment="已核对", **ticked))

    def finish_by_hand(self, page: DocumentPage) -> None:
        submission = page.current_workflow_state
        if submission:
            submission.task_states.update(status="approved")
            submission.finish(user=self.office.leader)

    def came_down(self, text: str) -> None:
        self.versions[text].may_be_public = False
        self.submission = self.returned = None
        self.writers = set(self.wrote)

    # The end

    def teardown(self) -> None:
        try:
            if hasattr(self, "page_id"):
                self.an_honest_document_gets_through()
        finally:
            if hasattr(self, "clock"):
                self.clock.stop()
                transaction.set_rollback(True)
                self.atomic.__exit__(None, None, None)

    def an_honest_document_gets_through(self) -> None:
        """From wherever the page is: withdrawn if need be, written anew, submitted, signed by four, public."""
        page = self.page
        submission = page.current_workflow_state
        if submission and submission.status == WorkflowState.STATUS_IN_PROGRESS:
            assert submission.user_can_cancel(self.office.editor)
            submission.cancel(user=self.office.editor)
        draft = self.page.get_latest_revision_as_object()
        draft.overview, draft.go_live_at, draft.expire_at = "最后一稿", None, None
        draft.save_revision(user=self.office.editor)
        self.start(self.page)
        for actor in ("科长", "保密", "复审", "领导"):
            state = self.page.current_workflow_task_state.specific
            task = state.task.specific
            task.on_action(state, self.people[actor], "approve", **answers(task))
        page = self.page
        assert page.live
        assert page.overview == "最后一稿"
        assert "最后一稿" in Client().get(page.get_url()).content.decode()
