"""A chain is changed, and becomes the workflows that pages go through."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Page, Task, Workflow, WorkflowState, WorkflowTask

from foundation.organisations.models import Body, User

from ..enums import Decision
from ..models import PostTask, Seal
from ..services import append_seal
from ..workflow_guard import generating
from .models import Chain, ChainStep, ChainVersion, ChainWorkflow
from .rules import Step, steps_for
from .selectors import version_for, weaknesses_of

DATA = Path(__file__).parent / "data" / "chains.json"
DEFAULT_PROFILE = "default"


def profiles() -> dict[str, Any]:
    """The chains that come with the product, by jurisdiction."""
    data = json.loads(DATA.read_text(encoding="utf-8"))
    for profile in data["profiles"].values():
        for step in profile["steps"]:
            step["checks"] = data["checks"][step["checks"]]
    return data["profiles"]


@transaction.atomic
def load_profile(code: str, body: Body | None = None) -> Chain:
    """Set up the chain of one jurisdiction, for one body and those below it or for all. Safe to repeat:
    a chain that is there already stays as the office has it. Raises KeyError."""
    profile = profiles()[code]
    name = f"{profile['name']}·{body.display_name}" if body else profile["name"]
    chain, is_new = Chain.objects.get_or_create(name=name, defaults={"body": body})
    if is_new:
        for order, row in enumerate(profile["steps"]):
            step = Step.from_data(row).as_data()
            ChainStep.objects.create(
                chain=chain, sort_order=order, **(step | {"checks": "\n".join(step["checks"])})
            )
        revise(Chain.objects.get(pk=chain.pk), None, f"随产品提供：{profile['basis']}")
    return chain


@transaction.atomic
def revise(chain: Chain, user: User | None, reason: str, *, also_open: bool = False) -> ChainVersion:
    """Put the chain's steps in force for what is submitted from now on; sealed, with its reason.

    What is under review keeps the version it was submitted by; with ``also_open`` it gets the steps that are
    new in addition, and never loses one. Raises ValidationError when the chain would be too weak.
    """
    steps = chain.edited_steps()
    if problems := weaknesses_of(chain):
        raise ValidationError(problems)
    data = [step.as_data() for step in steps]
    Chain.objects.select_for_update().get(pk=chain.pk)
    before = chain.versions.first()
    if before and before.steps == data:
        return before
    if not reason.strip():
        raise ValidationError("请写明变更理由，它会记入审签记录。")
    seal = append_seal(
        Page.get_first_root_node(),
        digest=hashlib.sha256(json.dumps(data, ensure_ascii=False, sort_keys=True).encode()).hexdigest(),
        step=f"审签流程变更：{chain.name}"[:255],
        person=user,
        person_name=user.get_full_name() if user else "系统",
        decision=Decision.CHAIN_CHANGED,
        opinion=reason,
        checks=[step.name for step in steps],
    )
    number = before.number + 1 if before else 1
    version = ChainVersion.objects.create(
        chain=chain, number=number, steps=data, reason=reason, made_by=user, seal=seal
    )
    if before and also_open:
        _add_to_open(version, seal)
    return version


@generating()
def _add_to_open(version: ChainVersion, change: Seal) -> None:
    """Give submissions that are open by an earlier version the unconditional steps they lack."""
    earlier = ChainWorkflow.objects.filter(version__chain=version.chain).exclude(version=version)
    for generated in earlier.select_related("workflow"):
        open_states = WorkflowState.objects.filter(
            workflow=generated.workflow,
            status__in=(WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES),
        )
        has = set(generated.workflow.tasks.values_list("name", flat=True))
        added = [step for step in steps_for(version.as_steps(), ()) if step.name not in has]
        if not added or not open_states.exists():
            continue
        last = generated.workflow.workflow_tasks.order_by("-sort_order").first()
        # The signature stays last.
        WorkflowTask.objects.filter(pk=last.pk).update(sort_order=last.sort_order + len(added))
        for order, step in enumerate(added, start=last.sort_order):
            task = _task_of(version, version.as_steps().index(step), step)
            WorkflowTask.objects.create(workflow=generated.workflow, task=task, sort_order=order)
        for state in open_states:
            _record_addition(state, added, change)


def _record_addition(state: WorkflowState, added: Iterable[Step], change: Seal) -> None:
    append_seal(
        state.content_object,
        digest=change.content_digest,
        workflow_state_id=state.pk,
        step="追加环节",
        person=change.person,
        person_name=change.person_name,
        decision=Decision.EXTENDED,
        opinion=change.opinion,
        checks=[step.name for step in added],
    )


def workflow_for(page: Any, parent: Page | None = None) -> Workflow | None:
    """The workflow that the page goes through as it is now; None when no chain fits."""
    version = version_for(page, parent)
    return generate(version, page.chain_flags()) if version else None


def generate(version: ChainVersion, flags: Iterable[str]) -> Workflow:
    """The workflow of a version for pages with these flags, made when it is first asked for."""
    steps = version.as_steps()
    mattering = ",".join(sorted({step.when for step in steps} & set(flags)))
    if (
        made := ChainWorkflow.objects.filter(version=version, flags=mattering)
        .select_related("workflow")
        .first()
    ):
        return made.workflow
    with transaction.atomic():
        # Two first submissions at once make one workflow.
        Chain.objects.select_for_update().get(pk=version.chain_id)
        made = (
            ChainWorkflow.objects.filter(version=version, flags=mattering).select_related("workflow").first()
        )
        return made.workflow if made else _make(version, steps, mattering)


@generating()
def _make(version: ChainVersion, steps: list[Step], flags: str) -> Workflow:
    name = f"{version}·{flags}" if flags else str(version)
    workflow = Workflow.objects.create(name=name)
    needed = steps_for(steps, flags.split(","))
    for order, step in enumerate(needed):
        task = _task_of(version, steps.index(step), step)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    ChainWorkflow.objects.create(version=version, flags=flags, workflow=workflow)
    return workflow


def _task_of(version: ChainVersion, order: int, step: Step) -> Task:
    """The task of a version's step; the version's workflows share it."""
    task, _ = PostTask.objects.get_or_create(
        chain_version=version,
        chain_order=order,
        defaults={
            "name": step.name,
            "post_kind": step.post,
            "step_kind": step.kind,
            "place": step.place,
            "checklist": "\n".join(step.checks),
        },
    )
    return task
