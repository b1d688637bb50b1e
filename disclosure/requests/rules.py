"""Pure rules of the case: the day it counts as received, its result in table three, the identity number. No I/O."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .enums import CONFIRMED_CHANNELS, Channel, Leaf

# GB 11643—1999 (公民身份号码): weights of the first 17 digits and check characters by the sum modulo 11.
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
OPENED = frozenset({Leaf.GRANTED, Leaf.PARTIAL})


def received_on(
    channel: Channel,
    *,
    submitted: dt.date,
    signed_for: dt.date | None = None,
    confirmed: dt.date | None = None,
    clock_start: str = "confirmed",
) -> dt.date | None:
    """收到申请之日 by channel (条例 31); None until what decides it has happened.

    ``clock_start`` is parameter ``foi.clock_start``: ``submitted`` counts online applications from their submission,
    which is stricter for the office (R-160).
    """
    if channel == Channel.POST_SIGNED:
        return signed_for
    if channel == Channel.ONLINE and clock_start == "submitted":
        return submitted
    return confirmed if channel in CONFIRMED_CHANNELS else submitted


def how_received(channel: Channel, clock_start: str = "confirmed") -> str:
    """The rule in words, for receipts and letters."""
    if channel == Channel.POST_SIGNED:
        return "以行政机关签收之日为收到申请之日（条例第三十一条第二项）"
    if channel == Channel.ONLINE and clock_start == "submitted":
        return "以提交之日为收到申请之日（本机关承诺）"
    if channel == Channel.POST_PLAIN:
        return "以行政机关与申请人确认之日为收到申请之日（条例第三十一条第二项）"
    if channel in CONFIRMED_CHANNELS:
        return "以双方确认之日为收到申请之日（条例第三十一条第三项）"
    return "以提交之日为收到申请之日（条例第三十一条第一项）"


def leaf_of_case(leaves: Sequence[Leaf]) -> Leaf:
    """One case counts once in table three, whatever the number of its items.

    区分处理的，只计部分公开: something open beside something not is 部分公开. Several refusals count under the first
    in the order of the table. Raises ValueError without results.
    """
    found = set(leaves)
    if not found:
        raise ValueError("An unanswered case has no result.")
    if found & OPENED and found != {Leaf.GRANTED}:
        return Leaf.PARTIAL
    return next(leaf for leaf in Leaf if leaf in found)


def is_identity_number(number: str) -> bool:
    """Whether the check character of an 18-digit 公民身份号码 is right."""
    digits, check = number[:17], number[17:].upper()
    if len(number) != 18 or not (digits.isascii() and digits.isdigit()):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True))
    return _CHECKS[total % 11] == check


def masked(number: str) -> str:
    """An identity number as lists may show it: first three and last two characters."""
    return number if len(number) < 8 else f"{number[:3]}{'*' * (len(number) - 5)}{number[-2:]}"


@dataclass(frozen=True, slots=True)
class Span:
    """Days on which somebody was asked, both included; ``until`` None while the answer is waited for."""

    since: dt.date
    until: dt.date | None
    kind: str


def spans(waits: Iterable[tuple[dt.date, dt.date | None, str]]) -> list[Span]:
    """Overlapping and adjoining waits as one: a day is left out of the period once, however many were asked."""
    found: list[Span] = []
    for since, until, kind in sorted(waits, key=lambda wait: wait[0]):
        last = found[-1] if found else None
        if last is None or (last.until and since > last.until + dt.timedelta(days=1)):
            found.append(Span(since, until, kind))
        else:
            end = max(last.until, until) if last.until and until else None
            found[-1] = Span(last.since, end, last.kind)
    return found


# What article 29 asks for: by key what is there when it is complete, and the line of a 补正告知书 when it is not.
ELEMENTS: dict[str, tuple[str, str]] = {
    "name": ("申请人姓名或者名称齐全", "补充申请人的姓名或者名称"),
    "proof": ("身份证明齐全", "补充申请人的身份证明"),
    "contact": ("联系方式齐全", "补充联系方式"),
    "content": (
        "申请公开的政府信息的名称、文号或者便于行政机关查询的其他特征性描述明确",
        "明确申请公开的政府信息的名称、文号或者便于查询的其他特征性描述",
    ),
    "form": ("获取信息的方式、途径等形式要求明确", "明确获取政府信息的方式、途径等形式要求"),
    "authority": (
        "委托办理的，授权委托书和代理人身份证明齐全（不是委托的视为齐全）",
        "补充授权委托书和代理人身份证明",
    ),
}


def prefix_of(number: str) -> str:
    """The letters that a number begins with, e.g. SQ."""
    return number[: next(place for place, char in enumerate(number) if char.isdigit())]
