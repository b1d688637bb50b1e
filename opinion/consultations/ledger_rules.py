"""What a verdict needs, and which groups stop a publication. Pure: no Django."""

from collections.abc import Iterable
from dataclasses import dataclass

ADOPTED, PARTLY, REJECTED, EXPLAINED = "adopted", "partly", "rejected", "explained"
# An explanation without words explains nothing, and 部分采纳 has to say which part.
NEED_REASON = frozenset({PARTLY, EXPLAINED})
LONGEST_REASON = 2000


def refusal_of(verdict: str, reason: str) -> tuple[str, str]:
    """Field and words of what is wrong with a verdict; both empty if nothing is."""
    if not verdict:
        return "verdict", "请选择采纳情况。"
    if verdict not in (ADOPTED, PARTLY, REJECTED, EXPLAINED):
        return "verdict", "采纳情况应为采纳、部分采纳、不采纳或者解释说明。"
    if verdict in NEED_REASON and not reason.strip():
        return "reason", "部分采纳的请写明采纳了哪些，解释说明的请写明说明的内容。"
    if len(reason) > LONGEST_REASON:
        return "reason", f"理由请控制在{LONGEST_REASON}字以内，现有{len(reason)}字。"
    return "", ""


@dataclass(frozen=True, slots=True)
class Rejected:
    """How many opinions of a group were not adopted, and how many of these without a reason."""

    name: str
    rejected: int
    unexplained: int


def unexplained_groups(groups: Iterable[Rejected], concentrated: int) -> list[Rejected]:
    """Relatively concentrated opinions that were not adopted and are not explained (R-110)."""
    return [group for group in groups if group.rejected >= concentrated and group.unexplained]
