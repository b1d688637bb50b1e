"""The one gate: every reason why a page may not be submitted or go live, from every feature."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a page may not go ahead, in words for the editor, with the form field to jump to."""

    message: str
    field: str = ""


class Stage(Enum):
    """When a gate has to be open: before anybody reviews, or only before the last signature.

    A co-issuer's consent, for instance, may arrive while the levels are at work.
    """

    SUBMISSION = 1
    SIGNATURE = 2


Gate = Callable[[Any], Iterable[Reason]]
_gates: dict[Gate, Stage] = {}


def register_gate(gate: Gate, stage: Stage = Stage.SUBMISSION) -> Gate:
    """Add a feature's gate; called from AppConfig.ready(). A gate passes over pages that are not its own."""
    _gates.setdefault(gate, stage)
    return gate


def reasons(page: Any, *, stage: Stage = Stage.SUBMISSION, without: Collection[Gate] = ()) -> list[Reason]:
    """All reasons, never only the first. The last signature asks the gates of both stages.

    ``without`` is for a screen that tells what these gates find in its own way.
    """
    asked = (gate for gate, when in _gates.items() if when.value <= stage.value and gate not in without)
    return [reason for gate in asked for reason in gate(page)]


def signature_reasons(page: Any) -> list[Reason]:
    """What only the last signature waits for."""
    return [reason for gate, when in _gates.items() if when is Stage.SIGNATURE for reason in gate(page)]


def ownership_gate(page: Any) -> Iterable[Reason]:
    """Approval steps need a body and a unit to find the posts that decide."""
    if not page.body_id:
        yield Reason("请选择发布机构。", "body")
    if not page.unit_id:
        yield Reason("请选择责任科室，否则无法确定初审人。", "unit")
    elif page.body_id and page.unit.body_id != page.body_id:
        yield Reason("责任科室不属于所选发布机构，请重选。", "unit")


register_gate(ownership_gate)
