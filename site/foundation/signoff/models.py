"""Approval tasks bound to posts; the records that make an approval provable stand in ``seal_models``."""

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Coalesce
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, Revision, Task, TaskState, WorkflowState, get_default_page_content_type

from foundation.organisations.enums import REVIEWING_POSTS, HoldingKind, PostKind
from foundation.organisations.models import Appointment, Body, Unit, User
from foundation.organisations.selectors import appointments_of, holders

from .chains.enums import Place
from .enums import OPEN_MEASURES, MeasureKind, StepKind
from .locks import SignoffLock


class PostTaskStateQuerySet(models.QuerySet):
    """Task states in the words of the office."""

    def waiting(self) -> "PostTaskStateQuerySet":
        return self.filter(status=TaskState.STATUS_IN_PROGRESS)

    def at_steps_of(self, held: list[Appointment]) -> "PostTaskStateQuerySet":
        """Those whose step belongs to one of these posts."""
        scope = Q(pk__in=[])
        for appointment in held:
            post = appointment.post
            if post.kind == PostKind.UNIT_HEAD:
                scope |= Q(post_kind=post.kind, unit_id=post.unit_id)
            elif post.kind in REVIEWING_POSTS:
                scope |= Q(post_kind=post.kind, body_id=post.body_id)
        return self.filter(scope)

    def submitted_by(self, user: User) -> "PostTaskStateQuerySet":
        """Those the user asked for or whose page is the user's own."""
        return self.filter(Q(workflow_state__requested_by=user) | Q(page__owner=user))

    def newest_steps(self) -> "PostTaskStateQuerySet":
        """Where each submission stands: its newest step."""
        return self.filter(workflow_state__current_task_state=F("pk"))

    def decidable_by(self, user: User) -> "PostTaskStateQuerySet":
        """Those the user neither wrote nor signed at an earlier level. The rules of ``selectors.refusal``."""
        return self.exclude(self._barring(user))

    def barred_for(self, user: User) -> "PostTaskStateQuerySet":
        """The opposite of ``decidable_by``."""
        return self.filter(self._barring(user))

    def marked_for(self, user: User) -> "PostTaskStateQuerySet":
        """All of them, each with ``is_barred``: whether it is one of ``barred_for``."""
        barred = models.ExpressionWrapper(self._barring(user), models.BooleanField())
        return self.annotate(is_barred=barred)

    @staticmethod
    def _barring(user: User) -> Q:

        urgent = EmergencyMeasure.objects.filter(kind=MeasureKind.PUBLICATION)
        unreviewed = urgent.filter(page=OuterRef(OuterRef("page_id")), state__in=OPEN_MEASURES)
        written = Revision.objects.filter(
            base_content_type=get_default_page_content_type(),
            object_id=Cast(OuterRef("page_id"), models.CharField()),
            pk__gt=Coalesce(
                Subquery(unreviewed.values("previous_revision_id")[:1]), OuterRef("page__live_revision_id"), 0
            ),
            user=user,
        )
        declared = urgent.filter(revision_id=OuterRef("revision_id"), declared_by=user)
        signed = TaskState.objects.filter(
            workflow_state=OuterRef("workflow_state"),
            revision=OuterRef("revision"),
            status=TaskState.STATUS_APPROVED,
            finished_by=user,
        )
        requested = TaskState.objects.filter(pk=OuterRef("pk"), workflow_state__requested_by=user)
        owned = Page.objects.filter(pk=OuterRef("page_id"), owner=user)
        own = (written, signed, requested, owned, declared)
        return reduce(or_, (Q(Exists(rows)) for rows in own))


class PostTaskState(TaskState):
    """One step of one submission: which post it waits for, and what was ticked when it was decided."""

    post_kind = models.CharField("岗位职责", max_length=20, choices=PostKind.choices)
    body = models.ForeignKey(Body, models.PROTECT, verbose_name="机构")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="科室")
    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+", verbose_name="页面")
    checks = models.JSONField("已核对事项", default=list)
    due_on = models.DateField("办理期限", null=True, db_index=True)
    due_is_provisional = models.BooleanField("期限暂定", default=False)
    findings = models.PositiveIntegerField("待确认的检查提示", default=0)
    handed_to = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name="转办给")
    handed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name="转办人")

    objects = PostTaskStateQuerySet.as_manager()

    class Meta:
        verbose_name = "审签环节"
        verbose_name_plural = "审签环节"

    @cached_property
    def draft(self) -> Page:
        """The text under review, put together once."""
        return self.revision.as_object()


def appointment_at(state: PostTaskState, held: list[Appointment]) -> Appointment | None:
    """By which of these appointments the step may be decided; one's own post goes before a delegation."""
    for appointment in sorted(held, key=lambda one: one.kind == HoldingKind.DELEGATE):
        post = appointment.post
        within = (
            post.unit_id == state.unit_id
            if post.kind == PostKind.UNIT_HEAD
            else post.body_id == state.body_id
        )
        if post.kind == state.post_kind and within:
            return appointment
    return None


class PostTask(Task):
    """An approval step held by a post (岗位审签). Nobody edits while it is open; returning is the way back."""

    post_kind = models.CharField(
        "由哪个岗位审签",
        max_length=20,
        choices=[choice for choice in PostKind.choices if choice[0] in REVIEWING_POSTS],
    )
    step_kind = models.CharField("环节性质", max_length=20, choices=StepKind.choices, default=StepKind.REVIEW)
    place = models.CharField("岗位所在", max_length=20, choices=Place.choices, default=Place.DRAFTER)
    checklist = models.TextField("必须逐项核对的事项", help_text="每行一项；全部勾选后才能同意")
    chain_version = models.ForeignKey(
        "signoff.ChainVersion", models.PROTECT, null=True, editable=False, related_name="tasks"
    )
    chain_order = models.PositiveIntegerField(null=True, editable=False)

    task_state_class = PostTaskState
    lock_class = SignoffLock
    admin_form_fields = [*Task.admin_form_fields, "post_kind", "step_kind", "checklist"]
    admin_form_readonly_on_edit_fields = [*Task.admin_form_readonly_on_edit_fields, "post_kind", "step_kind"]
    panels = [FieldPanel(name) for name in ("name", "post_kind", "step_kind", "checklist")]

    class Meta:
        verbose_name = "岗位审签环节"
        verbose_name_plural = "岗位审签环节"
        constraints = [
            models.UniqueConstraint(fields=["chain_version", "chain_order"], name="one_task_per_chain_step"),
        ]

    @property
    def check_items(self) -> list[str]:
        """The lines of the checklist."""
        return [line.strip() for line in self.checklist.splitlines() if line.strip()]

    def start(self, workflow_state: WorkflowState, user: User | None = None) -> TaskState:
        from .services import open_step

        return open_step(self, workflow_state, user)

    def on_action(self, task_state: TaskState, user: User, action_name: str, **kwargs) -> None:
        from .services import decide

        decide(task_state, user, action_name, kwargs)

    def appointment_for(self, state: PostTaskState, user: User) -> Appointment | None:
        """The appointment by which this user may decide this step, if there is one.

        The step's body and unit are those of the text under review; a live page may still show others.
        """
        return appointment_at(state, appointments_of(user))

    def approvers(self, page) -> models.QuerySet[Appointment]:
        """Appointments to this step's post for this page, today."""
        return holders(self.post_kind, body_id=self.body_id_for(page), unit_id=page.unit_id)

    def body_id_for(self, page) -> int | None:
        """The body at which this step of this page is decided."""
        return page.issuing_body_id if self.place == Place.ISSUER else page.body_id

    def user_can_access_editor(self, obj, user: User) -> bool:
        state = obj.current_workflow_task_state
        return isinstance(state, PostTaskState) and self.appointment_for(state, user) is not None

    def locked_for_user(self, obj, user: User) -> bool:
        return True

    def user_can_lock(self, obj, user: User) -> bool:
        return False

    def user_can_unlock(self, obj, user: User) -> bool:
        return False

    def get_actions(self, obj, user: User) -> list[tuple[str, str, bool]]:
        """Never one. Decisions are made on the review screen alone: Wagtail's own forms and addresses
        check neither the checklist nor that step and page belong together, and they drop what was typed."""
        return []

    def get_task_states_user_can_moderate(self, user: User, **kwargs) -> models.QuerySet[TaskState]:
        mine = (
            PostTaskState.objects.waiting()
            .at_steps_of(appointments_of(user))
            .decidable_by(user)
            .filter(task=self)
        )
        return TaskState.objects.filter(pk__in=mine.values("pk"))

    @classmethod
    def get_description(cls) -> str:
        return "由指定岗位的现任人员审签；拟稿人不能审自己的稿件"


# These models stand in files of their own; some build on those above.
from .chains.models import Chain, ChainStep, ChainVersion, ChainWorkflow  # noqa: E402, F401
from .check_models import SealCheck  # noqa: E402, F401
from .file_models import SealedFile  # noqa: E402, F401
from .migration_models import MigrationBatch, MigrationItem  # noqa: E402, F401
from .opening_models import ReviewOpening  # noqa: E402, F401
from .routing import ApprovalType, PriorApproval  # noqa: E402, F401
from .seal_models import (  # noqa: E402, F401
    AppendOnly,
    AppendOnlyQuerySet,
    Clearance,
    Publication,
    Seal,
    SealHead,
)
from .takedown_models import EmergencyMeasure, Takedown, TakedownRequest  # noqa: E402, F401
from .waiting import WaitingRevision  # noqa: E402, F401
