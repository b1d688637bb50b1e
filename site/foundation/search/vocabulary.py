"""您要找的是不是: phrases of public titles that differ from what was typed by one character or sound the same."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from django.db.models import F, Q, Value
from django.db.models.functions import Length, Replace
from pypinyin import Style, lazy_pinyin

from .models import Vocabulary
from .segmentation import HAN, fold

# What holds titles of official documents together; phrases stand between.
_JOINTS = re.compile(
    "关于|印发|转发|做好|开展|进一步|加强|推进|促进|实施|落实|公布|调整|征求|贯彻|有关|若干|全县|全市|全省|我县|我市|"
    "的|和|与|及|等|了|在|对|为|由|并|或|以|中|第|号|年|月|日|通知|意见|公告|通告|办法|方案|规定|细则|决定|函|"
    f"[^{HAN}]+"
)
SHORTEST, LONGEST = 2, 8
_PER_STATEMENT = 500
Pair = tuple[str, str]


def phrases(title: str) -> Iterator[str]:
    """Phrases of a title; of long ones the ends as well, where the known words stand; and every two characters."""
    for part in _JOINTS.split(fold(title)):
        if SHORTEST <= len(part) <= LONGEST:
            yield part
        if len(part) > 4:
            yield part[:4]
            yield part[-4:]
        if len(part) > SHORTEST:
            yield from (part[i : i + 2] for i in range(len(part) - 1))


def sound_of(text: str) -> str:
    """Pinyin without tones."""
    return " ".join(lazy_pinyin(text, style=Style.NORMAL))[:120]


def learn(titles: Iterable[str]) -> None:
    """Add the phrases of titles; safe to repeat, a phrase only weighs more. Two queries per 500 phrases."""
    counts = Counter(phrase for title in titles for phrase in set(phrases(title)))
    words = list(counts)
    for start in range(0, len(words), _PER_STATEMENT):
        batch = words[start : start + _PER_STATEMENT]
        known = set(Vocabulary.objects.filter(text__in=batch).values_list("text", flat=True))
        new = [
            Vocabulary(text=word, sound=sound_of(word), weight=counts[word])
            for word in batch
            if word not in known
        ]
        Vocabulary.objects.bulk_create(new, ignore_conflicts=True)
        if known:
            Vocabulary.objects.filter(text__in=known).update(weight=F("weight") + 1)


def near(word: str, limit: int = 3) -> list[str]:
    """Known phrases one character away from the word or of the same sound, the likeliest first; one query.

    Words of two characters only by their sound: every other one is one character away.
    """
    if not SHORTEST <= len(word) <= LONGEST or not re.fullmatch(f"[{HAN}]+", word):
        return []
    sound = sound_of(word)
    alike = Q(sound=sound)
    if len(word) > 2:
        others = Q()
        for size, begin, end in _spellings(word):
            others |= Q(size=size, text__startswith=begin, text__endswith=end)
        fewer = [word[:i] + word[i + 1 :] for i in range(len(word))] if len(word) > 3 else []
        alike |= others | Q(text__in=fewer)
    known = Vocabulary.objects.annotate(size=Length("text")).filter(alike).exclude(text=word)
    rows = known.values_list("text", "sound", "weight")
    ordered = sorted(rows, key=lambda row: (row[1] != sound, len(row[0]) != len(word), -row[2], row[0]))
    return [text for text, _sound, _weight in ordered[:limit]]


def _spellings(word: str) -> Iterator[tuple[int, str, str]]:
    """Length, beginning and end of what has another character in one place, or one more between two.

    Asked so, the database compares; a regular expression is a call of Python for every row of SQLite.
    """
    for at in range(len(word)):
        yield len(word), word[:at], word[at + 1 :]
        if at:
            yield len(word) + 1, word[:at], word[at:]


def longer(word: str, limit: int = 6) -> list[str]:
    """Known phrases that begin with the word and say more, the most frequent first; one query."""
    if len(word) < SHORTEST or not re.fullmatch(f"[{HAN}]+", word):
        return []
    known = Vocabulary.objects.filter(text__startswith=word).exclude(text=word)
    return list(known.order_by("-weight", "text").values_list("text", flat=True)[:limit])


def spelled(word: str, limit: int = 3) -> list[str]:
    """Known phrases that sound as the Latin letters say (yibao: 医保), the most frequent first; one query."""
    if not re.fullmatch("[a-z]{4,40}", word):
        return []
    joined = Replace("sound", Value(" "), Value(""))
    known = Vocabulary.objects.annotate(letters=joined).filter(letters=word)
    return list(known.order_by("-weight", "text").values_list("text", flat=True)[:limit])


def put_right(word: str, limit: int = 3) -> list[str]:
    """A longer word with two characters that no title has replaced by known ones of the same sound; one query."""
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    if not 2 < len(word) <= LONGEST or not re.fullmatch(f"[{HAN}]+", word):
        return []
    sounds = {pair: sound_of(pair) for pair in pairs}
    known = list(
        Vocabulary.objects.filter(sound__in=sounds.values())
        .order_by("-weight", "text")
        .values_list("text", "sound")
    )
    strange = [pair for pair in pairs if pair not in {text for text, _sound in known}]
    righted = [
        word.replace(pair, text, 1) for text, sound in known for pair in strange if sound == sounds[pair]
    ]
    return righted[:limit]
