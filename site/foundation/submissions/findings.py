"""Personal data inside what somebody wrote: flagged for staff while it is kept, masked afterwards."""

from collections.abc import Iterator
from itertools import chain

from django.utils import timezone

from foundation.precheck.rules.finding import Finding, mask
from foundation.precheck.rules.identity import find_identity_numbers
from foundation.precheck.rules.numbers import find_bank_cards, find_mobile_numbers
from foundation.precheck.rules.plain import plain
from foundation.precheck.rules.whereabouts import find_addresses, find_plates


def _numbers(text: str) -> list[Finding]:
    """Numbers of persons in the order of their places; what overlaps is one number."""
    read = plain(text)
    found = chain(
        find_identity_numbers(read, timezone.localdate()), find_bank_cards(read), find_mobile_numbers(read)
    )
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or finding.start >= kept[-1].end:
            kept.append(finding)
    return kept


def personal_data_in(text: str) -> list[dict[str, str]]:
    """Kind, word for it, weight and masked excerpt of everything personal in the text; for a JSON field."""
    read = plain(text)
    found: Iterator[Finding] = chain(_numbers(text), find_addresses(read), find_plates(read))
    return [
        {
            "kind": str(finding.kind),
            "label": finding.kind.label,
            "severity": str(finding.severity),
            "excerpt": _hidden(finding, text),
        }
        for finding in found
    ]


def _hidden(finding: Finding, text: str) -> str:
    return finding.excerpt or mask(text[finding.start : finding.end], 2, 0)


def masked(text: str) -> str:
    """The text with the middle of every phone, identity and card number hidden. Names are for people to find."""
    for finding in reversed(_numbers(text)):
        text = text[: finding.start] + mask(text[finding.start : finding.end]) + text[finding.end :]
    return text
