"""What may be done to one matter on its screens: the form, the service, who is shown it and when."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.forms import Form

from foundation.organisations.models import User

from . import access, closing, forms, handling, merging, services, states
from .enums import CaseState, EventKind
from .models import RumourCase


@dataclass(frozen=True, slots=True)
class Act:
    """One act; ``event`` says in which states it may happen, ``by`` who may."""

    key: str
    label: str
    form: type[forms.ActForm]
    perform: Callable[..., Any]
    event: str
    by: Callable[[RumourCase, User], Any]
    said: str
    advice: str = ""
    states: frozenset[str] | None = None

    def is_open(self, case: RumourCase) -> bool:
        """Whether the state of the matter lets it happen."""
        if self.states is not None and case.state not in self.states:
            return False
        return states.allows(case.state, self.event)


_WAITING = states.OPEN | states.SETTLED
ACTS = {
    act.key: act
    for act in (
        Act(
            "verify", "核实", forms.VerifyForm, handling.verify, EventKind.VERIFIED, access.handler,
            "核实结果已登记。", "难以确认的，须报主管部门，首次决定的计时随即停止。",
        ),
        Act(
            "decide", "处置决定", forms.DecideForm, services.decide, EventKind.DECIDED, access.decider,
            "处置决定已登记，首次决定的计时停止。",
        ),
        Act(
            "draft", "起草澄清", forms.DraftForm, services.begin_page, EventKind.DRAFTED, access.handler,
            "已建立澄清草稿。", "三个问题决定审批路径。",
        ),
        Act(
            "recheck", "登记复查", forms.RecheckForm, closing.recheck, EventKind.RECHECKED, access.handler,
            "复查情况已登记。", "仍在传播或者情况有变的，事项重新办理，重新计时。",
        ),
        Act(
            "close", "办结", forms.CloseForm, closing.close, EventKind.CLOSED, access.decider, "已办结。",
        ),
        Act(
            "contact", "登记沟通", forms.ContactForm, services.log_contact, EventKind.CONTACT, access.handler,
            "沟通情况已登记。", states=_WAITING,
        ),
        Act(
            "task", "交办媒介主管", forms.TaskForm, handling.assign_task, EventKind.ASKED, access.handler,
            "任务已交办。",
        ),
        Act(
            "source", "补充来源", forms.SourceForm, services.add_source, EventKind.SOURCE, access.handler,
            "来源已补充。", states=_WAITING,
        ),
        Act(
            "facts", "修改情况", forms.FactsForm, services.update_facts, EventKind.SOURCE, access.handler,
            "情况已更新。", states=states.OPEN,
        ),
        Act(
            "offer", "移交主责", forms.OfferForm, handling.offer, EventKind.OFFERED, access.handler,
            "已提出移交，对方接受前仍由本单位主责。",
        ),
        Act(
            "merge", "合并到其他事项", forms.MergeForm, merging.merge, EventKind.MERGED, access.handler,
            "已合并，本事项的举报和来源转入该事项。", "同一说法的举报合并办理；本事项的计时随之撤销。",
        ),
        Act(
            "reopen", "重新办理", forms.ReopenForm, closing.reopen, EventKind.REOPENED, access.handler,
            "已重新办理，重新计时。",
        ),
    )
}  # fmt: skip
# What comes next in each state, shown as the main button.
NEXT = {
    CaseState.OPEN: "verify",
    CaseState.VERIFIED: "decide",
    CaseState.REFERRED: "verify",
    CaseState.CLARIFYING: "draft",
    CaseState.CLARIFIED: "recheck",
    CaseState.DECLINED: "close",
}


def offered(case: RumourCase, user: User) -> tuple[Act | None, list[Act]]:
    """The next step, if the user may take it, and everything else the user may do now."""
    rights = {by: by(case, user) is not None for by in {act.by for act in ACTS.values()}}
    possible = [act for act in ACTS.values() if rights[act.by] and act.is_open(case)]
    if case.page_id:
        possible = [act for act in possible if act.key != "draft"]
    wanted = NEXT.get(CaseState(case.state))
    next_act = next((act for act in possible if act.key == wanted), None)
    return next_act, [act for act in possible if act is not next_act]


def filled(act: Act, case: RumourCase, data: Any = None, files: Any = None) -> Form:
    """The act's form."""
    return act.form(data, files, case=case)
