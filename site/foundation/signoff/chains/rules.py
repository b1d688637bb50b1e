"""What a chain must have, which of its steps a page needs, and whether enough different people hold them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from foundation.organisations.enums import PostKind

from ..enums import StepKind
from .enums import Flag, Place

# 四审四校 is the most (嵊州 三.4, R-077); the least is the parameter review.levels.
MOST_LEVELS = 4
LEVELS = frozenset({StepKind.REVIEW, StepKind.SIGNATURE})
SIGNATORIES = frozenset({PostKind.LEADER, PostKind.DEPUTY_LEADER, PostKind.MAIN_LEADER})


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the post that decides, where that post is, when it is asked for, what must be ticked.

    ``when`` is a Flag, or empty for a step that every page needs. A step that proofreads counts as 审 and 校.
    """

    name: str
    post: str
    kind: str
    checks: tuple[str, ...]
    place: str = Place.DRAFTER
    when: str = ""
    proofreads: bool = False

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Step":
        """From a row of a data file or of a version."""
        return cls(**(data | {"checks": tuple(data["checks"])}))

    def as_data(self) -> dict[str, Any]:
        """For storage as JSON."""
        return asdict(self) | {"checks": list(self.checks)}


def steps_for(steps: Sequence[Step], flags: Collection[str]) -> list[Step]:
    """The steps that a page with these flags needs, in order."""
    return [step for step in steps if not step.when or step.when in flags]


def weaknesses(steps: Sequence[Step], *, fewest: int, proofread: bool, secrecy_by: str) -> Iterator[str]:
    """Why no page may be published by this chain, in words for whoever sets it up.

    ``fewest`` levels, ``proofread`` whether each of them is a 校 as well, ``secrecy_by`` the article that asks for
    the secrecy review: from the parameters (R-078).
    """
    always = steps_for(steps, ())
    names = [step.name for step in steps]
    if len(set(names)) < len(names):
        yield "环节名称重复，请改为各不相同的名称。"
    if not always or always[0].post != PostKind.UNIT_HEAD:
        yield "第一个环节须由科室负责人确认，且不能附条件。"
    if not always or always[-1].kind != StepKind.SIGNATURE or steps[-1:] != always[-1:]:
        yield "最后一个环节须为“签发”，且不能附条件。"
    if sum(step.kind == StepKind.SIGNATURE for step in steps) > 1:
        yield "“签发”只能有一个环节。"
    if any(step.kind == StepKind.SIGNATURE and step.post not in SIGNATORIES for step in steps):
        yield "“签发”须由签发领导、分管负责人或主要负责人办理。"
    if not any(step.kind == StepKind.SECRECY for step in always):
        yield f"须有不附条件的“保密审查”环节（先审查后公开，{secrecy_by}）。"
    if not fewest <= _levels(always) <= MOST_LEVELS:
        yield f"审核和签发合计须为{fewest}至{MOST_LEVELS}级，保密审查和部门意见另计。"
    for step in steps:
        if not step.checks:
            yield f"“{step.name}”没有核对事项，请至少写一项。"
        if proofread and step.kind in LEVELS and not step.proofreads and step.when != Flag.MAIN_LEADER:
            yield f"“{step.name}”须同时校对（三审三校），请勾选“兼校对”。"
        if step.when and step.when not in Flag.values:
            yield f"“{step.name}”的条件“{step.when}”不存在。"


def unmet(steps: Sequence[Step], flags: Collection[str]) -> list[str]:
    """What these flags ask for and these steps do not give."""
    needed = steps_for(steps, flags)
    missing = []
    if Flag.FOUR_REVIEWS in flags and _levels(needed) < MOST_LEVELS:
        missing.append("四审四校须有四级审核")
    if Flag.MAIN_LEADER in flags and all(step.post != PostKind.MAIN_LEADER for step in needed):
        missing.append("须有主要负责人审批")
    if Flag.DEPARTMENT_DRAFT in flags and all(step.kind != StepKind.OPINION for step in needed):
        missing.append("部门代政府起草的须有部门意见")
    if Flag.GOVERNMENT_NAME in flags:
        at_issuer = {step.kind for step in needed if step.place == Place.ISSUER}
        if not at_issuer >= LEVELS:
            missing.append("以政府名义发布的须由政府办公室审核、政府领导签发")
    return missing


def _levels(steps: Sequence[Step]) -> int:
    """审核 levels; an approval that only some subjects need is not one of them."""
    return sum(step.kind in LEVELS and step.when != Flag.MAIN_LEADER for step in steps)


def can_be_distinct(holders: Sequence[Collection[int]]) -> bool:
    """Whether each step can be decided by a person of its own, given who holds each step's post."""
    taken: dict[int, int] = {}

    def seat(step: int, tried: set[int]) -> bool:
        for person in holders[step]:
            if person not in tried:
                tried.add(person)
                if person not in taken or seat(taken[person], tried):
                    taken[person] = step
                    return True
        return False

    return all(seat(step, set()) for step in range(len(holders)))
