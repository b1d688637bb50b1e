"""Document numbers (文号): 机关代字〔年〕序号, and orders (令第N号) and announcements (公告).

Canonical form: 党政机关公文处理工作条例(中办发〔2012〕14号)第九条: 机关代字、年份、发文顺序号;
GB/T 9704—2012 7.2.5: six-sided brackets, four-digit year, no leading zero and no 第.
"""

import re
from dataclasses import dataclass

from .numerals import NUMERAL_CHARS, read_numeral
from .spelling import fold

# One character for one, so that positions found in the folded text hold in the original.
_BRACKETS = str.maketrans(dict.fromkeys("([\u3010\u3016", "〔") | dict.fromkeys(")]\u3011\u3017", "〕"))

_CODE = r"(?P<code>[\u4e00-\u9fff]{1,24}?)"
_S = r"\s{0,3}"  # bounded, so that a long run of blanks is not tried in every division
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_SEQUENCE = rf"(?P<seq>\d{{1,5}}|[{NUMERAL_CHARS}]{{1,7}})"
_NUMBERED = re.compile(rf"{_CODE}{_S}〔{_S}{_YEAR}{_S}年?{_S}〕?{_S}第?{_S}(?P<seq>\d{{1,5}})(?!\d){_S}号?")
_ORDER = re.compile(rf"{_CODE}令{_S}〔?{_S}第{_S}{_SEQUENCE}{_S}号{_S}〕?")
_ORDER_AFTER = re.compile(rf"{_CODE}{_S}第{_S}{_SEQUENCE}{_S}号令")
_ANNOUNCEMENT = re.compile(rf"{_CODE}公告{_S}〔?{_S}{_YEAR}{_S}年{_S}〕?{_S}第{_S}(?P<seq>\d{{1,5}}){_S}号")
_FORMS = ((_ANNOUNCEMENT, "公告"), (_ORDER, "令"), (_ORDER_AFTER, "令"), (_NUMBERED, "号"))

# Words that lead up to a citation in running text and are never part of an issuer's code.
_LEAD_WORDS = re.compile(
    r"^.*(?:按照|根据|依据|依照|遵照|参照|对照|执行|落实|贯彻|符合|违反|转发|印发|下发|废止|修改|替代|以及|"
    r"关于|文件|通知|规定|办法|要求|精神)"
)
_LEAD_CHARS = re.compile(r"^[的按据见与及由经对以]+")
NUMBER_CHARS = 80  # the longest code, blanks included


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A 文号. `kind` is 号 (numbered letter), 令 (order, no year) or 公告 (announcement)."""

    issuer_code: str
    year: int | None
    sequence: int
    kind: str = "号"

    @property
    def display(self) -> str:
        """The canonical printed form, e.g. 郑大数据〔2019〕23号."""
        if self.kind == "令":
            return f"{self.issuer_code}令第{self.sequence}号"
        if self.kind == "公告":
            return f"{self.issuer_code}公告{self.year}年第{self.sequence}号"
        return f"{self.issuer_code}〔{self.year}〕{self.sequence}号"

    @property
    def key(self) -> str:
        """What two spellings of one number have in common, e.g. 郑大数据201923."""
        kind = "" if self.kind == "号" else self.kind
        return f"{self.issuer_code}{kind}{self.year or ''}{self.sequence}"


@dataclass(frozen=True, slots=True)
class Citation:
    """A 文号 found in running text, at `text[start:end]`."""

    number: DocumentNumber
    start: int
    end: int


def _number(match: re.Match, kind: str, code: str) -> DocumentNumber | None:
    sequence = read_numeral(match["seq"])
    if not sequence or not code:
        return None
    year = None if kind == "令" else int(match["year"])
    return DocumentNumber(code, year, sequence, kind)


def parse_document_number(text: str) -> DocumentNumber | None:
    """The 文号 that `text` is, in any bracket style or spacing; None when it is not one."""
    if len(text) > NUMBER_CHARS:
        return None
    folded = "".join(fold(text).translate(_BRACKETS).split())
    for pattern, kind in _FORMS:
        match = pattern.fullmatch(folded)
        if match:
            return _number(match, kind, match["code"])
    return None


def find_document_numbers(text: str) -> list[Citation]:
    """Every 文号 cited in `text`, in order of appearance."""
    folded = fold(text).translate(_BRACKETS)
    found: list[Citation] = []
    for pattern, kind in _FORMS:
        for match in pattern.finditer(folded):
            if any(match.start() < c.end and c.start < match.end() for c in found):
                continue
            start, code = _without_lead(match, folded)
            number = _number(match, kind, code)
            if number:
                found.append(Citation(number, start, match.end()))
    return sorted(found, key=lambda citation: citation.start)


def _without_lead(match: re.Match, folded: str) -> tuple[int, str]:
    """Start and text of the issuer's code without the words that lead up to it."""
    code = match["code"]
    stripped = _LEAD_CHARS.sub("", _LEAD_WORDS.sub("", code))
    if stripped.startswith("和") and folded[: match.start()].rstrip().endswith(("号", "〕")):
        stripped = stripped.removeprefix("和")
    return match.start() + len(code) - len(stripped), stripped
