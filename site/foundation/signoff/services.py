"""What happens in sign-off: a step opens, is decided, the cleared revision goes live."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState, WorkflowState
from wagtail.signals import task_submitted

from foundation.organisations.models import Unit, User

from .deadlines import step_deadline
from .digests import record_digest
from .enums import ClearanceKind, Decision, StepKind
from .findings import open_findings
from .gates import Stage, reasons
from .models import Clearance, PostTask, PostTaskState, Publication, Seal, SealHead
from .parts import ACTIONS, DecisionForms
from .publicity import why_inside
from .selectors import names_of, refusal
from .standing import revision_digest, standing_of
from .submissions import locked
from .takedown_models import Takedown
from .waiting import publish_or_wait

GENESIS = "0" * 64
# Sent in the transaction that submits: draft, revision, seal (the submission), user.
chain_submitted = Signal()
# Sent in the transaction that publishes: page, revision, seal (the last approval).
chain_completed = Signal()
# Sent instead when the chain is complete over what stays inside: page, revision, seal (the last approval).
chain_concluded = Signal()


@transaction.atomic(savepoint=False)
def append_seal(page: Any, *, digest: str, **fields: Any) -> Seal:
    """Write the next record of the chain, about a page or whatever else has a key and a title.

    The head row is locked, so two approvals never share a predecessor.
    """
    head, _ = SealHead.objects.select_for_update().get_or_create(pk=1, defaults={"digest": GENESIS})
    seal = Seal(
        page_id=page.pk, page_title=page.title, content_digest=digest, previous_digest=head.digest, **fields
    )
    seal.digest = record_digest(seal.chained_fields, head.digest)
    seal.save()
    head.digest = seal.digest
    head.save(update_fields=["digest"])
    return seal


@transaction.atomic
def open_step(task: PostTask, workflow_state: WorkflowState, user: User | None) -> PostTaskState:
    """Start a step. Refused, with every reason, while the gate has one."""
    page = workflow_state.content_object.specific
    steps = PostTaskState.objects.filter(workflow_state=workflow_state).select_related("revision")
    newest = steps.order_by("pk").last()
    known = newest.revision if newest and newest.revision_id == page.latest_revision_id else None
    revision = known or page.get_latest_revision()
    draft = _with_owners(page.with_content_json(revision.content))
    if problems := reasons(draft):
        raise ValidationError([reason.message for reason in problems])
    is_submission = newest is None or newest.status == TaskState.STATUS_REJECTED
    if is_submission:
        task = _first_task(workflow_state, draft, is_changed=known is None)
    if not task.approvers(draft).exists():
        raise ValidationError(
            f"“{task.get_post_kind_display()}”岗位目前无人任职，无法送审。请联系平台运维人员先设置任职。"
        )
    if is_submission:
        asked = PostTask.objects.filter(workflow_tasks__workflow=workflow_state.workflow_id).order_by(
            "workflow_tasks__sort_order"
        )
        seal = append_seal(
            page,
            digest=revision_digest(revision, draft),
            revision_id=revision.pk,
            workflow_state_id=workflow_state.pk,
            step="提交送审",
            person=user,
            person_name=user.get_full_name() if user else "系统",
            decision=Decision.SUBMITTED,
            # The steps asked for now hold for this submission, whatever becomes of the workflow meanwhile.
            checks=[one.name for one in asked],
            details={"steps": [_asked_of(one, draft) for one in asked]},
        )
        chain_submitted.send(sender=type(page), draft=draft, revision=revision, seal=seal, user=user)
    body_id = task.body_id_for(draft)
    deadline = step_deadline(timezone.localdate(), body_id)
    state = PostTaskState(
        workflow_state=workflow_state,
        task=task,
        revision=revision,
        page=page,
        post_kind=task.post_kind,
        body_id=body_id,
        unit_id=draft.unit_id,
        due_on=deadline.due,
        due_is_provisional=deadline.provisional,
        findings=_findings(draft, revision, newest),
    )
    state.draft = draft
    state.save()
    task_submitted.send(sender=PostTaskState, instance=state, user=user)
    return state


def _asked_of(task: PostTask, draft: Page) -> dict[str, str]:
    """A step as it is asked for: its post, and who holds it today. Whoever decides later is in the decision's seal."""
    return {
        "step": task.name,
        "post": task.get_post_kind_display(),
        "people": names_of(task.approvers(draft)),
    }


def _with_owners(draft: Any) -> Any:
    """The unit with its body, which many gates ask for, in one query."""
    unit = Unit.objects.select_related("body").filter(pk=draft.unit_id).first()
    if unit:
        draft.unit = unit
        if unit.body_id == draft.body_id:
            draft.body = unit.body
    return draft


def _first_task(workflow_state: WorkflowState, draft: Page, *, is_changed: bool) -> PostTask:
    """Where a submission starts: at the first step of the chain that the text asks for as it is now.

    A text that comes back unchanged goes on at the step that returned it, in the chain it was in.
    """
    workflow = draft.get_workflow()
    if workflow is None:
        raise ValidationError("没有适用的审签流程，无法送审。请联系平台运维人员设置。")
    if is_changed and workflow_state.workflow_id != workflow.pk:
        workflow_state.workflow = workflow
        workflow_state.save(update_fields=["workflow"])
    # Approvals count for their own text only, so that a changed one begins anew.
    following = workflow_state.get_next_task() or workflow_state.workflow.tasks.first()
    return following.specific


def _findings(draft: Any, revision: Revision, earlier: PostTaskState | None) -> int:
    """How many findings nobody confirmed yet; the same text is not searched again at every step."""
    if earlier is not None and earlier.revision_id == revision.pk:
        return earlier.findings
    return len(open_findings(draft))


@transaction.atomic
def decide(
    task_state: TaskState,
    user: User,
    action: str,
    data: Mapping[str, Any],
    files: Mapping[str, Any] | None = None,
    address: str | None = None,
) -> Seal:
    """Approve or return a step. Everything is checked again here, whichever screen the decision came from.

    ``data`` and ``files`` are what was filled into the step's forms.
    """
    page = locked(task_state.specific.page)
    # Read under the lock: whoever decided, withdrew or wrote a moment before is seen.
    state = PostTaskState.objects.select_related("workflow_state__workflow", "revision").get(pk=task_state.pk)
    state.task = task = PostTask.objects.get(pk=state.task_id)
    submission = state.workflow_state
    if not state.status == submission.status == TaskState.STATUS_IN_PROGRESS:
        raise PermissionDenied("本环节已经办理或已撤回，请刷新页面。")
    if state.revision_id != page.latest_revision_id:
        raise PermissionDenied("稿件在您打开后又有改动，请刷新后重新审阅。")
    if action not in ACTIONS:
        raise PermissionDenied("没有这种操作。")
    appointment = task.appointment_for(state, user)
    if why_not := refusal(state, page, user, appointment):
        raise PermissionDenied(why_not)
    draft = page.with_content_json(state.revision.content)
    forms = DecisionForms(action, state, draft, user, data, files)
    if not forms.is_valid():
        raise ValidationError(forms.problems)
    approved = action == "approve"
    is_signature = approved and task.step_kind == StepKind.SIGNATURE
    if is_signature and (problems := reasons(draft, stage=Stage.SIGNATURE)):
        raise ValidationError([reason.message for reason in problems])

    opinion = forms.opinion
    seal = append_seal(
        page,
        digest=revision_digest(state.revision, draft),
        revision_id=state.revision_id,
        workflow_state_id=state.workflow_state_id,
        step=task.name,
        post_title=str(appointment.post),
        person=user,
        person_name=user.get_full_name(),
        on_behalf_of=appointment.on_behalf_of.get_full_name() if appointment.on_behalf_of else "",
        decision=Decision.APPROVED if approved else Decision.RETURNED,
        opinion=opinion,
        checks=forms.seal_lines,
        details=forms.details,
        address=address,
    )
    forms.record(seal)
    state.checks = seal.checks
    state.approve(user=user, comment=opinion) if approved else state.reject(user=user, comment=opinion)
    return seal


@transaction.atomic
def record_withdrawal(workflow_state: WorkflowState, user: User | None) -> Seal:
    """Write down that a submission was withdrawn (撤回), by whom and at which step."""
    state = workflow_state.current_task_state
    return append_seal(
        workflow_state.content_object,
        digest=revision_digest(state.revision),
        revision_id=state.revision_id,
        workflow_state_id=workflow_state.pk,
        step=state.task.name,
        person=user,
        person_name=user.get_full_name() if user else "系统",
        decision=Decision.WITHDRAWN,
    )


@contextmanager
def publication(page: Page) -> Iterator[None]:
    """Let a live page be written, provided that it is exactly what was cleared. Raises PermissionDenied."""
    from .publications import record_publication

    records = Clearance.objects.select_related("seal")
    cleared = records.filter(page_id=page.pk, revision_id=page.live_revision_id).first()
    if cleared is None:
        raise PermissionDenied("该版本未完成审签，不能公开。")
    if Takedown.objects.filter(revision_id=page.live_revision_id).exists():
        raise PermissionDenied("该版本已经撤下，不能再次公开。请修改后重新送审。")
    if cleared.content_digest != page.current_digest():
        raise PermissionDenied("内容与签发的版本不一致，不能公开。请重新送审。")
    if why := why_inside(page):
        raise PermissionDenied(why)
    with transaction.atomic():
        Publication.objects.create(page_id=page.pk)
        yield
        record_publication(page, cleared)
        Publication.objects.filter(page_id=page.pk).delete()


def require_takedown(page: Page) -> None:
    """A live page comes down by a takedown alone. Raises PermissionDenied."""
    if not Takedown.objects.filter(page_id=page.pk, revision_id=page.live_revision_id).exists():
        raise PermissionDenied("已公开的页面须经撤下审批。请由责任科室的编辑申请撤下。")


@transaction.atomic
def publish_approved(workflow_state: WorkflowState, user: User | None = None) -> None:
    """The last approval publishes, or files what stays inside (Wagtail calls this when a workflow is finished)."""
    page = workflow_state.content_object.specific
    revision = page.get_latest_revision()
    digest = revision_digest(revision)
    last = _sealed_chain(workflow_state, digest)
    if why := why_inside(revision.as_object()):
        _conclude_inside(page, revision, digest, last, why)
        return
    clear(page, revision, ClearanceKind.CHAIN, digest, last)
    if page.live_revision_id != revision.pk:
        publish_or_wait(page, revision, user)
    chain_completed.send(sender=type(page), page=page, revision=revision, seal=last)


def _conclude_inside(page: Page, revision: Revision, digest: str, last: Seal, why: str) -> None:
    """The chain is complete and nothing is published: no clearance, a record that says why."""
    if page.live:
        raise PermissionDenied(f"{why}本页现已公开，须先办理撤下，再作此决定。")
    append_seal(
        page,
        digest=digest,
        revision_id=revision.pk,
        workflow_state_id=last.workflow_state_id,
        step="审签办结",
        person_name="系统",
        decision=Decision.CONCLUDED,
        opinion=why,
    )
    chain_concluded.send(sender=type(page), page=page, revision=revision, seal=last)


def clear(page: Page, revision: Revision, kind: ClearanceKind, digest: str, seal: Seal) -> None:
    """Let this revision be live. One that an emergency cleared before keeps that clearance as its ground.

    Raises PermissionDenied for what stays inside, whoever asks.
    """
    if why := why_inside(revision.as_object()):
        raise PermissionDenied(why)
    if not Clearance.objects.filter(revision_id=revision.pk).exists():
        Clearance.objects.create(
            page_id=page.pk, revision_id=revision.pk, kind=kind, content_digest=digest, seal=seal
        )


def _sealed_chain(workflow_state: WorkflowState, digest: str) -> Seal:
    """The last seal of a chain that is complete over this very content. Raises PermissionDenied if it is not."""
    standing = standing_of(workflow_state, digest)
    if not standing.steps or standing.missing:
        missing = "、".join(standing.missing) or "审签流程"
        raise PermissionDenied(f"审签未完成或内容已变，不能公开。尚缺：{missing}")
    if not standing.is_by_different_people:
        raise PermissionDenied("每一级须由不同的人审签，不能公开。")
    return standing.signed[standing.steps[-1]]


@transaction.atomic
def publish_structure(page: Page, ground: str) -> None:
    """Put a column or another page of the site's frame live; recorded with the ground, e.g. the template loaded."""
    revision = page.save_revision(log_action=False)
    digest = revision_digest(revision)
    seal = append_seal(
        page,
        digest=digest,
        revision_id=revision.pk,
        step=ground,
        person_name="系统",
        decision=Decision.STRUCTURE,
    )
    clear(page, revision, ClearanceKind.STRUCTURE, digest, seal)
    revision.publish(log_action=False)
