"""What features above add to the page of a case: sections, and screens of their own for steps of the table.

Registered in AppConfig.ready(); every screen added asks rights and state again itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from foundation.letters.models import Letter
from foundation.organisations.models import Unit, User

from .models import Case
from .states import STEPS

Context = Callable[[Case, User], dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class CaseSection:
    """One section: ``context`` gives ``template`` its ``shown`` beside ``case``, None leaves it out.

    ``context`` costs at most four queries (the page has a limit of its own).
    """

    title: str
    template: str
    context: Context
    order: int


_sections: dict[str, CaseSection] = {}
_addresses: dict[str, str] = {}


def register_case_section(title: str, template: str, context: Context, order: int = 100) -> None:
    """Add a section below the facts of a case; the same title again replaces it."""
    _sections[title] = CaseSection(title, template, context, order)


def register_step_address(step_key: str, url_name: str) -> None:
    """The button of this step leads to ``reverse(url_name, args=[case.pk])``. Raises KeyError for an unknown step."""
    _addresses[STEPS[step_key].key] = url_name


def sections() -> list[CaseSection]:
    """In the order of the page."""
    return sorted(_sections.values(), key=lambda section: section.order)


def address_of(step_key: str) -> str:
    """Name of the screen that a feature offers for the step; empty when none does."""
    return _addresses.get(step_key, "")


@dataclass(frozen=True, slots=True)
class BatchLetter:
    """A letter that may be issued for many cases at once: at most one a case.

    ``issue`` gets case, user and the unit chosen (None without ``needs_unit``), asks rights and state again, and
    raises PermissionDenied and ValidationError in Chinese.
    """

    kind: str
    label: str
    issue: Callable[[Case, User, Unit | None], Letter]
    needs_unit: bool = False


_batch: dict[str, BatchLetter] = {}


def register_batch_letter(letter: BatchLetter) -> None:
    """Offer this kind of letter (its key in ``foundation.letters``) for chosen cases of the desk."""
    _batch[letter.kind] = letter


def batch_letters() -> dict[str, BatchLetter]:
    """By kind, in the order of registration."""
    return dict(_batch)
