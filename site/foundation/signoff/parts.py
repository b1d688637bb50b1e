"""What a decision consists of: the step's own form, and the questions that features add to some steps."""

from collections.abc import Mapping
from typing import Any

from django import forms

from foundation.organisations.models import User

from .forms import ApproveForm, ReturnForm
from .models import PostTaskState, Seal

ACTIONS = ("approve", "reject")


class DecisionPart(forms.Form):
    """Questions that a feature puts to whoever decides certain steps. The answers are sealed with the decision.

    Give it a ``prefix`` of its own, and a ``template_name`` when it needs a layout.
    """

    action = "approve"
    heading = ""
    # Said above the content when the decider has to know before reading.
    notice = ""

    def __init__(self, *args: Any, state: PostTaskState, draft: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.state, self.draft, self.user = state, draft, user

    @classmethod
    def applies(cls, state: PostTaskState, draft: Any) -> bool:
        """Whether this step of this draft asks the questions."""
        raise NotImplementedError

    def seal_lines(self) -> list[str]:
        """The answers in words, for the seal: once sealed they cannot be changed."""
        return []

    def record(self, seal: Seal) -> None:
        """Keep what belongs to the answers, in the transaction of the decision."""


_parts: list[type[DecisionPart]] = []


def register_part(part: type[DecisionPart]) -> type[DecisionPart]:
    """Add a feature's questions; called from AppConfig.ready()."""
    if part not in _parts:
        _parts.append(part)
    return part


class DecisionForms:
    """All forms of one action at one step, filled or empty."""

    def __init__(
        self,
        action: str,
        state: PostTaskState,
        draft: Any,
        user: User,
        data: Mapping[str, Any] | None = None,
        files: Mapping[str, Any] | None = None,
    ) -> None:
        given: dict[str, Any] = {"data": data, "files": files, "auto_id": f"{action}_%s"}
        self.main: forms.Form = (
            ApproveForm(**given, check_items=state.task.specific.check_items)
            if action == "approve"
            else ReturnForm(**given, places=draft.places())
        )
        self.parts = [
            part(**given, state=state, draft=draft, user=user)
            for part in _parts
            if part.action == action and part.applies(state, draft)
        ]

    def is_valid(self) -> bool:
        """Asks every form, so that all problems are shown at once."""
        each = [form.is_valid() for form in (self.main, *self.parts)]
        return all(each)

    @property
    def problems(self) -> list[str]:
        """Every error in words."""
        return [
            str(message)
            for form in (self.main, *self.parts)
            for messages in form.errors.values()
            for message in messages
        ]

    @property
    def opinion(self) -> str:
        return self.main.cleaned_data["comment"]

    @property
    def details(self) -> dict[str, Any]:
        """What of the opinion has a structure: the paragraphs that a return points at."""
        marks = self.main.cleaned_data.get("marks")
        return {"marks": marks} if marks else {}

    @property
    def seal_lines(self) -> list[str]:
        """What was ticked and answered."""
        ticked = list(self.main.cleaned_data.get("checks", []))
        return ticked + [line for part in self.parts for line in part.seal_lines()]

    def record(self, seal: Seal) -> None:
        for part in self.parts:
            part.record(seal)
