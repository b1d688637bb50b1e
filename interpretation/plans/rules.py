"""What a plan lacks and which of its points are explained. Pure: no Django."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"[。!?!?;;\n]")


@dataclass(frozen=True, slots=True)
class Point:
    """One row of the outline (解读提纲): the point, the clause it is in, where it comes from (出处)."""

    point: str
    clause: str
    source: str


def plan_faults(points: Collection[Point], forms: Collection[str], channels: Collection[str]) -> list[str]:
    """What is missing of the four parts 提纲, 形式, 途径, 时间 (R-086); 时间 always has a value."""
    faults = []
    if not points:
        faults.append("解读提纲为空，请逐条列出政策要点。")
    faults += [f"提纲“{point.point}”未注明出处。" for point in points if not point.source.strip()]
    if not forms:
        faults.append("未填解读形式，请至少列一种。")
    if not channels:
        faults.append("未填解读途径，请至少选一项。")
    return faults


def uncovered(points: Iterable[Point], explained: Collection[str], text: str) -> list[Point]:
    """Points that no material explains: neither a note on their clause nor their clause or words in its text."""
    return [
        point
        for point in points
        if not (point.clause and (point.clause in explained or point.clause in text))
        and point.point not in text
    ]


def long_sentences(text: str, longest: int) -> list[str]:
    """The beginnings of sentences of more than ``longest`` characters: hard to read on a phone (R-095)."""
    sentences = (sentence.strip() for sentence in _SENTENCE_END.split(text))
    return [sentence[:20] for sentence in sentences if len(sentence) > longest]


def copied_passages(text: str, original: str, shortest: int) -> list[str]:
    """The beginnings of passages of ``shortest`` characters or more taken over word for word (R-095)."""
    text, original = "".join(text.split()), "".join(original.split())
    if len(original) < shortest or len(text) < shortest:
        return []
    pieces = {original[at : at + shortest] for at in range(len(original) - shortest + 1)}
    found, at = [], 0
    while at <= len(text) - shortest:
        if text[at : at + shortest] in pieces:
            found.append(text[at : at + 20])
            at += shortest
            while at < len(text) and text[at - shortest + 1 : at + 1] in pieces:
                at += 1
        else:
            at += 1
    return found
