"""Wrong and sensitive expressions (错误和敏感表述): thousands of them over a long text in one pass."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick

from .finding import Finding, Kind, Severity
from .plain import compact, plain


@dataclass(frozen=True, slots=True)
class Wording:
    """One expression, what to write in its place, and longer phrases in which it is right."""

    text: str
    suggestion: str
    severity: Severity = Severity.CONFIRM
    kind: Kind = Kind.WORDING
    exceptions: tuple[str, ...] = ()
    source: str = ""


class Wordings:
    """A compiled list. Building takes about a millisecond per hundred entries; keep it."""

    def __init__(self, entries: Iterable[Wording]):
        self._automaton = ahocorasick.Automaton()
        entries = list(entries)
        for phrase in (phrase for entry in entries for phrase in entry.exceptions):
            self._add(phrase, None)
        # Entries last: what one entry excepts may be an entry itself.
        for entry in entries:
            self._add(entry.text, entry)
        if len(self._automaton):
            self._automaton.make_automaton()

    def __len__(self) -> int:
        return len(self._automaton)

    def _add(self, phrase: str, entry: Wording | None) -> None:
        key, _ = compact(plain(phrase))
        if key:
            self._automaton.add_word(key, (len(key), entry))

    def find(self, text: str) -> Iterator[Finding]:
        """The longest expression at each place, from left to right; `text` is plain."""
        if not len(self._automaton):
            return
        squeezed, offsets = compact(text)
        found = [
            (last - length + 1, -length, entry) for last, (length, entry) in self._automaton.iter(squeezed)
        ]
        free_from = 0
        for first, negative_length, entry in sorted(found, key=lambda match: match[:2]):
            if first < free_from:
                continue
            free_from = first - negative_length
            if entry is not None:
                start, end = offsets[first], offsets[free_from - 1] + 1
                yield _finding(entry, start, end, squeezed[first:free_from])


def _finding(entry: Wording, start: int, end: int, excerpt: str) -> Finding:
    messages = {Kind.SECRET: f"“{excerpt}”为涉密标志", Kind.LAW: f"引用了已被替代的“{excerpt}”"}
    message = messages.get(entry.kind, f"“{excerpt}”表述不规范")
    if entry.kind in messages:
        suggestion = entry.suggestion
    else:
        suggestion = f"建议改为“{entry.suggestion}”" if entry.suggestion else "建议删去或改写"
        suggestion += f"（{entry.source}）。" if entry.source else "。"
    return Finding(entry.kind, entry.severity, message, suggestion, start, end, excerpt=excerpt)
