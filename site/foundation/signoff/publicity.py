"""What stays inside: drafts that go through the whole chain and are filed, but never become public."""

from collections.abc import Callable, Iterator
from typing import Any

from .gates import Reason, register_gate

Confinement = Callable[[Any], str]
_rules: list[Confinement] = []


def register_confinement(rule: Confinement) -> Confinement:
    """Add a feature's rule; called from AppConfig.ready().

    ``rule(draft)`` says in words why this content may never be public; empty for pages that are not its own.
    """
    if rule not in _rules:
        _rules.append(rule)
    return rule


def why_inside(draft: Any) -> str:
    """Why this draft stays inside, in words; empty when it is for the public."""
    return next(filter(None, (rule(draft) for rule in _rules)), "")


@register_gate
def takedown_first_gate(page: Any) -> Iterator[Reason]:
    """What is public does not stay public beside a draft that says it must not be: it comes down first."""
    # A draft carries what the database says about being live, whatever else was changed in it.
    if page.pk and page.live and (why := why_inside(page)):
        yield Reason(f"{why}本页现已公开，不能以修改代替撤下：请先申请撤下，撤下后再送审。")
