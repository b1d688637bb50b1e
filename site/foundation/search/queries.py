"""What a reader asks for, parsed: words, their synonyms, the tokens a document must hold. Pure; never raises."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from opencc import OpenCC

from .segmentation import fold, number_key, pairs, pieces

# A title is at most 255 characters; what is longer was pasted by accident.
LONGEST_QUERY = 100
# Ten words and synonyms of a word beyond these say nothing more and would only cost.
MOST_WORDS, MOST_SYNONYMS = 10, 6
FIELDS = ("title", "number", "text")
# Words that ask and are in no document that answers.
_ASKING = re.compile(
    "怎么样?|怎样|如何|哪里|哪儿|哪些|哪个|什么时候|什么|多少|多久|几天|为啥|为何|为什么|可不可以|能不能|是不是|有没有|"
    "请问|我想|想要|需要|吗|呢|吧|啊|"
    # Of a body: its page bears the name and says all of it.
    "电话号码|联系电话|电话|联系方式|地址|在哪|几点|上班时间"
)
FILTERS = ("kind", "category", "body", "year", "subject", "genre", "validity", "item")


@dataclass(frozen=True, slots=True)
class Query:
    """A search as its address says it. ``field`` is empty or one of FIELDS; ``order`` is relevance or date.

    ``since`` and ``until`` are dates in ISO form, both included; what is no date is taken as none.
    """

    words: str
    kind: str = ""
    category: str = ""
    body: str = ""
    year: str = ""
    subject: str = ""
    genre: str = ""
    validity: str = ""
    item: str = ""
    field: str = ""
    order: str = "relevance"
    since: str = ""
    until: str = ""

    @property
    def filters(self) -> dict[str, str]:
        """The chosen filters by name."""
        return {name: value for name in FILTERS if (value := getattr(self, name))}

    def without(self, name: str) -> "Query":
        """The same search without one filter."""
        return replace(self, **{name: ""})


@dataclass(frozen=True, slots=True)
class Term:
    """Tokens that stand side by side (a Han run) or one token; ``is_prefix`` for a single Han character."""

    tokens: tuple[str, ...]
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the query: it or one of its synonyms must be found. Each is a list of terms, all of which must."""

    text: str
    alternatives: tuple[tuple[Term, ...], ...]
    synonyms: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """The word and its synonyms."""
        return (self.text, *self.synonyms)


@dataclass(frozen=True, slots=True)
class Parsed:
    """The query taken apart. ``number_key`` is set when it is a document number and nothing else."""

    words: tuple[Word, ...] = ()
    number_key: str = ""

    @property
    def text(self) -> str:
        """The words as normalised."""
        return " ".join(word.text for word in self.words)

    @property
    def tokens(self) -> tuple[str, ...]:
        """Every token of the words themselves, each once, in order."""
        terms = (term for word in self.words for term in word.alternatives[0])
        return tuple(dict.fromkeys(token for term in terms for token in term.tokens))

    @property
    def has_prefix(self) -> bool:
        """Whether a single character is asked for."""
        return any(term.is_prefix for word in self.words for term in word.alternatives[0])


def parse(words: str, synonyms: Mapping[str, Iterable[str]] = {}) -> Parsed:
    """Take a query apart; ``synonyms`` gives the other members of a word's group, in folded spelling."""
    shown = fold(words[:LONGEST_QUERY])
    key = number_key(simplified(shown))
    texts = [" ".join(shown.split())] if key else _joined(shown.split())
    parsed = []
    for text in dict.fromkeys(texts):
        terms = _terms(text)
        if not terms:
            continue
        bare = _bare(text)
        others = tuple(dict.fromkeys(_others(bare, synonyms)))[:MOST_SYNONYMS]
        alternatives = (terms, *(_terms(other) for other in others))
        parsed.append(Word(bare, alternatives, others))
    return Parsed(tuple(parsed[:MOST_WORDS]), key)


def without_asking(words: str) -> str:
    """A question in everyday words without those that only ask: 企业怎么申请公开 becomes 企业 申请公开."""
    return " ".join(_ASKING.sub(" ", fold(words[:LONGEST_QUERY])).split())


def simplified(text: str) -> str:
    """The same in simplified characters."""
    return _converter().convert(text)


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def _bare(text: str) -> str:
    """A word without the punctuation around it."""
    return text.strip("\"'“”‘’《》〈〉,，。;；:：!！?？、()*+-~^|&\\/<>[]{}【】 ")


def _joined(words: list[str]) -> list[str]:
    """Words, of which single Han characters in a row are one: 政 务 公 开."""
    joined: list[str] = []
    was_single = False
    for word in words:
        is_single = len(word) == 1 and any(piece.is_han for piece in pieces(word))
        if is_single and was_single:
            joined[-1] += word
        else:
            joined.append(word)
        was_single = is_single
    return joined


def _others(text: str, synonyms: Mapping[str, Iterable[str]]) -> Iterable[str]:
    """The word as documents write it (醫保: 医保); its synonyms; in a longer word, those of the words in it."""
    plain = simplified(text)
    if plain != text:
        yield plain
        text = plain
    yield from synonyms.get(text, ())
    if text in synonyms:
        return
    for known, group in synonyms.items():
        if len(known) > 1 and known in text:
            yield from (text.replace(known, other) for other in group if other not in text)


def _terms(text: str) -> tuple[Term, ...]:
    """A single character beside others (第 in 第492号) says too little to be looked for."""
    found = list(pieces(text))
    if len(found) > 1:
        found = [piece for piece in found if len(piece.text) > 1 or not piece.is_han] or found[:1]
    return tuple(
        Term(tuple(pairs(piece.text)), is_prefix=len(piece.text) == 1)
        if piece.is_han
        else Term((piece.text,))
        for piece in found
    )
