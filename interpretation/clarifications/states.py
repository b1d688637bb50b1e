"""The one transition table of a matter (澄清事项)."""

from .enums import CaseState as S
from .enums import EventKind as E

WAITING = frozenset({S.OPEN, S.VERIFIED, S.REFERRED})
OPEN = WAITING | {S.CLARIFYING}
SETTLED = frozenset({S.CLARIFIED, S.DECLINED})

# What may happen in which states, and where it leads; None leaves the state as it is.
TRANSITIONS: dict[str, tuple[frozenset[str], str | None]] = {
    E.OPENED: (frozenset({S.OPEN}), None),
    E.SOURCE: (frozenset(S), None),
    E.REPORTED: (frozenset(S), None),
    E.CONTACT: (frozenset(S), None),
    E.OFFERED: (OPEN, None),
    E.ACCEPTED: (OPEN, None),
    E.REFUSED: (OPEN, None),
    E.VERIFIED: (OPEN, S.VERIFIED),
    E.REFERRED: (OPEN, S.REFERRED),
    E.ANSWERED: (frozenset(S), None),
    E.ASKED: (OPEN | SETTLED, None),
    E.DONE: (frozenset(S), None),
    E.DECIDED: (frozenset({S.VERIFIED, S.REFERRED}), None),
    E.DRAFTED: (frozenset({S.VERIFIED, S.REFERRED, S.CLARIFYING}), S.CLARIFYING),
    E.PUBLISHED: (OPEN | {S.DECLINED}, S.CLARIFIED),
    E.TAKEN_DOWN: (frozenset({S.CLARIFIED, S.CLOSED}), S.CLARIFYING),
    E.RECHECKED: (SETTLED | {S.CLOSED}, None),
    E.REOPENED: (SETTLED | {S.CLOSED}, S.OPEN),
    E.CLOSED: (SETTLED, S.CLOSED),
    E.HANDED_ON: (frozenset({S.CLOSED}), None),
    E.MERGED: (OPEN, None),
    E.WITHDRAWN: (frozenset(S), None),
    E.ADDED: (frozenset(S), None),
}


def allows(state: str, event: str) -> bool:
    """Whether this may happen now."""
    return state in TRANSITIONS[event][0]


def after(state: str, event: str) -> str:
    """The state that follows. Raises ValueError for what may not happen."""
    known, leads_to = TRANSITIONS[event]
    if state not in known:
        raise ValueError(f"{event} in {state}")
    return leads_to or state
