"""A small question in words that a person answers at once and a plain machine does not.

Shown only while load asks for it. It needs no script, no picture and no foreign service, and a screen reader reads
it. The answer travels as a keyed digest bound to the form's token, which counts once, so it cannot be replayed.
"""

import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from django.core import signing
from django.utils.crypto import constant_time_compare

from .tokens import Token, keyed_digest

_SALT = "submissions.challenge"
_DIGITS = "零一二三四五六七八九十"
# Written alike in simplified and traditional characters, so that the answer is the same in /hant/.
_PHRASES = ("公平公正", "依法行政", "便民利民", "公告公示", "公共安全", "安居工程")
_PLACES = ("一", "二", "三", "四")
_GROUPS = (("三", "春天、花草、三、河流"), ("七", "七、高山、雨水、秋天"), ("五", "山水、道路、五、公交"))


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and the signed form of its answer."""

    words: str
    signed: str


def _word(number: int) -> str:
    """0 to 19 in Chinese numerals."""
    return _DIGITS[number] if number <= 10 else f"十{_DIGITS[number - 10]}"


def _sum() -> tuple[str, str]:
    one, two = 1 + secrets.randbelow(9), 1 + secrets.randbelow(9)
    return f"{_word(one)}加{_word(two)}等于几？", str(one + two)


def _difference() -> tuple[str, str]:
    two = 1 + secrets.randbelow(8)
    one = two + 1 + secrets.randbelow(9)
    return f"{_word(one)}减{_word(two)}等于几？", str(one - two)


def _character() -> tuple[str, str]:
    phrase, place = secrets.choice(_PHRASES), secrets.randbelow(4)
    return f"“{phrase}”的第{_PLACES[place]}个字是什么？", phrase[place]


def _odd_one() -> tuple[str, str]:
    answer, words = secrets.choice(_GROUPS)
    return f"“{words}”这几个词中，哪一个是数字？", str(_DIGITS.index(answer))


_MAKERS: tuple[Callable[[], tuple[str, str]], ...] = (_sum, _difference, _character, _odd_one)


def ask(token: Token) -> Question:
    """A question for the form that bears this token."""
    words, answer = secrets.choice(_MAKERS)()
    return Question(words, signing.dumps([words, _answer_digest(answer, token)], salt=_SALT))


def is_answered(signed: str, answer: str, token: Token) -> bool:
    """Whether this is the answer to the question that the form with this token was given."""
    try:
        _words, right = signing.loads(signed, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return False
    return constant_time_compare(_answer_digest(_plain(answer), token), right)


def _plain(answer: str) -> str:
    """Numerals of every kind as digits: “八”, “８” and “8” are one answer."""
    entered = unicodedata.normalize("NFKC", answer).strip(" 。.“”\"'")
    numbers = {_word(number): str(number) for number in range(20)} | {"两": "2", "〇": "0"}
    return numbers.get(entered, entered)


def _answer_digest(answer: str, token: Token) -> str:
    return keyed_digest("answer", f"{token.nonce}:{answer}")
