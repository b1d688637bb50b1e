"""Worked cases of the decision tree: the answers given, and everything the law ties to where they lead."""

import pytest

from disclosure.answers.letters import TITLE_OF
from disclosure.answers.outcomes import GROUNDS, OUTCOMES, Outcome
from disclosure.answers.rules import Limits, Office, basis_of, problems, remedy_paragraphs
from disclosure.answers.tree import QUESTIONS, STOPS, Question, WrongAnswer, walk
from disclosure.requests.enums import AnswerKind, Leaf, Remedies

K, L = AnswerKind, Leaf
FIRST, EITHER = Remedies.REVIEW_FIRST, Remedies.EITHER
INFORMATION = "nature:information amount:no clear:yes repeated:no"
OURS = f"{INFORMATION} ours:yes special:no public:no"
HELD = f"{OURS} exists:yes"


def refused(number: int, *answers: str) -> str:
    """The way to the ground of this number, all before it answered with no."""
    before = " ".join(f"ask_denied_{place}:no" for place in range(1, number))
    return f"{HELD} {before} ask_denied_{number}:yes {' '.join(answers)}"


NOTHING_AGAINST = f"{HELD} " + " ".join(f"ask_denied_{place}:no" for place in range(1, 8))
THIRD = "third_party:reasonable public_interest:no"
# way; kind; row of table three; remedies; article; letter
CASES = [
    ("nature:petition", K.PETITION, L.NP_1, EITHER, "第三十九条第一款", "不作为政府信息公开申请处理告知书"),
    ("nature:publication", K.PUBLICATION, L.NP_3, EITHER, "第三十九条第二款", "公开出版物获取途径告知书"),
    ("nature:reissue", K.REISSUE, L.NP_5, EITHER, "第二条", "确认或者重新出具不予处理告知书"),
    ("nature:information amount:yes amount_reason:unreasonable", K.EXCESSIVE, L.NP_4, EITHER, "第三十五条",
     "政府信息公开申请不予处理告知书"),
    ("nature:information amount:no clear:after", K.UNCLEAR, L.UNABLE_3, EITHER, "第三十条",
     "补正后仍不明确无法提供告知书"),
    ("nature:information amount:yes amount_reason:reasonable clear:after", K.UNCLEAR, L.UNABLE_3, EITHER, "第三十条",
     "补正后仍不明确无法提供告知书"),
    ("nature:information amount:no clear:yes repeated:yes", K.REPEATED, L.NP_2, EITHER, "第三十六条第六项",
     "不予重复处理告知书"),
    (f"{INFORMATION} ours:other", K.ELSEWHERE, L.UNABLE_1, EITHER, "第三十六条第五项", "非本机关政府信息告知书"),
    (f"{INFORMATION} ours:unknown", K.ELSEWHERE, L.UNABLE_1, EITHER, "第三十六条第五项", "非本机关政府信息告知书"),
    (f"{INFORMATION} ours:yes special:yes", K.SPECIAL, L.DENIED_8, EITHER, "第三十六条第七项",
     "依照特别规定办理告知书"),
    (f"{INFORMATION} ours:yes special:no public:yes", K.PUBLIC, L.GRANTED, EITHER, "第三十六条第一项",
     "政府信息公开告知书（已主动公开）"),
    (f"{OURS} exists:no", K.ABSENT, L.UNABLE_1, EITHER, "第三十六条第四项", "政府信息不存在告知书"),
    (f"{OURS} exists:processing", K.PROCESSING, L.UNABLE_2, EITHER, "第三十八条", "政府信息需加工分析不予提供告知书"),
    (f"{NOTHING_AGAINST} grant:now", K.GRANTED, L.GRANTED, EITHER, "第三十六条第二项", "政府信息公开告知书"),
    (f"{NOTHING_AGAINST} grant:later", K.GRANTED, L.GRANTED, EITHER, "第三十六条第二项", "政府信息公开告知书"),
    (f"{NOTHING_AGAINST} grant:where", K.GRANTED, L.GRANTED, EITHER, "第三十六条第二项", "政府信息公开告知书"),
    (refused(1, "part_denied_1:no"), K.DENIED, L.DENIED_1, FIRST, "第十四条", "政府信息不予公开告知书"),
    (refused(1, "part_denied_1:yes"), K.PARTIAL, L.PARTIAL, FIRST, "第三十七条、第十四条", "政府信息部分公开告知书"),
    (refused(2, "part_denied_2:no"), K.DENIED, L.DENIED_2, FIRST, "第十四条", "政府信息不予公开告知书"),
    (refused(2, "part_denied_2:yes"), K.PARTIAL, L.PARTIAL, FIRST, "第三十七条、第十四条", "政府信息部分公开告知书"),
    (refused(3, "part_denied_3:no"), K.DENIED, L.DENIED_3, FIRST, "第十四条", "政府信息不予公开告知书"),
    (refused(3, "part_denied_3:yes"), K.PARTIAL, L.PARTIAL, FIRST, "第三十七条、第十四条", "政府信息部分公开告知书"),
    (refused(4, THIRD, "part_denied_4:no"), K.DENIED, L.DENIED_4, FIRST, "第十五条", "政府信息不予公开告知书"),
    (refused(4, THIRD, "part_denied_4:yes"), K.PARTIAL, L.PARTIAL, FIRST, "第三十七条、第十五条",
     "政府信息部分公开告知书"),
    (refused(4, "third_party:silent_closed public_interest:no part_denied_4:no"), K.DENIED, L.DENIED_4, FIRST,
     "第十五条", "政府信息不予公开告知书"),
    (refused(4, "third_party:agrees ask_denied_5:no ask_denied_6:no ask_denied_7:no grant:now"), K.GRANTED, L.GRANTED,
     EITHER, "第三十六条第二项", "政府信息公开告知书"),
    (refused(4, "third_party:unreasonable ask_denied_5:no ask_denied_6:no ask_denied_7:no grant:now"), K.GRANTED,
     L.GRANTED, EITHER, "第三十六条第二项", "政府信息公开告知书"),
    (refused(4, "third_party:silent_open ask_denied_5:no ask_denied_6:no ask_denied_7:no grant:now"), K.GRANTED,
     L.GRANTED, EITHER, "第三十六条第二项", "政府信息公开告知书"),
    (refused(4, "third_party:reasonable public_interest:yes told_third_party:yes ask_denied_5:no ask_denied_6:no "
                "ask_denied_7:no grant:now"), K.GRANTED, L.GRANTED, EITHER, "第三十六条第二项", "政府信息公开告知书"),
    (refused(5, "rule_denied_5:no part_denied_5:no"), K.DENIED, L.DENIED_5, FIRST, "第十六条第一款",
     "政府信息不予公开告知书"),
    (refused(5, "rule_denied_5:no part_denied_5:yes"), K.PARTIAL, L.PARTIAL, FIRST, "第三十七条、第十六条第一款",
     "政府信息部分公开告知书"),
    (refused(5, "rule_denied_5:must ask_denied_6:no ask_denied_7:no grant:now"), K.GRANTED, L.GRANTED, EITHER,
     "第三十六条第二项", "政府信息公开告知书"),
    (refused(6, "rule_denied_6:no part_denied_6:no"), K.DENIED, L.DENIED_6, FIRST, "第十六条第二款",
     "政府信息不予公开告知书"),
    (refused(6, "rule_denied_6:no part_denied_6:yes"), K.PARTIAL, L.PARTIAL, FIRST, "第三十七条、第十六条第二款",
     "政府信息部分公开告知书"),
    (refused(6, "rule_denied_6:may ask_denied_7:no grant:where"), K.GRANTED, L.GRANTED, EITHER, "第三十六条第二项",
     "政府信息公开告知书"),
    (refused(7, "rule_denied_7:no part_denied_7:no"), K.DENIED, L.DENIED_7, FIRST, "第十六条第二款",
     "政府信息不予公开告知书"),
    (refused(7, "rule_denied_7:no part_denied_7:yes"), K.PARTIAL, L.PARTIAL, FIRST, "第三十七条、第十六条第二款",
     "政府信息部分公开告知书"),
]  # fmt: skip


def at(way: str):
    """Where this way leads."""
    return walk([tuple(answer.split(":")) for answer in way.split()])[1]


@pytest.mark.rows("R-173", "R-183", "R-186")
@pytest.mark.parametrize(("way", "kind", "leaf", "remedies", "article", "title"), CASES)
def test_every_way_fixes_answer_letter_remedies_and_statistics(way, kind, leaf, remedies, article, title):
    outcome = at(way)
    assert isinstance(outcome, Outcome)
    assert (outcome.kind, outcome.leaf, outcome.remedies) == (kind, leaf, remedies)
    assert article in basis_of(outcome)
    assert TITLE_OF[outcome.kind] == title


def test_every_outcome_is_among_the_worked_cases():
    assert {at(way).key for way, *_rest in CASES} == set(OUTCOMES)


@pytest.mark.rows("R-168", "R-171")
@pytest.mark.parametrize(
    ("way", "stop"),
    [
        ("nature:information amount:yes amount_reason:unasked", "第三十五条"),
        ("nature:information amount:no clear:unasked", "告知补正"),
        (refused(4, "third_party:unasked"), "征求第三方"),
        (refused(4, "third_party:reasonable public_interest:yes told_third_party:no"), "书面告知第三方"),
    ],
)
def test_what_has_to_be_done_first_stops_the_decision(way, stop):
    assert stop in at(way).words


@pytest.mark.rows("R-073")
def test_a_weighty_public_interest_never_ends_in_protecting_the_third_party():
    ways, ends = [refused(4, "third_party:reasonable public_interest:yes")], set()
    while ways:
        here = at(way := ways.pop())
        if isinstance(here, Question):
            ways += [f"{way} {here.key}:{choice.key}" for choice in here.choices]
        else:
            ends.add(here.key)
    assert not ends & {"denied_4", "partial_denied_4"} and "granted_now" in ends


def test_every_question_leads_somewhere_and_none_in_a_circle():
    ways, seen = [""], set()
    while ways:
        way = ways.pop()
        here = at(way)
        seen.add(here.key)
        assert len(way.split()) < 30
        if isinstance(here, Question) and way.count(f"{here.key}:") == 0:
            ways += [
                f"{way} {here.key}:{choice.key}".strip() for choice in here.choices[:1] + here.choices[-1:]
            ]
    assert all(question.article and question.choices for question in QUESTIONS.values())
    assert len(GROUNDS) == 7 and len(STOPS) == 4 and seen <= {*QUESTIONS, *OUTCOMES, *STOPS}


@pytest.mark.parametrize("way", ["amount:no", "nature:nothing", "nature:petition amount:no"])
def test_answers_that_were_not_asked_for_are_refused(way):
    with pytest.raises(WrongAnswer):
        at(way)


REASONS = {"reasons": "该信息涉及的内容一经公开将造成损害，理由如下。", "basis": "《条例》第十四条"}
SEARCHED = [
    {"kind": kind, "place": "档案", "words": "道路", "result": "没有"} for kind in ("system", "archive")
]
NEEDS = [
    ("public_answer", {}, "place", {"place": "县档案馆"}),
    ("granted_where", {}, "place", {"place_url": "https://www.example.gov.cn/"}),
    ("granted_later", {}, "supply_on", {"supply_on": "2026-04-01"}),
    ("elsewhere_known", {"holder": "县水利局", **REASONS}, "holder_contact", {"holder_contact": "0579-0000000"}),
    ("elsewhere_unknown", {"reasons": "不是"}, "reasons", REASONS),
    ("absent", {"search": SEARCHED[:1]}, "search", {"search": SEARCHED}),
    ("denied_1", {}, "reasons", REASONS),
    ("denied_4", REASONS, "consultation", {"consultation": 3}),
    ("denied_6", REASONS, "openness", {"openness": "核对了主动公开目录"}),
    ("partial_denied_3", REASONS, "withheld", {"withheld": "第三页的坐标"}),
    ("repeated_answer", {"earlier_number": "示政办依复〔2026〕1号"}, "earlier_number", {"earlier_on": "2026-01-05"}),
    ("special_answer", {}, "law", {"law": "《不动产登记资料查询暂行办法》，县不动产登记中心"}),
    ("petition", {}, "channel", {"channel": "县信访局，0579-0000000"}),
    ("publication", {}, "channel", {"channel": "县图书馆"}),
    ("denied_2", REASONS, "basis", {"basis": "《条例》第十四条、《中华人民共和国统计法》第九条"}),
]  # fmt: skip


@pytest.mark.rows("R-173", "R-174", "R-176", "R-184")
@pytest.mark.parametrize(("outcome", "given", "field", "more"), NEEDS)
def test_each_answer_wants_what_it_must_come_with(outcome, given, field, more):
    given = {"basis": "《中华人民共和国政府信息公开条例》"} | given
    if outcome == "denied_2":
        given["basis"] = "《中华人民共和国政府信息公开条例》第十四条"
    assert field in problems(OUTCOMES[outcome], given)
    extra = {"earlier_number": given.get("earlier_number", "")} if outcome == "repeated_answer" else {}
    assert field not in problems(OUTCOMES[outcome], given | extra | more)


GOVERNMENT = Office("示范县人民政府", "城关镇人民路1号", "0579-00000001")
COURT = Office("示范县人民法院", "城关镇公正路2号")
LIMITS = Limits(60, 6, 15)


@pytest.mark.rows("R-194")
@pytest.mark.parametrize(
    ("decided", "says", "never"),
    [
        (
            [(1, FIRST)],
            ["应当先申请行政复议", "60日内", "15日内", "示范县人民政府", "示范县人民法院"],
            ["6个月"],
        ),
        ([(1, EITHER)], ["60日内", "6个月内", "也可以"], ["应当先", "15日"]),
        ([(1, EITHER), (2, FIRST), (3, EITHER)], ["第2项的不予公开部分", "第1、3项不服"], []),
        ([(1, Remedies.NONE)], [], ["复议"]),
    ],
)
def test_the_remedies_branch_by_item(decided, says, never):
    text = "\n".join(remedy_paragraphs(decided, GOVERNMENT, COURT, LIMITS))
    assert all(words in text for words in says) and not any(words in text for words in never)
