"""批量同意: several items in one go, each with a conclusion and a seal of its own (R-061).

Only items that the person opened at this very revision, whose checks are all fine, and whose step asks no
questions of its own: a secrecy review is never part of a batch.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError

from foundation.organisations.models import User

from .enums import StepKind
from .findings import open_findings
from .gates import Stage, reasons
from .models import PostTaskState, ReviewOpening
from .outcomes import what_happened
from .parts import DecisionForms
from .refusals import words_of
from .selectors import refusal
from .services import decide

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one item of a batch, in words."""

    state: PostTaskState
    title: str
    is_done: bool
    words: str


def record_opening(state: PostTaskState, user: User, findings: int) -> None:
    """Note that the user looked at this revision, and what the checks say today."""
    ReviewOpening.objects.get_or_create(state=state, user=user, revision_id=state.revision_id)
    if state.findings != findings:
        PostTaskState.objects.filter(pk=state.pk).update(findings=findings)


def batch_refusal(state: PostTaskState, user: User) -> str:
    """Why this item must be decided on its own screen; empty when it may be part of a batch."""
    if state.status != state.STATUS_IN_PROGRESS:
        return "本环节已经办理或已撤回。"
    page, draft = state.workflow_state.content_object.specific, state.revision.as_object()
    if why_not := refusal(state, page, user):
        return why_not
    if conclusions(state, draft, user) is None:
        return "本环节须逐件填写结论，不能批量办理。"
    if not ReviewOpening.objects.filter(state=state, user=user, revision_id=state.revision_id).exists():
        return "您还没有打开看过本稿件的这一版，请先审阅。"
    if problems := reasons(draft, stage=Stage.SIGNATURE):
        return f"自动检查有 {len(problems)} 项问题，请逐件办理。"
    if findings := open_findings(draft):
        return f"有 {len(findings)} 处检查提示尚未确认，请逐件办理。"
    return ""


def conclusions(state: PostTaskState, draft: Any, user: User) -> list[str] | None:
    """What agreeing seals besides the checklist (公开属性:确认…), when nothing else has to be answered.

    None when the step has questions that need an answer for each item, as the secrecy review always has.
    """
    task = state.task.specific
    forms = DecisionForms("approve", state, draft, user, {"checks": task.check_items})
    if task.step_kind == StepKind.SECRECY or not forms.is_valid():
        return None
    return [line for part in forms.parts for line in part.seal_lines()]


def approve_batch(
    states: list[PostTaskState], user: User, ticks: Mapping[int, list[str]], address: str | None = None
) -> list[Outcome]:
    """Approve each item with its own ticks, in a transaction of its own: one that fails stops no other."""
    return [_approve(state, user, ticks.get(state.pk, []), address) for state in states]


def _approve(state: PostTaskState, user: User, ticked: list[str], address: str | None) -> Outcome:
    title = state.revision.content["title"]
    try:
        if why_not := batch_refusal(state, user):
            raise PermissionDenied(why_not)
        decide(state, user, "approve", {"checks": ticked}, address=address)
        return Outcome(state, title, True, what_happened(state).words)
    except (PermissionDenied, ValidationError) as refused:
        return Outcome(state, title, False, words_of(refused))
    except Exception:
        # Whatever broke this one, the others still get their turn; nothing of it was written.
        logger.exception("batch approval of step %s", state.pk)
        return Outcome(state, title, False, "系统出错，没有办成。请打开本稿件单独办理。")
