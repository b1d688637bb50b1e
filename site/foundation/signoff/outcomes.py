"""What is said after a decision: what happened, who is next, or that the page is public."""

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages
from wagtail.models import WorkflowState

from foundation.organisations.models import User

from .models import PostTaskState
from .publicity import why_inside
from .selectors import deciders, names_of
from .waiting import WaitingRevision


@dataclass(frozen=True, slots=True)
class Happened:
    """What became of a submission, in words, with links."""

    words: str
    buttons: list[tuple] = field(default_factory=list)


def after_decision(request: HttpRequest, state: PostTaskState) -> None:
    """Tell the approver, with links."""
    told = what_happened(state)
    messages.success(request, told.words, told.buttons)


def what_happened(state: PostTaskState) -> Happened:
    """Where the submission stands after a decision at this step."""
    submission = WorkflowState.objects.select_related("requested_by").get(pk=state.workflow_state_id)
    page = submission.content_object.specific
    record = messages.button(reverse("signoff:sheet", args=[page.pk]), "发布审核单")
    if submission.status == WorkflowState.STATUS_NEEDS_CHANGES:
        author = submission.requested_by.get_full_name() if submission.requested_by else "拟稿人"
        words = f"已退回《{page.draft_title}》，{author}会收到您的意见。修改后从第一级重新审签。"
        return Happened(words, [record])
    if submission.status != WorkflowState.STATUS_APPROVED:
        task = submission.current_task_state.task.specific
        names = names_of(deciders(task, page)) or "暂无人任职，请联系平台运维人员"
        words = f"已同意《{page.draft_title}》。下一环节：{task.name}（{task.get_post_kind_display()}：{names}）。"
        return Happened(words, [record])
    draft = page.get_latest_revision_as_object()
    if why := why_inside(draft):
        return Happened(f"已签发《{draft.title}》。{why}", [record])
    if kept := WaitingRevision.objects.filter(page_id=page.pk).first():
        return Happened(f"已签发《{draft.title}》。{kept.reason}", [record])
    if later := draft.goes_live_later:
        at = f"{timezone.localtime(later):%Y-%m-%d %H:%M}"
        return Happened(f"已签发，《{draft.title}》将于 {at} 自动公开。", [record])
    number = f"索引号：{page.index_number}。" if page.index_number else ""
    public = [messages.button(page.full_url, "查看公开页面", new_window=True)] if page.full_url else []
    return Happened(f"已签发，《{page.title}》已经公开。{number}", [*public, record])


def already_decided(state: PostTaskState, user: User) -> str:
    """Why a closed step takes no further decision, and how it was decided."""
    if state.finished_by_id is None:
        return "本环节已经结束。"
    who = "您" if state.finished_by_id == user.pk else state.finished_by.get_full_name()
    at = f"{timezone.localtime(state.finished_at):%Y-%m-%d %H:%M}"
    done = {
        state.STATUS_APPROVED: "同意",
        state.STATUS_REJECTED: "退回",
        state.STATUS_CANCELLED: "撤回",
    }.get(state.status, "办结")
    return f"本环节已于 {at} 由{who}办理（{done}），不能重复办理。"
