"""The one transition table of a finding: what may happen in which state, where it leads, and who does it."""

from dataclasses import dataclass

from django.db.models import TextChoices

from .enums import State


class Role(TextChoices):
    """In which capacity a person deals with a finding; follows from posts (access.py)."""

    OFFICER = "officer", "舆情值班员、办公室"
    HEAD = "head", "责任科室负责人"
    LEADER = "leader", "分管和签发领导"
    SUPERVISOR = "supervisor", "监督员"
    EMERGENCY = "emergency", "应急值班"
    INFORMANT = "informant", "登记人"


class Step(TextChoices):
    """What people do, the most pressing first: so the buttons stand."""

    REPORT = "report", "报送"
    APPROVE = "approve", "批准处置方案"
    RETURN = "return", "退回处置方案"
    EVALUATE = "evaluate", "总结评估"
    ARCHIVE = "archive", "归档"
    ASSESS = "assess", "研判"
    PLAN = "plan", "报批处置方案"
    MEASURE = "measure", "填报措施完成"
    LINK = "link", "关联回应"
    CLOSE = "close", "办结"
    EDIT = "edit", "补充修改"
    EVIDENCE = "evidence", "添加佐证"
    ASSIGN = "assign", "确定责任科室"
    LEVEL = "level", "调整级别"
    EMERGENCY = "emergency", "列为突发事件"
    OMIT = "omit", "标记漏报"
    DISMISS = "dismiss", "不作舆情办理"


@dataclass(frozen=True, slots=True)
class Transition:
    """Where a step leads (None: it stays) and who takes it."""

    to: State | None
    roles: frozenset[Role]


_O, _H, _L = Role.OFFICER, Role.HEAD, Role.LEADER
_RECORD = frozenset({_O, Role.INFORMANT})
_WITNESS = frozenset({_O, _H, Role.EMERGENCY, Role.INFORMANT})
_OFFICE = frozenset({_O})
_CONDUCT = frozenset({_O, _L})
_HANDLE = frozenset({_O, _H})
_DECIDE = frozenset({_L})
_WORKING = (State.REPORTED, State.ASSESSED, State.HANDLING)

TRANSITIONS: dict[tuple[State, Step], Transition] = {
    (State.REGISTERED, Step.EDIT): Transition(None, _RECORD),
    **{
        (state, Step.EVIDENCE): Transition(None, _WITNESS)
        for state in (State.REGISTERED, *_WORKING, State.CLOSED)
    },
    (State.REGISTERED, Step.REPORT): Transition(State.REPORTED, _OFFICE),
    (State.REGISTERED, Step.DISMISS): Transition(State.DISMISSED, _OFFICE),
    (State.REPORTED, Step.DISMISS): Transition(State.DISMISSED, _DECIDE),
    (State.ASSESSED, Step.DISMISS): Transition(State.DISMISSED, _DECIDE),
    (State.REPORTED, Step.ASSESS): Transition(State.ASSESSED, _CONDUCT),
    (State.ASSESSED, Step.ASSESS): Transition(None, _CONDUCT),
    (State.HANDLING, Step.ASSESS): Transition(None, _CONDUCT),
    **{(state, Step.LEVEL): Transition(None, _CONDUCT) for state in (State.REGISTERED, *_WORKING)},
    **{(state, Step.EMERGENCY): Transition(None, _CONDUCT) for state in (State.REGISTERED, *_WORKING)},
    **{(state, Step.ASSIGN): Transition(None, _CONDUCT) for state in _WORKING},
    **{(state, Step.PLAN): Transition(None, _HANDLE) for state in _WORKING},
    **{(state, Step.APPROVE): Transition(State.HANDLING, _DECIDE) for state in _WORKING},
    **{(state, Step.RETURN): Transition(None, _DECIDE) for state in _WORKING},
    **{(state, Step.MEASURE): Transition(None, _HANDLE) for state in _WORKING},
    **{(state, Step.LINK): Transition(None, _HANDLE) for state in (*_WORKING, State.CLOSED)},
    **{
        (state, Step.OMIT): Transition(None, frozenset({_O, _L, Role.SUPERVISOR}))
        for state in (State.REGISTERED, *_WORKING, State.CLOSED)
    },
    (State.ASSESSED, Step.CLOSE): Transition(State.CLOSED, _HANDLE),
    (State.HANDLING, Step.CLOSE): Transition(State.CLOSED, _HANDLE),
    (State.CLOSED, Step.EVALUATE): Transition(None, _HANDLE),
    (State.CLOSED, Step.ARCHIVE): Transition(State.ARCHIVED, _OFFICE),
}


def refusal(state: str, step: str) -> str:
    """Why this step cannot be taken from here, in words; empty when it can."""
    if (State(state), Step(step)) in TRANSITIONS:
        return ""
    return f"本件目前“{State(state).label}”，不能办理“{Step(step).label}”，请刷新页面。"


def roles_for(state: str, step: str) -> frozenset[Role]:
    """Who takes the step; nobody where it cannot be taken."""
    known = TRANSITIONS.get((State(state), Step(step)))
    return known.roles if known else frozenset()


def steps_for(state: str, roles: frozenset[Role]) -> list[Step]:
    """What a person in these roles may do now, in the order of the work."""
    return [step for step in Step if roles & roles_for(state, step)]
