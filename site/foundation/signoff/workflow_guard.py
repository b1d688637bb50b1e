"""Chains follow rules, rights follow posts: nobody edits Wagtail's workflows, tasks or publish rights by hand.

Only code that makes workflows out of chains may write them, inside ``generating()``. What is already under
review does not depend on them in any case: its steps were written into the record when it was submitted.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.db.models.signals import m2m_changed, pre_delete, pre_save
from wagtail.models import (
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from foundation.organisations.models import User

CHAINS_FIXED = (
    "工作流和环节按“审签流程”生成，不能在此增删、修改、启用、停用或移除。"
    "需要调整的，请由平台运维人员在“审签流程设置”中办理；已经送审的稿件仍按送审时的环节审签。"
)
NO_PUBLISH_RIGHT = "发布只能由审签完成，不能把发布权限授予任何用户组或个人。"
GROUPS_FIXED = f"用户组及其权限随岗位任职生成，不能手工修改；请在“岗位任职”中办理。{NO_PUBLISH_RIGHT}"

_generating: ContextVar[bool] = ContextVar("chains_being_generated", default=False)


@contextmanager
def generating() -> Iterator[None]:
    """Workflows, tasks and where they apply may be written inside."""
    token = _generating.set(True)
    try:
        yield
    finally:
        _generating.reset(token)


def _goes_with_a_page(origin: Any) -> bool:
    """A draft page that is deleted takes its own assignment along."""
    return isinstance(origin, Page) or (isinstance(origin, QuerySet) and issubclass(origin.model, Page))


def keep_chain(sender: type[Model], raw: bool = False, origin: Any = None, **kwargs) -> None:
    """Refuses, except what chains generate and a database that is being restored."""
    if not (_generating.get() or raw or _goes_with_a_page(origin)):
        raise PermissionDenied(CHAINS_FIXED)


def refuse_page_right(instance: GroupPagePermission, **kwargs) -> None:
    """No group gets the right to publish a page."""
    if instance.permission.codename == "publish_page":
        raise PermissionDenied(NO_PUBLISH_RIGHT)


def refuse_model_right(
    action: str, reverse: bool, model: type[Model], instance: Any, pk_set: Iterable[int] | None, **kwargs
) -> None:
    """Nobody gets a right to publish anything, through a group or alone."""
    if action != "pre_add":
        return
    given = [instance.pk] if reverse else pk_set or []
    if Permission.objects.filter(pk__in=given, codename__startswith="publish").exists():
        raise PermissionDenied(NO_PUBLISH_RIGHT)


def connect() -> None:
    """Called when the app is ready: every kind of task is known then."""
    kept = (Workflow, WorkflowTask, WorkflowPage, WorkflowContentType, Task)
    for model in apps.get_models():
        if issubclass(model, kept):
            for signal in (pre_save, pre_delete):
                signal.connect(keep_chain, sender=model, dispatch_uid=f"keep_chain_{model._meta.label}")
    pre_save.connect(refuse_page_right, sender=GroupPagePermission, dispatch_uid="refuse_page_right")
    for through in (Group.permissions.through, User.user_permissions.through):
        m2m_changed.connect(
            refuse_model_right, sender=through, dispatch_uid=f"refuse_publish_{through._meta.label}"
        )
