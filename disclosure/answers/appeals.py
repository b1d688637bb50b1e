"""The remedies as the letters of one body name them: its authority, its court, the periods in force (R-194)."""

from collections.abc import Sequence

from disclosure.requests.enums import Remedies
from foundation.organisations.models import Body
from foundation.organisations.selectors import line_of
from foundation.rules.parameters import value

from .models import RemedyOffices
from .parameters import REVIEW_DAYS, SUIT_AFTER_REVIEW_DAYS, SUIT_MONTHS
from .rules import Limits, Office, remedy_paragraphs


def offices_of(body: Body) -> RemedyOffices | None:
    """The body's own, else those of the nearest body above it."""
    line = line_of(body.pk)
    found = {one.body_id: one for one in RemedyOffices.objects.filter(body__in=line)}
    return next((found[pk] for pk in line if pk in found), None)


def paragraphs(
    body: Body,
    offices: RemedyOffices,
    decided: Sequence[tuple[int, Remedies]],
    you: str,
    letter: str = "本答复书",
) -> list[str]:
    """The remedies of one letter of this body, item by item where they differ."""
    review = Office(offices.review_name, offices.review_address, offices.review_phone)
    court = Office(offices.court_name, offices.court_address, offices.court_phone)
    return remedy_paragraphs(decided, review, court, _limits(body), you, letter)


def beside_answers(body: Body, you: str, letter: str) -> list[str]:
    """For what is no answer but ends the matter: review or suit. Without offices set, the periods alone."""
    if offices := offices_of(body):
        return paragraphs(body, offices, [(1, Remedies.EITHER)], you, letter)
    limits = _limits(body)
    return [
        f"{you}对{letter}不服的，可以自收到{letter}之日起{limits.review_days}日内依法申请行政复议；"
        f"也可以自收到{letter}之日起{limits.suit_months}个月内依法提起行政诉讼。"
    ]


def _limits(body: Body) -> Limits:
    return Limits(
        value(REVIEW_DAYS.key, body.pk),
        value(SUIT_MONTHS.key, body.pk),
        value(SUIT_AFTER_REVIEW_DAYS.key, body.pk),
    )
