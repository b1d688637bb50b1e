"""政府信息公开申请 as a kind of submission. Supplement and withdrawal have a page of their own (``tracking``)."""

from typing import Any

from disclosure.requests import access
from disclosure.requests.forgetting import forget_rest
from disclosure.requests.models import Case
from disclosure.requests.parameters import KEPT_DAYS, PER_HOUR
from foundation.submissions.registry import SubmissionKind

KIND = "foi.application"
PREFIX = "SQ"
ON_ITS_PAGE = "补正、撤回和文书下载请到“申请进度查询”办理。"


def elsewhere(case: Any) -> str:
    """回执查询 shows how far it is and leads on."""
    return ON_ITS_PAGE


APPLICATION = SubmissionKind(
    key=KIND,
    label="政府信息公开申请",
    prefix=PREFIX,
    model=Case,
    state=Case.get_state_display,
    template="applications/lookup.html",
    may_add=elsewhere,
    may_withdraw=elsewhere,
    on_forgotten=forget_rest,
    may_read=access.may_see_identity,
    may_reveal=access.may_see_identity,
    kept_days=KEPT_DAYS.key,
    per_hour=PER_HOUR.key,
)
