"""When a review form may be signed, and which steps a referral takes: tables."""

import datetime as dt

import pytest

from foundation.secrecy.enums import Answer, Choice, Conclusion, Question, ReferralState, Step
from foundation.secrecy.rules import (
    Review,
    Secret,
    extension_problems,
    problems,
    public_interest_problems,
)
from foundation.secrecy.states import TRANSITIONS, refusal

REASON = "经逐项审查，理由如下所述。"
ITEM_71 = "法定主动公开事项“71. 政府集中采购”"
FULL = Secret("secret", "10年", "国家秘密范围规定第三条", "沈慎之")


def review(*affirmed: Question, **fields) -> Review:
    """A form whose other answers are 否."""
    answers = {question.value: "yes" if question in affirmed else "no" for question in Question}
    values = {
        "answers": answers,
        "bases": {question.value: 1 for question in affirmed},
        "conclusion": Conclusion.OPEN,
        "opinion": REASON,
    } | fields
    return Review(**values)


def words(form: Review) -> str:
    return " ".join(problem.message for problem in problems(form))


ACCEPTED = {
    "各项均为否，可以公开": review(),
    "有同意的商业秘密，可以公开": review(Question.TRADE_SECRET, released=frozenset({"trade_secret"})),
    "内部事务，仍决定公开": review(Question.INTERNAL, must_be_open="no"),
    "过程性信息，规定应当公开": review(
        Question.PROCESS, must_be_open="yes", openness_rule="《重大行政决策程序暂行条例》第十四条"
    ),
    "过程性信息，不得公开": review(Question.PROCESS, must_be_open="no", conclusion=Conclusion.CLOSED),
    "过程性信息，应当公开的事项说明了理由": review(
        Question.PROCESS,
        must_be_open="no",
        conclusion=Conclusion.CLOSED,
        opening_rules=(ITEM_71,),
        openness_exception="属于讨论稿，正式文件另行公开。",
    ),
    "应当公开的事项，可以公开": review(opening_rules=(ITEM_71,)),
    "国家秘密四项齐全": review(Question.STATE_SECRET, conclusion=Conclusion.CLOSED, secret=FULL),
    "国家秘密存疑，提请复审": review(Question.STATE_SECRET, conclusion=Conclusion.UNSURE),
    "各项均为否，但不能确定": review(conclusion=Conclusion.UNSURE),
    "个人隐私，区分处理": review(Question.PRIVACY, conclusion=Conclusion.PARTLY),
}
REFUSED = {
    "应当公开的事项没有说明理由": (
        review(Question.PROCESS, must_be_open="no", conclusion=Conclusion.CLOSED, opening_rules=(ITEM_71,)),
        ITEM_71,
    ),
    "一项没有回答": (review(answers={"state_secret": "no"}), "“工作秘密”还没有回答"),
    "选是没有依据": (review(Question.PRIVACY, bases={}), "请勾选依据"),
    "没有结论": (review(conclusion=""), "请选择审查结论"),
    "国家秘密而可以公开": (review(Question.STATE_SECRET, secret=FULL), "不能是“可以公开”"),
    "法律禁止而可以公开": (review(Question.FORBIDDEN), "不能是“可以公开”"),
    "三安全一稳定而可以公开": (review(Question.STABILITY), "不能是“可以公开”"),
    "工作秘密而可以公开": (review(Question.WORK_SECRET), "不能是“可以公开”"),
    "商业秘密没有同意": (review(Question.TRADE_SECRET), "须有权利人同意"),
    "只有另一项有同意": (
        review(Question.TRADE_SECRET, Question.PRIVACY, released=frozenset({"trade_secret"})),
        "涉及个人隐私的，须有权利人同意",
    ),
    "各项均为否而不得公开": (review(conclusion=Conclusion.CLOSED), "没有“不得公开”的理由"),
    "各项均为否而区分处理": (review(conclusion=Conclusion.PARTLY), "没有“区分处理后公开”的理由"),
    "只有工作秘密而不得公开": (
        review(Question.WORK_SECRET, conclusion=Conclusion.CLOSED),
        "不是条例第十四条至第十六条",
    ),
    "内部事务没有回答应否公开": (review(Question.INTERNAL), "是否规定应当公开"),
    "应当公开没有写条款": (review(Question.INTERNAL, must_be_open="yes"), "名称和条款"),
    "应当公开而不得公开": (
        review(
            Question.CASE_FILE,
            must_be_open="yes",
            openness_rule="《行政处罚法》第四十八条",
            conclusion=Conclusion.CLOSED,
        ),
        "从其规定",
    ),
    "意见太短": (review(Question.PRIVACY, conclusion=Conclusion.CLOSED, opinion="不行"), "不少于"),
    "意见为空白": (review(conclusion=Conclusion.UNSURE, opinion="          "), "不少于"),
}


@pytest.mark.rows("R-062", "R-071")
@pytest.mark.parametrize("form", ACCEPTED.values(), ids=ACCEPTED)
def test_a_consistent_form_may_be_signed(form):
    assert words(form) == ""


@pytest.mark.rows("R-062", "R-070", "R-071")
@pytest.mark.parametrize(("form", "expected"), REFUSED.values(), ids=REFUSED)
def test_a_form_that_is_incomplete_or_contradicts_itself_is_refused(form, expected):
    assert expected in words(form)


@pytest.mark.rows("R-064")
@pytest.mark.parametrize("missing", ["level", "period", "basis", "officer"])
def test_nothing_is_called_a_state_secret_without_all_four_marks(missing):
    values = {"level": "secret", "period": "10年", "basis": "范围规定", "officer": "沈慎之", missing: " "}
    form = review(Question.STATE_SECRET, conclusion=Conclusion.CLOSED, secret=Secret(**values))
    assert "不能以国家秘密为由不公开" in words(form)


@pytest.mark.rows("R-065")
@pytest.mark.parametrize(
    ("state", "step", "expected"),
    [
        (ReferralState.AT_FIRST, Step.APPROVE, "不能跳过“初审、复审”"),
        (ReferralState.AT_FIRST, Step.SEND, "不能跳过“初审、复审、负责人批准”"),
        (ReferralState.AT_SECOND, Step.SEND, "不能跳过“复审、负责人批准”"),
        (ReferralState.AT_LEADER, Step.SEND, "不能跳过“负责人批准”"),
        (ReferralState.APPROVED, Step.ANSWER, "不能跳过“上报”"),
        (ReferralState.SENT, Step.APPROVE, "不能办理"),
        (ReferralState.ANSWERED, Step.ANSWER, "已办结"),
        (ReferralState.WITHDRAWN, Step.SEND, "已办结"),
    ],
)
def test_no_level_of_the_escalation_is_skipped(state, step, expected):
    assert expected in refusal(state, step)


def test_every_step_of_the_table_is_allowed_where_it_stands():
    assert all(refusal(state, step) == "" for state, step in TRANSITIONS)


DAY = dt.date(2026, 3, 2)


@pytest.mark.rows("R-067")
@pytest.mark.parametrize(
    ("days", "reason", "day", "expected"),
    [
        (7, "情况复杂", DAY, ""),
        (8, "情况复杂", DAY, "最多 7 个工作日"),
        (0, "情况复杂", DAY, "请填写延长的工作日数"),
        (None, "情况复杂", DAY, "请填写延长的工作日数"),
        (5, " ", DAY, "延长的理由"),
        (5, "情况复杂", None, "告知延长的日期"),
    ],
)
def test_an_extension_is_short_and_has_its_reason_and_notice(days, reason, day, expected):
    found = " ".join(p.message for p in extension_problems(days, reason, day, most=7))
    assert expected in found
    assert bool(found) == bool(expected)


@pytest.mark.rows("R-073")
@pytest.mark.parametrize(
    ("finding", "outcome", "expected"),
    [
        (Answer.YES, Choice.OPEN, ""),
        (Answer.NO, Choice.CLOSED, ""),
        (Answer.YES, Choice.CLOSED, "不能是“不予公开”"),
        (Answer.NO, Choice.OPEN, "不能据此公开"),
    ],
)
def test_the_public_interest_binds_the_outcome(finding, outcome, expected):
    found = " ".join(p.message for p in public_interest_problems(finding, outcome, REASON))
    assert expected in found
    assert bool(found) == bool(expected)
