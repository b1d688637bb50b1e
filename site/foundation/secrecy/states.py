"""The one transition table of a referral: 初审 → 复审 → 负责人批准 → 上报确定 → 答复 (R-065)."""

from dataclasses import dataclass

from foundation.organisations.enums import PostKind

from .enums import ReferralState as State
from .enums import Step


@dataclass(frozen=True, slots=True)
class Transition:
    """Where a step leads and which posts take it."""

    to: State
    posts: frozenset[PostKind]


_FIRST = frozenset({PostKind.SECRECY_REVIEWER})
_SECOND = frozenset({PostKind.SECRECY_SECOND})
_HEAD = frozenset({PostKind.MAIN_LEADER})
_REGISTRY = _FIRST | _SECOND | {PostKind.OFFICE_REVIEWER}
# Who may have a doubt: whoever drafts or reviews (R-052 拟稿机构、办公室).
OPENERS = frozenset(
    {PostKind.EDITOR, PostKind.UNIT_HEAD, PostKind.SECRECY_REVIEWER, PostKind.OFFICE_REVIEWER}
)

TRANSITIONS: dict[tuple[State, Step], Transition] = {
    (State.AT_FIRST, Step.PASS_ON): Transition(State.AT_SECOND, _FIRST),
    (State.AT_FIRST, Step.SETTLE): Transition(State.SETTLED, _FIRST),
    (State.AT_SECOND, Step.SETTLE): Transition(State.SETTLED, _SECOND),
    (State.AT_SECOND, Step.REFER_UP): Transition(State.AT_LEADER, _SECOND),
    (State.AT_LEADER, Step.APPROVE): Transition(State.APPROVED, _HEAD),
    (State.AT_LEADER, Step.DECLINE): Transition(State.AT_SECOND, _HEAD),
    (State.APPROVED, Step.SEND): Transition(State.SENT, _REGISTRY),
    (State.SENT, Step.RECEIVE): Transition(State.SENT, _REGISTRY),
    (State.SENT, Step.EXTEND): Transition(State.SENT, _REGISTRY),
    (State.SENT, Step.ANSWER): Transition(State.ANSWERED, _REGISTRY),
    **{
        (state, Step.WITHDRAW): Transition(State.WITHDRAWN, OPENERS)
        for state in (State.AT_FIRST, State.AT_SECOND, State.AT_LEADER, State.APPROVED)
    },
}
# Levels that different persons take, so that each is a second look.
LEVELS = frozenset({Step.PASS_ON, Step.REFER_UP, Step.APPROVE, Step.DECLINE, Step.SETTLE})
_ORDER = (State.AT_FIRST, State.AT_SECOND, State.AT_LEADER, State.APPROVED, State.SENT)


def steps_from(state: str) -> list[Step]:
    """What can happen next."""
    return [step for (here, step) in TRANSITIONS if here == state]


def refusal(state: str, step: str) -> str:
    """Why this step cannot be taken from here, in words; empty when it can."""
    if (state, step) in TRANSITIONS:
        return ""
    here = State(state)
    if here not in _ORDER:
        return f"本件已办结（{here.label}），不能再办理“{Step(step).label}”。"
    starts = [_ORDER.index(source) for source, known in TRANSITIONS if known == step]
    missing = [state.label for state in _ORDER[_ORDER.index(here) : min(starts, default=0)]]
    if missing:
        names = "、".join(name.removeprefix("待") for name in missing)
        return f"本件目前“{here.label}”，须依次办理，不能跳过“{names}”直接“{Step(step).label}”。"
    return f"本件目前“{here.label}”，不能办理“{Step(step).label}”。"
