"""The decision tree of an answer: 条例 14–16, 30, 35–39 (国令第711号) as questions in plain words. No I/O.

They end in the ``outcomes``, or in a stop. Order: whether it is an application at all, whether it is clear and new,
who holds the information, whether it exists, then the grounds of refusal in the order of table three.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from disclosure.requests.enums import Leaf

from .outcomes import GROUNDS, OUTCOMES, Outcome

START = "nature"
# Begins the keys of the questions whether a rule requires openness (条例 16).
RULE = "rule_"
YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer; ``to`` is the next question, an outcome or a stop."""

    key: str
    label: str
    to: str


@dataclass(frozen=True, slots=True)
class Question:
    """One step. ``article`` is shown beside it."""

    key: str
    text: str
    article: str
    choices: tuple[Choice, ...]
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """Something has to be done before the decision goes on."""

    key: str
    words: str


class WrongAnswer(ValueError):
    """The question is not asked here, or has no such answer."""


def _yes_no(yes: str, no: str, words: tuple[str, str] = ("是", "否")) -> tuple[Choice, ...]:
    return Choice(YES, words[0], yes), Choice(NO, words[1], no)


def _before_the_grounds() -> Iterable[Question]:
    yield Question(
        START, "申请人要求的是什么？", "第二条、第三十九条",
        (
            Choice("information", "政府信息", "amount"),
            Choice("petition", "实质是信访、投诉、举报等活动", "petition"),
            Choice("publication", "政府公报、报刊、书籍等公开出版物", "publication"),
            Choice("reissue", "要求对已获取的信息予以确认或者重新出具", "reissue"),
        ),
        "按申请的内容判断，不看用的是什么表格；既有信访诉求又有明确信息的，分为两个事项。",
    )  # fmt: skip
    yield Question(
        "amount", "申请的数量、频次是否明显超过合理范围？", "第三十五条", _yes_no("amount_reason", "clear"),
        "数量多本身不是不处理的理由；没有先要求申请人说明理由的，不得不予处理。",
    )  # fmt: skip
    yield Question(
        "amount_reason", "申请人说明的理由是否合理？", "第三十五条",
        (
            Choice("reasonable", "合理", "clear"),
            Choice("unreasonable", "不合理", "excessive"),
            Choice("unasked", "还没有要求说明理由", "ask_reason"),
        ),
    )  # fmt: skip
    yield Question(
        "clear", "申请的内容是否明确，能够据以查找？", "第三十条",
        (
            Choice(YES, "明确", "repeated"),
            Choice("after", "已告知补正，补正后仍不明确", "unclear"),
            Choice("unasked", "不明确，还没有告知补正", "ask_supplement"),
        ),
    )  # fmt: skip
    yield Question(
        "repeated", "本机关是否已就该申请人申请的相同政府信息作出过答复？", "第三十六条第六项",
        _yes_no("repeated_answer", "ours"), "参照办理页列出的相似申请；内容有变化或者新形成的，不是重复申请。",
    )  # fmt: skip
    yield Question(
        "ours", "该信息是否由本机关负责公开？", "第十条、第三十六条第五项",
        (
            Choice(YES, "由本机关制作、牵头制作或者最初从公民、法人和其他组织获取", "special"),
            Choice("other", "由其他机关负责公开，能够确定是哪个机关", "elsewhere_known"),
            Choice("unknown", "不由本机关负责公开，不能确定负责的机关", "elsewhere_unknown"),
        ),
    )  # fmt: skip
    yield Question(
        "special", "是否属于工商登记、不动产登记资料等，法律、行政法规对获取另有规定？", "第三十六条第七项",
        _yes_no("special_answer", "public"),
    )  # fmt: skip
    yield Question(
        "public", "该信息是否已经主动公开？", "第三十六条第一项", _yes_no("public_answer", "exists"),
        "能给出可以打开的网址或者可以查阅的场所，才算已经主动公开。",
    )  # fmt: skip
    yield Question(
        "exists", "经检索，本机关是否有该信息？", "第三十六条第四项、第三十八条",
        (
            Choice(YES, "有", "ask_denied_1"),
            Choice(NO, "没有", "absent"),
            Choice("processing", "没有现成的信息，需要对现有信息加工、分析", "processing"),
        ),
        "至少检索一个业务系统和一处档案；以电子检索或者简单汇总即可得到的，不属于加工、分析。",
    )  # fmt: skip


def _of_grounds() -> Iterable[Question]:
    """Each ground leads to the next one when it does not hold, at last to opening."""
    after = [f"ask_{ground.leaf.value}" for ground in GROUNDS[1:]] + ["grant"]
    for ground, following in zip(GROUNDS, after, strict=True):
        held = f"part_{ground.leaf.value}"
        if ground.leaf == Leaf.DENIED_4:
            held = "third_party"
        elif ground.is_discretionary:
            held = f"{RULE}{ground.leaf.value}"
            yield Question(
                held, "有没有法律、法规、规章规定该信息应当公开？", ground.article,
                (
                    Choice("must", "有规定应当公开", following),
                    Choice("may", "没有规定，但公开没有妨碍，决定公开", following),
                    Choice(NO, "没有规定，决定不予公开", f"part_{ground.leaf.value}"),
                ),
                "本项是“可以不予公开”。同时对照主动公开目录：列入目录的，不得以此为由不予公开。",
            )  # fmt: skip
        yield Question(
            f"ask_{ground.leaf.value}", ground.text, ground.article, _yes_no(held, following), ground.hint
        )
        yield Question(
            f"part_{ground.leaf.value}", "除不应公开的内容外，其余部分能否区分处理后公开？", "第三十七条",
            _yes_no(f"partial_{ground.leaf.value}", ground.leaf.value, ("能够区分", "不能区分")),
            "能够区分的，必须提供可以公开的部分。",
        )  # fmt: skip


def _of_third_party() -> Iterable[Question]:
    goes_on = "ask_denied_5"
    yield Question(
        "third_party", "第三方的意见是什么？", "第三十二条",
        (
            Choice("agrees", "同意公开", goes_on),
            Choice("reasonable", "不同意，理由合理", "public_interest"),
            Choice("unreasonable", "不同意，但没有合理理由，本机关决定公开", goes_on),
            Choice("silent_open", "逾期未答复，经审查决定公开", goes_on),
            Choice("silent_closed", "逾期未答复，经审查认为会损害其合法权益", "public_interest"),
            Choice("unasked", "还没有书面征求意见", "ask_third_party"),
        ),
        "逾期未答复不等于同意，由本机关依照条例决定。",
    )  # fmt: skip
    yield Question(
        "public_interest", "不公开是否会对公共利益造成重大影响？", "第十五条、第三十二条",
        _yes_no("told_third_party", "part_denied_4"),
        "认定会造成重大影响的，应当公开，不得再以第三方权益为由不予公开。",
    )  # fmt: skip
    yield Question(
        "told_third_party", "决定公开的内容和理由是否已书面告知第三方？", "第三十二条",
        _yes_no(goes_on, "tell_third_party", ("已书面告知", "还没有告知")),
    )  # fmt: skip


def _granting() -> Question:
    return Question(
        "grant", "可以公开。怎样提供？", "第三十六条第二项",
        (
            Choice("now", "随答复书提供", "granted_now"),
            Choice("later", "在答复书写明的日期前提供", "granted_later"),
            Choice("where", "告知获取的方式、途径和时间", "granted_where"),
        ),
    )  # fmt: skip


QUESTIONS: dict[str, Question] = {
    question.key: question
    for question in (*_before_the_grounds(), *_of_grounds(), *_of_third_party(), _granting())
}
STOPS: dict[str, Stop] = {
    stop.key: stop
    for stop in (
        Stop("ask_reason", "请先按条例第三十五条要求申请人说明理由，收到说明或者期满后再认定。"),
        Stop("ask_supplement", "请先按条例第三十条一次性告知补正，收到补正后再认定。"),
        Stop("ask_third_party", "请先按条例第三十二条书面征求第三方的意见，收到意见或者期满后再认定。"),
        Stop("tell_third_party", "请先将决定公开的政府信息内容和理由书面告知第三方，告知后才能公开。"),
    )
}
Node = Question | Outcome | Stop


@dataclass(frozen=True, slots=True)
class Step:
    """One question with the answer given."""

    question: Question
    choice: Choice


def node(key: str) -> Node:
    """The question, outcome or stop of this key. Raises KeyError."""
    for nodes in (QUESTIONS, OUTCOMES, STOPS):
        if key in nodes:
            return nodes[key]
    raise KeyError(key)


def walk(answers: Sequence[tuple[str, str]]) -> tuple[list[Step], Node]:
    """The steps taken and where they lead, from question and answer keys. Raises WrongAnswer."""
    steps: list[Step] = []
    here: Node = QUESTIONS[START]
    for asked, answer in answers:
        if not isinstance(here, Question) or here.key != asked:
            raise WrongAnswer(f"Not asked here: {asked}")
        choice = next((choice for choice in here.choices if choice.key == answer), None)
        if choice is None:
            raise WrongAnswer(f"No such answer to {asked}: {answer}")
        steps.append(Step(here, choice))
        here = node(choice.to)
    return steps, here
