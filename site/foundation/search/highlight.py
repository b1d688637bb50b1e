"""Found words marked in a title or a stretch of text: escaped first, then ``<mark>``. Pure."""

from collections.abc import Iterable, Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .queries import Parsed
from .segmentation import Piece, fold_in_place, number_places, pairs, pieces

SNIPPET = 120
# How far before the first found word a snippet begins.
LEAD = 24
# A marked place costs little, but a page that is all yellow helps nobody.
MOST_MARKS = 60


def highlight(text: str, parsed: Parsed) -> SafeString:
    """The whole text, marked."""
    return _marked(text, _spans(text, parsed))


def snippet(text: str, parsed: Parsed, length: int = SNIPPET) -> SafeString:
    """The stretch that holds most of the words, marked; the beginning of the text where it holds none."""
    spans = _spans(text, parsed)
    start = _best_start(spans, length)
    start = max(0, start - LEAD)
    end = min(len(text), start + length)
    shown = [(a - start, min(b, end) - start) for a, b in spans if a >= start and a < end]
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return mark_safe(f"{before}{_marked(text[start:end], shown)}{after}")


def holds_all(text: str, parsed: Parsed) -> bool:
    """Whether every word, or one of its synonyms, stands in the text as typed."""
    folded = fold_in_place(text)
    return all(any(spelling in folded for spelling in word.spellings) for word in parsed.words)


def _spans(text: str, parsed: Parsed) -> list[tuple[int, int]]:
    """Places of the words; of a word that stands nowhere as a whole, the places of its pairs."""
    folded = fold_in_place(text)
    found: list[tuple[int, int]] = []
    for word in parsed.words:
        here = [span for spelling in word.spellings for span in _places(folded, spelling)]
        if not here:
            here = [span for piece in pieces(word.text) for span in _parts_of(piece, folded)]
        found += here
    return _merged(found)[:MOST_MARKS]


def _parts_of(piece: Piece, folded: str) -> Iterator[tuple[int, int]]:
    if piece.is_number:
        yield from number_places(folded, piece.text)
        return
    for part in pairs(piece.text) if piece.is_han else [piece.text]:
        yield from _places(folded, part)


def _places(folded: str, part: str) -> Iterable[tuple[int, int]]:
    at = folded.find(part) if part else -1
    while at >= 0:
        yield at, at + len(part)
        at = folded.find(part, at + len(part))


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _best_start(spans: list[tuple[int, int]], length: int) -> int:
    """Where a window begins that marks the most characters; the first of equals."""
    best, most = 0, 0
    for index, (start, _) in enumerate(spans):
        marked = sum(b - a for a, b in spans[index:] if b <= start + length - LEAD)
        if marked > most:
            best, most = start, marked
    return best


def _marked(text: str, spans: list[tuple[int, int]]) -> SafeString:
    parts, at = [], 0
    for start, end in spans:
        parts += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
        at = end
    return mark_safe("".join([*parts, escape(text[at:])]))
