"""Reviewing an emergency reporting plan and putting it to work (R-124)."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from foundation.organisations.models import User

from . import duties
from .access import KEEPERS, LEADERS, require
from .models import ActivationEntry, ActivationTask, EmergencyPlan, PlanActivation

ACTORS = KEEPERS | LEADERS
# A second click within this time is the same act. A property of mice, not of law.
SAME_CLICK = dt.timedelta(minutes=1)


@transaction.atomic
def review_plan(plan: EmergencyPlan, user: User) -> EmergencyPlan:
    """The yearly review was done today; the next one is due. Raises PermissionDenied."""
    require(user, ACTORS, plan.body_id, "预案评审")
    plan = EmergencyPlan.objects.select_for_update().get(pk=plan.pk)
    plan.reviewed_on = timezone.localdate()
    plan.save(update_fields=["reviewed_on"])
    duties.review_due(plan)
    return plan


@transaction.atomic
def activate(plan: EmergencyPlan, user: User, event: str) -> PlanActivation:
    """Put the plan to work: whom to call and what to do by when. Raises PermissionDenied, ValidationError."""
    require(user, ACTORS, plan.body_id, "预案启动")
    EmergencyPlan.objects.select_for_update().get(pk=plan.pk)
    contacts, steps = list(plan.contacts.all()), list(plan.steps.all())
    if not plan.is_active:
        raise ValidationError("预案已停用，请启动现行的预案。")
    if not contacts or not steps:
        raise ValidationError("预案还没有联络人或者处置步骤，请先补充完整。")
    now = timezone.now()
    same = plan.activations.filter(event=event.strip(), by=user, at__gt=now - SAME_CLICK).first()
    if same:
        return same
    activation = PlanActivation.objects.create(
        plan=plan,
        event=event.strip(),
        by=user,
        at=now,
        contacts=[
            {"level": one.level, "role": one.role, "name": one.name, "phone": one.phone} for one in contacts
        ],
    )
    ActivationTask.objects.bulk_create(
        ActivationTask(
            activation=activation,
            title=step.title,
            role=step.role,
            due_at=now + dt.timedelta(minutes=step.minutes),
        )
        for step in steps
    )
    note(activation, user, f"启动《{plan}》，生成{len(steps)}项任务，通知{len(contacts)}人。")
    return activation


@transaction.atomic
def finish_task(task: ActivationTask, user: User) -> ActivationTask:
    """Done, with a line in the log. Raises PermissionDenied."""
    require(user, ACTORS, task.activation.plan.body_id, "处置任务")
    task = ActivationTask.objects.select_for_update().get(pk=task.pk)
    if task.done_at is None:
        task.done_at, task.done_by = timezone.now(), user
        task.save()
        late = "（超时）" if task.done_at > task.due_at else ""
        ActivationEntry.objects.create(
            activation_id=task.activation_id, words=f"完成：{task.title}{late}", by=user
        )
    return task


@transaction.atomic
def note(activation: PlanActivation, user: User, words: str) -> ActivationEntry:
    """A line in the log. Raises PermissionDenied, ValidationError."""
    require(user, ACTORS, activation.plan.body_id, "启动日志")
    if not words.strip():
        raise ValidationError({"words": "请写明情况。"})
    return ActivationEntry.objects.create(activation=activation, words=words.strip(), by=user)
