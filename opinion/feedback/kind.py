"""公众留言 as a kind of submission."""

from foundation.submissions.registry import ENDED, SubmissionKind

from . import access, duties
from .enums import State
from .models import Letter
from .parameters import KEPT_DAYS, PER_HOUR


def while_handled(letter: Letter) -> str:
    """The sender may add and withdraw until the answer is under review."""
    return "" if letter.is_open and letter.state in (State.RECEIVED, State.HANDLING) else ENDED


def withdrawn(letter: Letter) -> None:
    duties.drop(letter, "来件人已撤回")


LETTER = SubmissionKind(
    key=duties.KIND,
    label="公众留言",
    prefix="LY",
    model=Letter,
    state=Letter.state_for_sender,
    template="feedback/lookup.html",
    may_add=while_handled,
    may_withdraw=while_handled,
    on_withdrawn=withdrawn,
    may_read=access.may_read,
    may_reveal=access.may_reveal,
    kept_days=KEPT_DAYS.key,
    per_hour=PER_HOUR.key,
)
