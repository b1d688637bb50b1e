"""Reads of the public pages and of the staff's screens, with their query counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Sum
from django.utils import timezone

from disclosure.answers.letters import remedies_in
from disclosure.answers.models import Delivery
from disclosure.guides.models import GuidePage
from disclosure.guides.rules import LEGAL_TEXTS
from disclosure.requests.access import open_to_applications
from disclosure.requests.enums import Channel
from disclosure.requests.models import Case, CaseEvent
from disclosure.requests.parameters import CLOCK_START
from disclosure.requests.rules import how_received
from foundation.letters.models import Letter
from foundation.organisations.models import Body
from foundation.rules.parameters import choice
from foundation.search.queries import LONGEST_QUERY, Query
from foundation.search.selectors import Hit, find

from .letters import FOR_THE_APPLICANT
from .models import SolvedCount

# Shown beside the words that are being typed; more is what the search is for. Technical.
HITS = 6
SHORTEST = 2
CONTACT = ("institution", "address", "hours", "phone", "fax", "email")
DELIVERED = ("deliver", "deliver_later")
ON_REQUEST = ("apply_channels", "apply_procedure", "supplement", "time_limits")


@dataclass(frozen=True, slots=True)
class Words:
    """A text of the guide with its label."""

    label: str
    lines: list[str]


@dataclass(frozen=True, slots=True)
class Office:
    """A body that takes applications, as its live guide tells of it."""

    body: Body
    guide: GuidePage | None

    @property
    def contact(self) -> list[tuple[str, str]]:
        """Where to go, write and call; what the guide tells."""
        if self.guide is None:
            return []
        return [
            (GuidePage.label_of(name), words)
            for name in CONTACT
            if (words := getattr(self.guide, name).strip())
        ]

    @property
    def texts(self) -> list[Words]:
        """How to apply: the guide's own words, else the law's."""
        return [Words(GuidePage.label_of(name), self._words(name).splitlines()) for name in ON_REQUEST]

    @property
    def phone(self) -> str:
        return self.guide.phone if self.guide else ""

    def _words(self, name: str) -> str:
        return (getattr(self.guide, name).strip() if self.guide else "") or LEGAL_TEXTS[name]


def office_of(asked: str) -> tuple[Office | None, list[Body]]:
    """The body asked for, else the highest, and all bodies that take applications. Two queries."""
    bodies = list(open_to_applications())
    body = next((body for body in bodies if str(body.pk) == asked), bodies[0] if bodies else None)
    if body is None:
        return None, []
    guide = GuidePage.objects.live().filter(body=body).order_by("-last_published_at", "-pk").first()
    return Office(body, guide), bodies


def already_public(words: str) -> tuple[list[Hit], int]:
    """What is public already about these words, and how much in all. As many queries as the search has."""
    words = words.strip()[:LONGEST_QUERY]
    if len(words) < SHORTEST:
        return [], 0
    found = find(Query(words), size=HITS)
    return list(found.hits), found.total


def how_counted(case: Case) -> str:
    """Which day counts as 收到申请之日 for this case, in words; by the rule of the day it was handed in."""
    return how_received(Channel(case.channel), choice(CLOCK_START.key, case.body, case.submitted_on))


def solved_this_year() -> int:
    """How often somebody said that no application was needed. One query."""
    rows = SolvedCount.objects.filter(day__year=timezone.localdate().year)
    return rows.aggregate(times=Sum("times"))["times"] or 0


def letters_for_applicant(
    case: Case, events: Sequence[CaseEvent], deliveries: Mapping[int, Delivery]
) -> dict[int, Letter]:
    """By event, the letter that the applicant got with it. No query.

    Letters to third parties are never among them. An answer is there once it has been delivered, and nothing any more
    once personal data are deleted: letters name the applicant, and stay in the office's archive.
    """
    if case.forgotten_at:
        return {}
    told = [event for event in events if event.told and event.step not in DELIVERED]
    found = {event.pk: event.letter for event in told if event.letter and event.step in FOR_THE_APPLICANT}
    return found | {pk: delivery.signed.letter for pk, delivery in deliveries.items()}


def deliveries_of(case: Case, events: Sequence[CaseEvent]) -> dict[int, Delivery]:
    """By event, each delivery of an answer, with its letter and files. One query, none before a delivery."""
    told = [event.pk for event in events if event.told and event.step in DELIVERED]
    if not told or case.forgotten_at:
        return {}
    found = Delivery.objects.filter(signed__case=case, is_supply=False).select_related("signed__letter")
    return dict(zip(told, found.order_by("signed"), strict=False))


def remedies_told(letters: Iterable[Letter]) -> list[str]:
    """What the last answer among these letters says of 复议 and suits; nothing before there is one. No query."""
    told = [remedies_in(letter) for letter in letters]
    return next((words for words in reversed(told) if words), [])
