"""How the numbered parts of a document are recognised: 编 章 节 条, 一、 (一) 1. (1), 附件, 目录.

Levels: GB/T 9704—2012 7.3.3 (一、 (一) 1. (1)); 立法法第六十五条 (编、章、节、条、款、项、目).
Patterns are matched against folded text, so that full-width and ASCII punctuation are one.
"""

import re
from dataclasses import dataclass

from .numerals import NUMERAL_CHARS, read_numeral
from .spelling import fold, squeeze

_N = rf"[{NUMERAL_CHARS}\d]{{1,7}}"
_CN = r"[一二三四五六七八九十百]{1,4}"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_HEADING = re.compile(
    rf"(?P<label>第\s*(?P<number>{_N})\s*(?P<level>[编章节]))(?:[\s:].{{0,60}}|[^\s。;]{{0,30}})"
)
_ARTICLE = re.compile(
    rf"(?P<label>第\s*(?P<number>{_N})\s*条(?:之(?P<suffix>[{NUMERAL_CHARS}]+))?)(?P<gap>[\s:]*).*", re.DOTALL
)
_ITEMS = (
    (1, re.compile(rf"(?P<label>(?P<number>{_CN})[、.]).*", re.DOTALL)),
    (2, re.compile(rf"(?P<label>\(?\s*(?P<number>{_CN})\s*\)、?).*", re.DOTALL)),
    (3, re.compile(r"(?P<label>(?P<number>\d{1,3})[.、](?!\d)).*", re.DOTALL)),
    (4, re.compile(r"(?P<label>\(?\s*(?P<number>\d{1,3})\s*\)、?).*", re.DOTALL)),
    (4, re.compile(rf"(?P<label>(?P<number>[{_CIRCLED}])).*", re.DOTALL)),
)
_ANNEX = re.compile(rf"附\s*(?:件|表|录|图)\s*(?P<number>{_N})?\s*:?|附\s*(?P<bare>{_N})\s*:?")
_ANNEX_TITLED = re.compile(
    rf"(?P<label>附\s*(?:件|表|录|图)?\s*(?P<number>{_N}))\s*[:.、\s]\s*(?P<title>\S.{{1,60}})"
)
_ANNEX_LIST = re.compile(r"附\s*件\s*:\s*(?P<first>\S.*)")
_TOC_QUOTED = re.compile(rf"(?:第?\s*{_N}\s*)[、.)]?\s*《(?P<title>[^》]{{2,80}})》\s*[;。,]?\s*\d*")
_TOC_PLAIN = re.compile(
    rf"(?P<title>(?:第\s*{_N}\s*[编章节条]|附\s*件\s*(?:{_N})?|{_N}\s*[、.])[^。;]{{1,60}}?)[\s.…·—]*\d*\s*;?"
)
_GENRE_END = re.compile(
    r"(?:通知|通报|公告|通告|公报|决定|决议|命令|令|意见|办法|规定|细则|规则|制度|机制|方案|预案|规划|计划|要点|"
    r"指南|目录|清单|汇编|条例|章程|标准|规范|报告|请示|批复|函|纪要|议案|流程图?|表|单|书|名单|须知|说明|解读|"
    r"总结|公示|图|指引|守则|程序|规程|范本|读本)(?:\([^()]{1,30}\))*$"
)
_SENTENCE_END = ("。", ";", ":", ",", "、", "!", "?")
_INSTITUTION = re.compile(
    r".*(?:人民政府|办公室|办公厅|委员会|局|厅|部|委|院|会|中心|处|科|站|所|队|公司|街道办事处|镇|乡)"
    r"(?:\(.*\))?"
)
TITLE_LINE_CHARS = 60  # a centred title line of GB/T 9704 holds about 20 characters at 二号
TITLE_LINES = 5
LABEL_CHARS = 80  # a label stands within the first characters; the rest is not looked at
LISTED_LINE_CHARS = 160  # a line of a table of contents with its leader dots


@dataclass(frozen=True, slots=True)
class Marker:
    """A recognised beginning of a paragraph; `level` is 编, 章, 节, 条 or "1" … "4".

    `label` and `text` are the two halves of the paragraph as printed.
    """

    level: str
    label: str
    number: int
    text: str
    suffix: int = 0


def _split(text: str, match: re.Match) -> tuple[str, str]:
    end = match.end("label")
    return text[:end], text[end:]


def heading_marker(text: str) -> Marker | None:
    """A line that is a 编, 章 or 节 heading."""
    folded = fold(text) if len(text) <= LISTED_LINE_CHARS else ""
    match = _HEADING.fullmatch(folded)
    if match is None or folded.endswith(_SENTENCE_END):
        return None
    number = read_numeral(match["number"])
    label, rest = _split(text, match)
    return Marker(match["level"], label, number, rest) if number else None


def article_marker(text: str, expected: int) -> Marker | None:
    """A paragraph that begins a 条. Without a gap after 条 it must be the expected next one,
    so that a sentence beginning “第六条规定的…” is not taken for an article."""
    match = _ARTICLE.fullmatch(fold(text[:LABEL_CHARS]))
    number = read_numeral(match["number"]) if match else None
    if match is None or not number:
        return None
    label, rest = _split(text, match)
    if rest and not match["gap"] and number != expected:
        return None
    return Marker("条", label, number, rest, read_numeral(match["suffix"] or "") or 0)


def item_marker(text: str) -> Marker | None:
    """A numbered paragraph of one of the four levels."""
    folded = fold(text[:LABEL_CHARS])
    for level, pattern in _ITEMS:
        match = pattern.fullmatch(folded)
        if match:
            printed = match["number"]
            number = _CIRCLED.index(printed) + 1 if printed in _CIRCLED else read_numeral(printed)
            label, rest = _split(text, match)
            return Marker(str(level), label, number, rest) if number else None
    return None


def is_marked(text: str) -> bool:
    """Whether a paragraph begins with any marker of structure."""
    return bool(
        heading_marker(text) or article_marker(text, 1) or item_marker(text) or annex_number(text) is not None
    )


def annex_number(text: str) -> int | None:
    """The number of a line that only says 附件N; 0 for a bare 附件; None otherwise."""
    match = _ANNEX.fullmatch(fold(text)) if len(text) <= TITLE_LINE_CHARS else None
    if not match:
        return None
    return read_numeral(match["number"] or match["bare"] or "") or 0


def titled_annex(text: str) -> tuple[str, int, str] | None:
    """Label, number and title of a line such as 附件1:申请表."""
    match = _ANNEX_TITLED.fullmatch(fold(text)) if len(text) <= LISTED_LINE_CHARS else None
    number = read_numeral(match["number"]) if match else None
    return (text[: match.end("label")], number, text[match.start("title") :]) if match and number else None


def annex_list_first(text: str) -> str | None:
    """What follows 附件: in the line that begins the list of annexes."""
    match = _ANNEX_LIST.fullmatch(fold(text[:LABEL_CHARS]))
    return text[match.start("first") :] if match else None


def toc_entry(text: str) -> str | None:
    """The title in a line of a table of contents; None for any other line."""
    if len(text) > LISTED_LINE_CHARS:
        return None
    folded = fold(text)
    match = _TOC_QUOTED.fullmatch(folded) or _TOC_PLAIN.fullmatch(folded)
    return text[match.start("title") : match.end("title")].strip() if match else None


def is_title_line(text: str) -> bool:
    """Whether a line may belong to a title: short, unnumbered, no sentence."""
    return len(text) <= TITLE_LINE_CHARS and not fold(text).endswith(_SENTENCE_END) and not is_marked(text)


def is_institution(text: str) -> bool:
    """Whether a line is the name of a body, or such a name in brackets."""
    if len(text) > TITLE_LINE_CHARS:
        return False
    folded = squeeze(text)
    if folded.startswith("(") and folded.endswith(")"):
        folded = folded[1:-1]
    return bool(_INSTITUTION.fullmatch(folded))


def ends_with_genre(text: str) -> bool:
    """Whether a line ends with a kind of document, (试行) and the like allowed after it."""
    return bool(_GENRE_END.search(squeeze(text[-TITLE_LINE_CHARS:])))


def title_length(lines: list[str]) -> int:
    """How many of the first `lines` make up a title; 0 when the first cannot begin one.

    A title ends with the kind of document (通知, 办法 …); without such an end it is one line.
    """
    if not lines or not is_title_line(lines[0]):
        return 0
    for count, line in enumerate(lines[:TITLE_LINES], 1):
        if not is_title_line(line):
            break
        following = lines[count] if count < len(lines) else ""
        continues = fold(following).startswith(("的", "(")) and is_title_line(following)
        if ends_with_genre(line) and not continues:
            return count
    return 1
