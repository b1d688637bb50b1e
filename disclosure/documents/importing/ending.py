"""What stands at the end of a document: 落款, 附注 and 版记 (GB/T 9704—2012 7.3.5, 7.3.7, 7.4)."""

import re

from .dates import UnreadableDate, only_date, parse_date
from .header import FactsBuilder, openness_note
from .markers import is_institution
from .raw import RawItem
from .spelling import fold

SIGNATURE_ITEMS = 6  # joint papers are signed by several bodies, one line each
IMPRINT_CHARS = 160  # issuer, blanks and date on one line
_PRINTED = re.compile(r".{0,60}?(?P<date>\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)\s*印发")


def take_note(items: list[RawItem], facts: FactsBuilder) -> tuple[list[RawItem], list[RawItem]]:
    """(items without the 附注, the 附注 lines); their 公开属性 goes to `facts`."""
    kept, notes = [], []
    for item in items:
        note = openness_note(item.text) if item.text else None
        if note:
            facts.add_note(*note, item.place)
            notes.append(item)
        else:
            kept.append(item)
    return kept, notes


def read_imprint(items: list[RawItem], facts: FactsBuilder) -> None:
    """Read 印发日期 from the 版记 in the last items; the line stays where it is."""
    for item in items[-SIGNATURE_ITEMS:]:
        match = _PRINTED.fullmatch(fold(item.text)) if len(item.text) <= IMPRINT_CHARS else None
        if match:
            facts.add("printed_on", match["date"], item.place)


def signature(items: list[RawItem], facts: FactsBuilder) -> frozenset[int]:
    """Places of the 落款 at the end of `items`; issuer and 成文日期 go to `facts` if still empty."""
    for index in range(len(items) - 1, max(-1, len(items) - 1 - SIGNATURE_ITEMS), -1):
        day = _day(items[index].text)
        if not day:
            continue
        places = [items[index].place]
        bodies: list[str] = []
        for item in reversed(items[max(0, index - SIGNATURE_ITEMS) : index]):
            if not (item.text and len(item.text) <= 40 and is_institution(item.text)):
                break
            bodies.insert(0, item.text)
            places.append(item.place)
        if not facts["written_on"]:
            facts.add("written_on", day, items[index].place)
        if bodies and not facts["issuer"]:
            facts.add("issuer", "、".join(bodies), items[index].place)
        return frozenset(places)
    return frozenset()


def _day(text: str) -> str:
    """`text` when it is a day and nothing else."""
    try:
        return only_date(parse_date(text)).isoformat() if "年" in text else ""
    except UnreadableDate:
        return ""
