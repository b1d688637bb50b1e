"""What an answer of each kind must come with, and the remedies it names. Pure: no Django, no I/O."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from disclosure.requests.enums import Leaf, Remedies

from .enums import Need, SearchedKind
from .outcomes import REGULATION, Outcome, ground_of

# A sentence that says why is not shorter; below it is a word, not a reason.
SHORTEST_REASON = 10
_SEARCHED = {SearchedKind.SYSTEM, SearchedKind.ARCHIVE}


def basis_of(outcome: Outcome) -> str:
    """The articles of the Regulation that the outcome rests on."""
    return f"{REGULATION}{outcome.article}"


def problems(outcome: Outcome, given: Mapping[str, Any]) -> dict[str, str]:
    """What is still missing, by field, in words that say what to do (R-173). ``given``: reasons, basis and details."""
    found: dict[str, str] = {}
    for need in outcome.needs:
        found |= dict(_CHECKS[need](given)) if need in _CHECKS else {}
    if not given.get("basis", "").strip():
        found["basis"] = "请写明法律依据。"
    elif ground_of(outcome.key) == Leaf.DENIED_2 and "《" not in given["basis"].replace(REGULATION, ""):
        found["basis"] = "请写明禁止公开的法律、行政法规的名称和条款，只引用条例不够。"
    return found


Found = Iterator[tuple[str, str]]


def _place(given: Mapping[str, Any]) -> Found:
    if not given.get("place_url") and not given.get("place"):
        yield "place", "请填写可以打开的网址，或者可以查阅的场所。已主动公开的，必须告知获取的方式、途径。"


def _supply_on(given: Mapping[str, Any]) -> Found:
    if not given.get("supply_on"):
        yield "supply_on", "请填写提供的日期。"


def _holder(given: Mapping[str, Any]) -> Found:
    if not given.get("holder"):
        yield "holder", "请填写负责公开的机关名称。"
    if not given.get("holder_contact"):
        yield "holder_contact", "能够确定负责机关的，须告知其联系方式（地址、电话）。"


def _reasons(given: Mapping[str, Any]) -> Found:
    if len(given.get("reasons", "").strip()) < SHORTEST_REASON:
        yield "reasons", f"请说明理由，不少于{SHORTEST_REASON}个字，结合申请的信息写，不能只引用条文。"


def _search(given: Mapping[str, Any]) -> Found:
    rows: Sequence[Mapping[str, str]] = given.get("search") or []
    kinds = {row.get("kind") for row in rows}
    if not {kind.value for kind in _SEARCHED} <= kinds:
        yield "search", "请登记检索记录：至少检索一个业务或者办公系统和一处档案，写明关键词、检索人和结果。"


def _withheld(given: Mapping[str, Any]) -> Found:
    if not given.get("withheld"):
        yield "withheld", "请概括写明哪些内容不予公开（不写其具体内容）。"


def _opinion(given: Mapping[str, Any]) -> Found:
    if not given.get("consultation"):
        yield (
            "consultation",
            "以保护第三方合法权益为由的，须有书面征求意见的记录。请先办理征求意见，再选择该意见。",
        )


def _openness(given: Mapping[str, Any]) -> Found:
    if not given.get("openness"):
        yield "openness", "请写明核对过哪些法律、法规、规章和主动公开目录，没有规定应当公开。"


def _earlier(given: Mapping[str, Any]) -> Found:
    if not given.get("earlier_number") or not given.get("earlier_on"):
        yield "earlier_number", "请填写此前答复的文号和日期。"


def _law(given: Mapping[str, Any]) -> Found:
    if not given.get("law"):
        yield "law", "请写明另有规定的法律、行政法规和办理的单位。"


def _channel(given: Mapping[str, Any]) -> Found:
    if not given.get("channel"):
        yield "channel", "请告知可以使用的渠道（名称、地址、电话或者网址）。"


_CHECKS = {
    Need.PLACE: _place,
    Need.SUPPLY_ON: _supply_on,
    Need.HOLDER: _holder,
    Need.WHY_NOT_OURS: _reasons,
    Need.REASONS: _reasons,
    Need.SEARCH: _search,
    Need.WITHHELD: _withheld,
    Need.OPINION: _opinion,
    Need.OPENNESS: _openness,
    Need.EARLIER: _earlier,
    Need.LAW: _law,
    Need.CHANNEL: _channel,
}


@dataclass(frozen=True, slots=True)
class Office:
    """An authority that a remedy leads to."""

    name: str
    address: str
    phone: str = ""

    @property
    def in_words(self) -> str:
        """Name with how to reach it."""
        reached = "，".join(
            filter(None, (f"地址：{self.address}", f"电话：{self.phone}" if self.phone else ""))
        )
        return f"{self.name}（{reached}）"


@dataclass(frozen=True, slots=True)
class Limits:
    """Days and months within which a remedy is open; from the parameters."""

    review_days: int
    suit_months: int
    suit_after_review_days: int


def remedy_paragraphs(
    decided: Sequence[tuple[int, Remedies]],
    review: Office,
    court: Office,
    limits: Limits,
    you: str = "你（单位）",
    letter: str = "本答复书",
) -> list[str]:
    """The remedies of one letter, item by item where they differ.

    不予公开 (条例 14–16), the closed part of 部分公开 included, goes to 行政复议 first: 行政复议法 23 and its last
    paragraph, 法释〔2025〕8号 1. All else: 行政复议 or a suit. ``decided``: order of the item and its remedies;
    ``letter``: what the letter calls itself.
    """
    first = [order for order, which in decided if which == Remedies.REVIEW_FIRST]
    either = [order for order, which in decided if which == Remedies.EITHER]
    paragraphs = []
    if first:
        what = _which(first, len(decided), "不予公开部分")
        paragraphs.append(
            f"{you}对{letter}{what}不服的，应当先申请行政复议：可以自收到{letter}之日起{limits.review_days}日内，"
            f"向{review.in_words}申请行政复议；对行政复议决定不服的，可以自收到行政复议决定书之日起"
            f"{limits.suit_after_review_days}日内，向{court.in_words}提起行政诉讼。"
            "未经行政复议，人民法院对此不予受理。"
        )
    if either:
        what = _which(either, len(decided), "")
        paragraphs.append(
            f"{you}对{letter}{what}不服的，可以自收到{letter}之日起{limits.review_days}日内，向{review.in_words}"
            f"申请行政复议；也可以自收到{letter}之日起{limits.suit_months}个月内，向{court.in_words}提起行政诉讼。"
        )
    return paragraphs


def _which(orders: Sequence[int], total: int, part: str) -> str:
    """第1、3项; nothing where it is all of them."""
    items = f"第{'、'.join(map(str, orders))}项" if len(orders) < total else ""
    return f"{items}{'的' if items and part else ''}{part}"


def deviates(asked: Sequence[str], way: str) -> bool:
    """Whether the way of delivery is another than the applicant asked for (条例 40, R-182)."""
    return bool(asked) and way not in asked
