"""The flow chart (流程图, R-197), drawn from the transition table of a case. Pure: places and lines, no markup.

The states that every answered case passes stand below each other; what happens beside them stands to the right.
A step that the table gains or loses is gained or lost here; ``rows`` is the same in words.
"""

from dataclasses import dataclass
from itertools import pairwise

from disclosure.requests.enums import State
from disclosure.requests.states import STEPS, Step

MAIN = (State.UNCONFIRMED, State.REGISTERED, State.HANDLING, State.SIGNING, State.SIGNED, State.CLOSED)
# Beside the state that they are left from and come back to.
BESIDE_WORK = (State.SUPPLEMENT, State.CONSULTING, State.FEE, State.SUSPENDED)
BESIDE_SIGNED = State.SUPPLYING

# Pixels of the drawing.
WIDTH, BOX, HIGH, STEP, TOP = 820, 180, 48, 104, 24
_MAIN_X, _SIDE_X, _RAIL = 130, 520, 804
_APART = 13  # between a line out and its line back
_BEGUN = "提出申请"


@dataclass(frozen=True, slots=True)
class Node:
    """A state in its box."""

    label: str
    x: int
    y: int
    height: int = HIGH
    is_main: bool = True

    @property
    def middle(self) -> tuple[int, int]:
        return self.x + BOX // 2, self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Line:
    """A way from one box to another, with the names of the steps that take it."""

    points: tuple[tuple[int, int], ...]
    label: str
    at: tuple[int, int]
    anchor: str = "start"

    @property
    def path(self) -> str:
        return " ".join(f"{x},{y}" for x, y in self.points)


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn."""

    nodes: list[Node]
    lines: list[Line]
    height: int
    width: int = WIDTH


@dataclass(frozen=True, slots=True)
class Row:
    """A step in words."""

    label: str
    begins: str
    ends: str
    who: str
    effect: str
    basis: str


def rows() -> list[Row]:
    """Every step, in the order of the table: the text in the place of the drawing."""
    return [
        Row(
            step.label,
            "、".join(state.label for state in step.sources),
            step.target.label if step.target else "状态不变",
            "、".join(step.actors),
            step.effect,
            step.basis,
        )
        for step in STEPS.values()
    ]


def steps_between(source: State, target: State) -> list[Step]:
    """Steps that lead from one state to another."""
    return [step for step in STEPS.values() if source in step.sources and step.target == target]


def _names(source: State, target: State) -> str:
    return "／".join(step.label for step in steps_between(source, target))


def chart() -> Chart:
    """The drawing of the table as it stands."""
    nodes = _nodes()
    first = Node(_BEGUN, _MAIN_X, TOP)
    lines = [_down(first, nodes[MAIN[0]], "")]
    for one, other in pairwise(MAIN):
        lines.append(_down(nodes[one], nodes[other], _names(one, other)))
    for state in BESIDE_WORK:
        lines += _out_and_back(nodes[State.HANDLING], nodes[state], state)
    lines += _later(nodes)
    lines += _given_up(nodes)
    lines.append(_returned(nodes))
    bottom = nodes[State.CLOSED]
    return Chart([first, *nodes.values()], [line for line in lines if line.points], bottom.y + HIGH + TOP)


def _nodes() -> dict[State, Node]:
    places: dict[State, Node] = {}
    y = TOP + STEP
    for state in MAIN:
        # The state of work is as high as what stands beside it.
        height = STEP * (len(BESIDE_WORK) - 1) + HIGH if state == State.HANDLING else HIGH
        places[state] = Node(state.label, _MAIN_X, y, height)
        if state == State.HANDLING:
            for number, beside in enumerate(BESIDE_WORK):
                places[beside] = Node(beside.label, _SIDE_X, y + number * STEP, is_main=False)
        if state == State.SIGNED:
            places[BESIDE_SIGNED] = Node(BESIDE_SIGNED.label, _SIDE_X, y, is_main=False)
        y += height + STEP - HIGH
    return places


def _down(one: Node, other: Node, label: str) -> Line:
    x = one.middle[0]
    begins, ends = one.y + one.height, other.y
    return Line(((x, begins), (x, ends)), label, (x + 10, (begins + ends) // 2 + 5))


def _out_and_back(work: Node, side: Node, state: State) -> list[Line]:
    left, right, y = work.x + BOX, side.x, side.middle[1]
    middle = (left + right) // 2
    out, back = _names(State.HANDLING, state), _names(state, State.HANDLING)
    lines = [Line(((left, y - _APART), (right, y - _APART)), out, (middle, y - _APART - 7), "middle")]
    if back:
        lines.append(
            Line(((right, y + _APART), (left, y + _APART)), back, (middle, y + _APART + 19), "middle")
        )
    return lines


def _later(nodes: dict[State, Node]) -> list[Line]:
    """送达，信息待提供, and then 提供信息."""
    signed, later, closed = nodes[State.SIGNED], nodes[BESIDE_SIGNED], nodes[State.CLOSED]
    left, right, y = signed.x + BOX, later.x, signed.middle[1]
    out = Line(
        ((left, y), (right, y)), _names(State.SIGNED, BESIDE_SIGNED), ((left + right) // 2, y - 8), "middle"
    )
    x, down = later.middle[0], closed.middle[1] - _APART
    back = Line(
        ((x, later.y + HIGH), (x, down), (closed.x + BOX, down)),
        _names(BESIDE_SIGNED, State.CLOSED),
        ((x + closed.x + BOX) // 2, down - 8),
        "middle",
    )
    return [out, back]


def _given_up(nodes: dict[State, Node]) -> list[Line]:
    """What ends without an answer runs down the right edge."""
    closed = nodes[State.CLOSED]
    down = closed.middle[1] + _APART
    lines = []
    for state in BESIDE_WORK:
        if label := "／".join(s.label for s in steps_between(state, State.CLOSED) if s.key != "withdraw"):
            side = nodes[state]
            y = side.middle[1]
            points = ((side.x + BOX, y), (_RAIL, y), (_RAIL, down), (closed.x + BOX, down))
            middle = (side.x + BOX + _RAIL) // 2
            lines.append(Line(points, label, (middle, y - 8), "middle"))
    return lines


def _returned(nodes: dict[State, Node]) -> Line:
    """退回修改 runs back up on the left."""
    signing, work = nodes[State.SIGNING], nodes[State.HANDLING]
    x, up, down = _MAIN_X - 40, work.y + work.height - HIGH // 2, signing.middle[1]
    points = ((signing.x, down), (x, down), (x, up), (work.x, up))
    return Line(points, _names(State.SIGNING, State.HANDLING), (x - 8, (up + down) // 2 + 5), "end")
