"""Which kinds of submissions there are. Features register theirs in AppConfig.ready()."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from foundation.organisations.models import User

from .models import Submission
from .parameters import KEPT_DAYS, PER_HOUR

ENDED = "本件已经办结或者撤回，不能再补充或者撤回；如有新情况，请另行提交。"


def while_open(submission: Any) -> str:
    """The usual answer to “may the sender still …”: yes while nobody has closed it."""
    return "" if submission.is_open else ENDED


def nobody(submission: Any, user: User) -> bool:
    return False


def nothing(submission: Any) -> None:
    return None


@dataclass(frozen=True, slots=True)
class SubmissionKind:
    """One kind, and what the sender and staff may do with it.

    ``state`` says in Chinese how far it is, ``template`` (optional) shows more of it below, as ``submission``.
    ``may_add`` and ``may_withdraw`` say why not, nothing when the sender may; ``on_*`` run in the same transaction and
    see to duties; ``on_forgotten`` to personal data in further rows. ``may_read`` is for the inbox and files,
    ``may_reveal`` for personal data. ``kept_days`` and ``per_hour`` are keys of parameters.
    """

    key: str
    label: str
    prefix: str
    model: type[Submission]
    state: Callable[[Any], str]
    template: str = ""
    may_add: Callable[[Any], str] = while_open
    may_withdraw: Callable[[Any], str] = while_open
    on_added: Callable[[Any], None] = nothing
    on_withdrawn: Callable[[Any], None] = nothing
    on_forgotten: Callable[[Any], None] = nothing
    may_read: Callable[[Any, User], bool] = nobody
    may_reveal: Callable[[Any, User], bool] = nobody
    kept_days: str = KEPT_DAYS.key
    per_hour: str = PER_HOUR.key


_kinds: dict[str, SubmissionKind] = {}


def register_submission_kind(kind: SubmissionKind) -> SubmissionKind:
    """Make a kind known; the same key again replaces it."""
    _kinds[kind.key] = kind
    return kind


def submission_kind(key: str) -> SubmissionKind:
    """Raises KeyError."""
    return _kinds[key]


def all_kinds() -> list[SubmissionKind]:
    """In the order of registration."""
    return list(_kinds.values())


def kind_of(submission: Submission) -> SubmissionKind:
    """Raises LookupError for a model that no kind is registered for."""
    for kind in _kinds.values():
        if isinstance(submission, kind.model):
            return kind
    raise LookupError(f"No kind of submission is registered for {type(submission).__name__}.")
