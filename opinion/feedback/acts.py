"""The steps of a letter as screens offer them: what is asked, which service does it, who is offered it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.forms import Form

from foundation.organisations.models import User

from . import access, services
from .forms import AcceptForm, ApproveForm, DraftForm, PlainForm, ReasonForm, TransferForm
from .models import Letter
from .states import may


@dataclass(frozen=True, slots=True)
class Act:
    """One step; ``step`` names it in the table of states."""

    key: str
    step: str
    form: type[Form]
    service: Callable[..., Letter]
    who: Callable[[Letter, User], Any]
    explained: str = ""


def _reviewer(letter: Letter, user: User) -> bool:
    return access.as_head(letter, user) is not None or access.as_office(letter, user) is not None


ACTS = {
    act.key: act
    for act in (
        Act("accept", "受理分办", AcceptForm, services.accept, access.as_office),
        Act(
            "draft",
            "提交答复",
            DraftForm,
            services.draft,
            access.as_writer,
            "先由科室负责人确认，再由办公室审核后答复和公开。",
        ),
        Act("confirm", "科室确认", PlainForm, services.confirm, access.as_head, "确认后送办公室审核。"),
        Act(
            "approve",
            "审核答复",
            ApproveForm,
            services.approve,
            access.as_office,
            "审核通过后来件人即可看到答复；公开的立即在动态公示栏显示。",
        ),
        Act("return", "退回修改", ReasonForm, services.send_back, _reviewer),
        Act("close", "办结", PlainForm, services.close, access.as_office),
        Act(
            "transfer",
            "转办",
            TransferForm,
            services.transfer,
            access.as_office,
            "将生成转办函并编文号；来件人凭回执码可以看到转往单位和理由。",
        ),
        Act("refuse", "不予受理", ReasonForm, services.refuse, access.as_office, "理由来件人可以看到。"),
    )
}


def offered(letter: Letter, user: User) -> list[Act]:
    """What the user may do now, in the order of the work."""
    return [act for act in ACTS.values() if may(letter, act.step) and act.who(letter, user)]
