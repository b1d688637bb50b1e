"""Answered letters (公众留言) beside what was found: they are no pages and stand in no index."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from foundation.search.highlight import highlight, snippet
from foundation.search.queries import Query, parse, without_asking
from opinion.feedback.models import Letter
from opinion.feedback.selectors import public_letters
from portal.discovery.letters import address_of_letter

# A few, so that pages stay what is read first; the rest is one link away. A property of the screen.
MOST = 3
# Letters have no index of words: beside a search only the newest are looked through, the letters' own page searches
# all. Technical, no legal source.
NEWEST = 2_000


@dataclass(frozen=True, slots=True)
class FoundLetter:
    """One letter as a result: nothing but its public words."""

    letter: Letter
    address: str
    title_html: SafeString
    snippet_html: SafeString


@dataclass(frozen=True, slots=True)
class FoundLetters:
    """The latest that hold all words; ``more`` leads to the letters' own search."""

    shown: Sequence[FoundLetter] = ()
    more: str = ""


def found_letters(query: Query) -> FoundLetters:
    """What was asked and answered before in these words, or without those that only ask; one query."""
    words = without_asking(query.words) or query.words
    newest = public_letters()[:NEWEST].values("pk")
    rows = list(public_letters(words).filter(pk__in=newest)[: MOST + 1])
    parsed = parse(words)
    shown = [
        FoundLetter(
            row,
            address_of_letter(row),
            highlight(row.public_topic, parsed),
            snippet(f"{row.public_text}\n{row.public_reply}", parsed),
        )
        for row in rows[:MOST]
    ]
    more = f"{reverse('letters')}?{urlencode({'q': words})}" if len(rows) > MOST else ""
    return FoundLetters(shown, more)
