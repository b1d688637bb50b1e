"""All scanners over one text."""

import datetime as dt
from itertools import chain

from .citations import find_impossible_dates, find_old_law
from .finding import Finding, Severity
from .identity import find_identity_numbers
from .numbers import find_bank_cards, find_mobile_numbers
from .plain import plain
from .whereabouts import find_addresses, find_plates
from .wording import Wordings


def scan_text(text: str, wordings: Wordings, today: dt.date) -> list[Finding]:
    """Every finding in a text in the order of its places. `start` and `end` are offsets in the text given."""
    text = plain(text)
    found = _without_overlaps(
        [*find_identity_numbers(text, today), *find_bank_cards(text), *find_mobile_numbers(text)]
    )
    others = chain(
        find_addresses(text),
        find_plates(text),
        find_old_law(text),
        find_impossible_dates(text),
        wordings.find(text),
    )
    return sorted([*found, *others], key=lambda finding: (finding.start, finding.end))


def _without_overlaps(numbers: list[Finding]) -> list[Finding]:
    """One number is one finding: the certain reading wins, then the one whose scanner comes first."""
    kept: list[Finding] = []
    for finding in sorted(numbers, key=lambda found: found.severity != Severity.MUST_FIX):
        if all(finding.end <= other.start or finding.start >= other.end for other in kept):
            kept.append(finding)
    return kept
