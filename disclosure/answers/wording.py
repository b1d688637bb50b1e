"""The sentences of an answer, made from what was decided about each item, for the person who reads them. Pure."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from disclosure.requests.enums import AnswerKind
from foundation.letters.rules import chinese_date

from .enums import SearchedKind
from .outcomes import OUTCOMES

K = AnswerKind


@dataclass(frozen=True, slots=True)
class Decided:
    """One item with its outcome, as the letter tells it."""

    order: int
    text: str
    outcome: str
    facts: str = ""
    reasons: str = ""
    basis: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def kind(self) -> AnswerKind:
        return OUTCOMES[self.outcome].kind


def decision_line(item: Decided, you: str) -> str:
    """What was decided, in one sentence."""
    given = item.details
    match item.kind:
        case K.PUBLIC:
            return f"{you}申请的信息本机关已经主动公开，获取的方式、途径见下。"
        case K.GRANTED if item.outcome == "granted_later":
            return f"{you}申请的信息予以公开，本机关将于{_day(given['supply_on'])}前提供。"
        case K.GRANTED if item.outcome == "granted_where":
            return f"{you}申请的信息予以公开，获取的方式、途径和时间见下。"
        case K.GRANTED:
            return f"{you}申请的信息予以公开，随本答复书提供。"
        case K.DENIED:
            return f"{you}申请的信息不予公开。"
        case K.PARTIAL:
            begins = f"{you}申请的信息部分公开。可以公开的部分随本答复书提供；不予公开的部分："
            return _sentence(begins, given["withheld"])
        case K.ELSEWHERE:
            return f"{you}申请的信息不由本机关负责公开。"
        case K.ABSENT:
            return f"{you}申请的信息不存在。"
        case K.REPEATED:
            return f"{you}申请的信息本机关已经答复过，不予重复处理。"
        case K.SPECIAL:
            return f"{you}申请的信息，应当依照有关法律、行政法规的规定办理。"
        case K.PROCESSING:
            return f"{you}申请的内容需要本机关对现有政府信息进行加工、分析，不予提供。"
        case K.PETITION:
            return f"{you}提出的事项属于信访、投诉、举报等活动，不作为政府信息公开申请处理。"
        case K.PUBLICATION:
            return f"{you}申请的是政府公报、报刊、书籍等公开出版物，获取的途径见下。"
        case K.UNCLEAR:
            return f"{you}申请的内容经补正仍不明确，本机关无法提供。"
        case K.EXCESSIVE:
            return f"{you}申请公开政府信息的数量、频次明显超过合理范围，说明的理由不合理，不予处理。"
    return f"{you}要求对已获取的信息予以确认或者重新出具，不予处理。"


def reason_lines(item: Decided) -> list[str]:
    """The facts found, the reasons, the articles."""
    given = item.details
    lines = [item.facts.strip()]
    if rows := given.get("search"):
        said = "；".join(
            f"{_day(row['on'])}检索{SearchedKind(row['kind']).label}“{row['place']}”，关键词“{row['words']}”，{_bare(row['result'])}"
            for row in rows
        )
        lines.append(_sentence("本机关检索情况：", said))
    if item.kind == K.REPEATED:
        lines.append(f"此前的答复：{given['earlier_number']}，{_day(given['earlier_on'])}作出。")
    lines.append(item.reasons.strip())
    if given.get("openness"):
        lines.append(_sentence("经核对，没有规定要求公开该信息：", given["openness"]))
    lines.append(_sentence("依据：", item.basis))
    return [line for text in lines for line in text.splitlines() if line.strip()]


def next_lines(item: Decided, you: str) -> list[str]:
    """What the applicant can do now, and by when."""
    given = item.details
    match item.kind:
        case K.PUBLIC | K.GRANTED if item.outcome in ("public_answer", "granted_where"):
            return _places(given, you)
        case K.GRANTED if item.outcome == "granted_later":
            return [
                f"请等候本机关在{_day(given['supply_on'])}前按{you}选择的方式提供。届时没有收到的，请与本机关联系。"
            ]
        case K.ELSEWHERE if given.get("holder"):
            return [
                _sentence(f"请向负责公开该信息的{given['holder']}申请，联系方式：", given["holder_contact"])
            ]
        case K.ELSEWHERE:
            return ["本机关不能确定负责公开该信息的机关。"]
        case K.SPECIAL:
            return [_sentence("请按规定办理：", given["law"])]
        case K.PETITION | K.PUBLICATION:
            return [_sentence("请通过以下渠道：", given["channel"])]
        case K.UNCLEAR:
            return [f"{you}可以写明所需信息的名称、文号或者便于查询的其他特征后，重新申请。"]
        case K.ABSENT:
            return [f"{you}有线索表明该信息存在的，可以提供线索后重新申请。"]
        case K.PROCESSING:
            return [f"{you}可以申请与之有关的现有信息，由{you}自行汇总分析。"]
    return []


def _places(given: Mapping[str, Any], you: str) -> list[str]:
    ways = []
    if given.get("place_url"):
        ways.append(f"网址：{given['place_url']}")
    if given.get("place"):
        ways.append(f"查阅场所：{given['place']}")
    if given.get("when"):
        ways.append(f"时间：{given['when']}")
    return [_sentence(f"{you}可以这样获取：", "；".join(map(_bare, ways)))]


def _sentence(begins: str, typed: str) -> str:
    """A sentence that ends in what was typed, with one full stop whether or not that had its own."""
    return f"{begins}{_bare(typed)}。"


def _bare(typed: str) -> str:
    return typed.strip().rstrip("。；，")


def _day(written: str) -> str:
    """A day as letters write it."""
    return chinese_date(dt.date.fromisoformat(written))


def numbered(items: Sequence[tuple[int, Sequence[str]]]) -> list[str]:
    """Paragraphs of several items under their numbers; of one item without."""
    if len(items) == 1:
        return list(items[0][1])
    return [
        f"第{order}项：{line}" if first else line
        for order, lines in items
        for first, line in ((place == 0, line) for place, line in enumerate(lines))
    ]


def texts_of(items: Sequence[Decided], you: str) -> dict[str, str]:
    """The three texts of the answer, a paragraph a line, by field of the page."""
    return {
        "decision": "\n".join(numbered([(item.order, [decision_line(item, you)]) for item in items])),
        "reasons": "\n".join(numbered([(item.order, reason_lines(item)) for item in items])),
        "next_steps": "\n".join(
            numbered([(item.order, lines) for item in items if (lines := next_lines(item, you))])
        ),
    }
