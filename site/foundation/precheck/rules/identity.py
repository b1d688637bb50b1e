"""Identity card numbers (公民身份号码), GB 11643—1999: 18 digits with a check digit, and the 15 of the first cards.

The new permanent residence card of foreigners (外国人永久居留身份证, 2023) has the same build and begins with 9.
"""

import datetime as dt
import re
from collections.abc import Iterator

from .finding import Finding, Kind, Severity, mask
from .plain import before

# First two digits of GB/T 2260; 81–83 are the residence permits of Hong Kong, Macao and Taiwan residents.
_PROVINCES = frozenset(
    map(
        str,
        [*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71],
    )
) | {"81", "82", "83"}
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_FIRST_BIRTH_YEAR = 1900

# One or two spaces, hyphens or dots between digits, or one line break as PDF text has it. Atomic: a text of
# digits and blanks must not make the search try every way of sharing them out.
_GAP = r"(?>[ \t·-]{1,2}|[ \t]?\r?\n[ \t]?)?+"
_EIGHTEEN = re.compile(rf"(?<![0-9A-Za-z])[1-9](?:{_GAP}\d){{16}}{_GAP}[\dXx](?![0-9A-Za-z])")
_FIFTEEN = re.compile(r"(?<![0-9A-Za-z.-])[1-9]\d{14}(?![0-9A-Za-z])")
_SEPARATORS = re.compile(r"[\s·-]")

_CALLED_IDENTITY = re.compile(r"身份(?:证|号|号码|证号|证号码|证件号码?|证明号码?)?[^0-9A-Za-z]{0,6}$")
_CALLED_OTHERWISE = re.compile(
    r"(?:信用代码|机构代码|注册号|登记号|订单|流水|批次|受理|办件|条码|项目代码|编号|序列号|交易号|凭证|运单)[^\n]{0,6}$"
)
_ADVICE = "公开前删去或遮盖，如改为姓名加部分号码。"


def check_digit(first_seventeen: str) -> str:
    """The eighteenth character, ISO 7064 MOD 11-2 as GB 11643 prescribes."""
    total = sum(int(digit) * weight for digit, weight in zip(first_seventeen, _WEIGHTS, strict=True))
    return _CHECK_DIGITS[total % 11]


def find_identity_numbers(text: str, today: dt.date) -> Iterator[Finding]:
    """Identity numbers in a plain text; credit codes, phone and order numbers are passed over."""
    yield from _eighteen(text, today)
    yield from _fifteen(text, today)


def _eighteen(text: str, today: dt.date) -> Iterator[Finding]:
    at = 0
    while match := _EIGHTEEN.search(text, at):
        number = _SEPARATORS.sub("", match[0]).upper()
        verdict = _judge(number, before(text, match.start(), 24), today)
        # The next number may begin inside what was refused: “2 11010…” in a numbered list.
        at = match.end() if verdict else match.start() + 1
        if verdict:
            severity, message = verdict
            yield _finding(match, number, severity, message)


def _judge(number: str, lead: str, today: dt.date) -> tuple[Severity, str] | None:
    if not _region(number) or not _born(number[6:14], today):
        return None
    if number[17] == check_digit(number[:17]):
        if _CALLED_OTHERWISE.search(lead) and is_credit_code(number):
            return None
        return Severity.MUST_FIX, "疑似公民身份号码（校验位相符）"
    if _CALLED_IDENTITY.search(lead):
        return Severity.CONFIRM, "疑似公民身份号码（校验位不符，可能有一位写错）"
    return None


def _fifteen(text: str, today: dt.date) -> Iterator[Finding]:
    for match in _FIFTEEN.finditer(text):
        number = match[0]
        if number[:2] not in _PROVINCES or not _born(f"19{number[6:12]}", today):
            continue
        lead = before(text, match.start(), 24)
        if _CALLED_OTHERWISE.search(lead):
            continue
        # Fifteen digits carry no check digit: only the word beside them makes it certain.
        certain = _CALLED_IDENTITY.search(lead)
        severity = Severity.MUST_FIX if certain else Severity.CONFIRM
        yield _finding(match, number, severity, "疑似15位公民身份号码")


def _finding(match: re.Match[str], number: str, severity: Severity, message: str) -> Finding:
    return Finding(
        Kind.IDENTITY, severity, message, _ADVICE, match.start(), match.end(), excerpt=mask(number)
    )


def _region(number: str) -> bool:
    region = number[1:3] if number[0] == "9" else number[:2]
    return region in _PROVINCES


def _born(digits: str, today: dt.date) -> bool:
    try:
        born = dt.datetime.strptime(digits, "%Y%m%d").date()
    except ValueError:
        return False
    return born.year >= _FIRST_BIRTH_YEAR and born <= today


_CREDIT_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def is_credit_code(code: str) -> bool:
    """Whether the check character of a unified social credit code (统一社会信用代码, GB 32100—2015) fits."""
    if len(code) != 18 or any(char not in _CREDIT_CHARACTERS for char in code):
        return False
    total = sum(_CREDIT_CHARACTERS.index(char) * pow(3, place, 31) for place, char in enumerate(code[:17]))
    return _CREDIT_CHARACTERS[-total % 31] == code[17]
