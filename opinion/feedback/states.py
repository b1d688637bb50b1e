"""From which states each step leads where."""

from django.core.exceptions import ValidationError

from .enums import State
from .models import Letter

STEPS: dict[str, tuple[tuple[State, ...], State]] = {
    "受理分办": ((State.RECEIVED, State.HANDLING), State.HANDLING),
    "不予受理": ((State.RECEIVED,), State.INVALID),
    "转办": ((State.RECEIVED, State.HANDLING), State.TRANSFERRED),
    "提交答复": ((State.HANDLING,), State.CONFIRMING),
    "科室确认": ((State.CONFIRMING,), State.APPROVING),
    "退回修改": ((State.CONFIRMING, State.APPROVING), State.HANDLING),
    "审核答复": ((State.APPROVING,), State.ANSWERED),
    "办结": ((State.ANSWERED,), State.CLOSED),
}


def may(letter: Letter, step: str) -> bool:
    """Whether the step can be taken now."""
    return letter.withdrawn_at is None and letter.state in STEPS[step][0]


def advance(letter: Letter, step: str) -> None:
    """Set the next state. Raises ValidationError with the words for whoever came too late."""
    if letter.withdrawn_at:
        raise ValidationError("来件人已撤回本件，不必再办。")
    if not may(letter, step):
        raise ValidationError(f"本件目前为“{letter.get_state_display()}”，不能{step}。请刷新后再看。")
    letter.state = STEPS[step][1]
