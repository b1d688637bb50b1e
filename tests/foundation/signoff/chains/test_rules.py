"""What a chain must have, and which steps a page needs."""

from dataclasses import replace

import pytest

from foundation.signoff.chains.enums import Flag
from foundation.signoff.chains.rules import Step, can_be_distinct, steps_for, unmet, weaknesses
from foundation.signoff.chains.services import profiles

# As the parameters have it where nobody set anything.
ORDINARY = {"fewest": 2, "proofread": True, "secrecy_by": "条例第十七条"}

HEAD = Step("初审", "unit_head", "review", ("内容属实",), proofreads=True)
SECRECY = Step("保密审查", "secrecy_reviewer", "secrecy", ("不涉密",))
OFFICE = Step("复审", "office_reviewer", "review", ("要素齐全",), proofreads=True)
DEPUTY = Step("三审", "deputy_leader", "review", ("口径准确",), proofreads=True)
SIGN = Step("签发", "leader", "signature", ("同意公开",), proofreads=True)
SOUND = [HEAD, SECRECY, OFFICE, SIGN]


@pytest.mark.rows("R-051", "R-061", "R-076", "R-077", "R-078")
@pytest.mark.parametrize(
    ("steps", "complaint"),
    [
        (SOUND, ""),
        ([HEAD, SECRECY, SIGN], ""),
        ([HEAD, SECRECY, OFFICE, DEPUTY, SIGN], ""),
        ([], "第一个环节须由科室负责人确认"),
        ([SECRECY, OFFICE, SIGN], "第一个环节须由科室负责人确认"),
        ([HEAD, OFFICE, SIGN], "保密审查"),
        ([HEAD, replace(SECRECY, when=Flag.FOUR_REVIEWS), SIGN], "保密审查"),
        ([HEAD, SECRECY, OFFICE], "最后一个环节须为“签发”"),
        ([HEAD, SIGN, SECRECY], "最后一个环节须为“签发”"),
        ([HEAD, SECRECY, replace(SIGN, when=Flag.MAIN_LEADER)], "最后一个环节须为“签发”"),
        ([replace(HEAD, when=Flag.FOUR_REVIEWS), SECRECY, OFFICE, SIGN], "第一个环节须由科室负责人确认"),
        ([HEAD, SECRECY, replace(SIGN, post="office_reviewer")], "“签发”须由签发领导"),
        ([HEAD, SECRECY, SIGN, replace(SIGN, name="再签")], "只能有一个"),
        ([HEAD, SECRECY, replace(OFFICE, proofreads=False), SIGN], "须同时校对"),
        ([HEAD, SECRECY, replace(OFFICE, name="初审"), SIGN], "名称重复"),
        ([HEAD, SECRECY, replace(OFFICE, checks=()), SIGN], "没有核对事项"),
        ([*SOUND[:3], DEPUTY, replace(DEPUTY, name="五审"), SIGN], "2至4级"),
        ([replace(SIGN, post="leader"), SECRECY], "第一个环节须由科室负责人确认"),
    ],
)
def test_a_chain_that_is_too_weak_is_named(steps, complaint):
    found = list(weaknesses(steps, **ORDINARY))
    assert (complaint in "".join(found)) if complaint else not found


@pytest.mark.rows("R-078")
@pytest.mark.parametrize("code", list(profiles()))
def test_every_shipped_chain_is_sound_and_gives_what_every_flag_asks_for(code):
    steps = [Step.from_data(row) for row in profiles()[code]["steps"]]
    assert not list(weaknesses(steps, **ORDINARY))
    assert not unmet(steps, set(Flag))


@pytest.mark.rows("R-056", "R-077", "R-079")
@pytest.mark.parametrize(
    ("flags", "posts"),
    [
        (set(), ["unit_head", "secrecy_reviewer", "office_reviewer", "leader"]),
        (
            {Flag.FOUR_REVIEWS},
            ["unit_head", "secrecy_reviewer", "office_reviewer", "deputy_leader", "leader"],
        ),
        (
            {Flag.MAIN_LEADER},
            ["unit_head", "secrecy_reviewer", "office_reviewer", "main_leader", "leader"],
        ),
        (
            {Flag.GOVERNMENT_NAME, Flag.DEPARTMENT_DRAFT, Flag.FOUR_REVIEWS},
            ["unit_head", "secrecy_reviewer", "leader", "office_reviewer", "deputy_leader", "leader"],
        ),
    ],
)
def test_flags_add_steps_to_the_default_chain(flags, posts):
    steps = [Step.from_data(row) for row in profiles()["default"]["steps"]]
    assert [step.post for step in steps_for(steps, flags)] == posts


@pytest.mark.parametrize(
    ("flag", "missing"),
    [
        (Flag.FOUR_REVIEWS, "四级"),
        (Flag.MAIN_LEADER, "主要负责人"),
        (Flag.DEPARTMENT_DRAFT, "部门意见"),
        (Flag.GOVERNMENT_NAME, "政府办公室"),
    ],
)
def test_a_short_chain_says_what_it_cannot_give(flag, missing):
    assert missing in "".join(unmet([HEAD, SECRECY, SIGN], {flag}))


@pytest.mark.parametrize(
    ("holders", "possible"),
    [
        ([], True),
        ([{1}, {2}], True),
        ([{1}, {1}], False),
        ([{1, 2}, {1}], True),
        ([{1, 2}, {1, 2}, {1, 2}], False),
        ([{1, 2}, {1}, {2, 3}], True),
        ([{1}, set()], False),
    ],
)
def test_whether_every_step_can_have_a_person_of_its_own(holders, possible):
    assert can_be_distinct(holders) is possible
