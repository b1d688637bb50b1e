"""When a review form is complete and free of contradiction; how long an answer may take. Pure: no database."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .enums import (
    CODES,
    MAY_BE_WITHHELD,
    NEVER_OPEN,
    OF_THIRD_PARTIES,
    Answer,
    Choice,
    Conclusion,
    Question,
)

SHORTEST_REASON = 10
WHAT_TO_DO = {
    Conclusion.PARTLY: "结论为“区分处理后公开”的，不能同意本稿。请退回拟稿人，删去或另文处理不宜公开的内容后重新送审；"
    "审查表可以随退回一并留存。",
    Conclusion.CLOSED: "结论为“不得公开”的，不能同意本稿。请退回拟稿人改为不予公开或停止办理；"
    "审查表可以随退回一并留存。",
    Conclusion.UNSURE: "结论为“不能确定”的，不能同意本稿。请点“提请确定”转保密复审人复审，答复登记后再办理本环节；"
    "也可以退回拟稿人。",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a form, with the field it belongs to."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Secret:
    """What makes something a state secret (R-064). Without all four it may not be called one."""

    level: str = ""
    period: str = ""
    basis: str = ""
    officer: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """A filled form. ``bases`` tells how many articles were picked for a question.

    ``opening_rules`` are the duties to disclose that features know of; ``openness_exception`` says why they do not
    apply here. ``released`` are the questions of third parties for which consent, a decision after silence or a
    public-interest decision with its notice sent is on record.
    """

    answers: Mapping[str, str]
    bases: Mapping[str, int] = field(default_factory=dict)
    conclusion: str = ""
    opinion: str = ""
    must_be_open: str = ""
    openness_rule: str = ""
    opening_rules: tuple[str, ...] = ()
    openness_exception: str = ""
    secret: Secret = Secret()
    released: frozenset[str] = frozenset()

    @property
    def affirmed(self) -> list[Question]:
        """Questions answered 是, in the order of the form."""
        return [question for question in Question if self.answers.get(question) == Answer.YES]


def problems(review: Review) -> Iterator[Problem]:
    """Everything that keeps the form from being signed, in the order of the form."""
    unanswered = [question for question in Question if review.answers.get(question) not in Answer.values]
    for question in unanswered:
        yield Problem(question, f"“{question.label}”还没有回答，请选“是”或“否”。")
    for question in review.affirmed:
        if not review.bases.get(question):
            yield Problem(question, f"“{question.label}”选“是”的，请勾选依据的条款。")
    yield from _openness_problems(review)
    yield from _duty_problems(review)
    yield from _secret_problems(review)
    if review.conclusion not in Conclusion.values:
        yield Problem("conclusion", "请选择审查结论。")
    elif not unanswered:
        yield from _contradictions(review)
    if review.conclusion in WHAT_TO_DO and len(review.opinion.strip()) < SHORTEST_REASON:
        yield Problem("opinion", f"请写明审查意见和理由，不少于 {SHORTEST_REASON} 个字。")


def _openness_problems(review: Review) -> Iterator[Problem]:
    """条例第十六条第二款: a rule that requires openness prevails over N6–N8 (R-071)."""
    asked = [question.label for question in MAY_BE_WITHHELD if question in review.affirmed]
    if asked and review.must_be_open not in Answer.values:
        yield Problem(
            "must_be_open", f"“{'、'.join(asked)}”选“是”的，请回答法律、法规、规章是否规定应当公开。"
        )
    elif asked and review.must_be_open == Answer.YES and not review.openness_rule.strip():
        yield Problem("openness_rule", "请写明规定应当公开的法律、法规、规章名称和条款。")


def _duty_problems(review: Review) -> Iterator[Problem]:
    """R-071: what has to be disclosed is not withheld without naming why the duty does not reach it."""
    named = len(review.openness_exception.strip()) >= SHORTEST_REASON
    if review.opening_rules and review.conclusion == Conclusion.CLOSED and not named:
        yield Problem(
            "openness_exception",
            f"本稿属于应当公开的事项（{'；'.join(review.opening_rules)}）。结论为“不得公开”的，"
            f"须写明为什么可以不公开，不少于 {SHORTEST_REASON} 个字。",
        )


def _secret_problems(review: Review) -> Iterator[Problem]:
    """R-064: nothing is withheld on the pretext of secrecy."""
    if Question.STATE_SECRET not in review.affirmed or review.conclusion == Conclusion.UNSURE:
        return
    asked = (
        ("secret_level", review.secret.level, "密级"),
        ("secret_period", review.secret.period, "保密期限"),
        ("secret_basis", review.secret.basis, "定密依据"),
        ("secret_officer", review.secret.officer, "定密责任人"),
    )
    for name, given, label in asked:
        if not given.strip():
            yield Problem(name, f"认定国家秘密须填写{label}；没有{label}的，不能以国家秘密为由不公开。")


def _contradictions(review: Review) -> Iterator[Problem]:
    if review.conclusion == Conclusion.OPEN:
        yield from _against_opening(review)
    elif review.conclusion in (Conclusion.CLOSED, Conclusion.PARTLY):
        yield from _against_withholding(review)


def _against_opening(review: Review) -> Iterator[Problem]:
    for question in NEVER_OPEN:
        if question in review.affirmed:
            yield Problem("conclusion", f"“{question.label}”选了“是”，结论不能是“可以公开”。")
    for question in OF_THIRD_PARTIES:
        if question in review.affirmed and question not in review.released:
            yield Problem(
                "conclusion",
                f"涉及{question.label}的，须有权利人同意，或者有认定不公开会对公共利益造成重大影响的决定"
                "并已书面告知权利人，才能公开（条例第十五条）。请先办理“征求意见”。",
            )


def _against_withholding(review: Review) -> Iterator[Problem]:
    grounds = [question for question in review.affirmed if question in CODES]
    name = Conclusion(review.conclusion).label
    if not review.affirmed:
        yield Problem("conclusion", f"各项都选了“否”，没有“{name}”的理由。请核对各项或结论。")
    elif not grounds:
        yield Problem(
            "conclusion",
            "“工作秘密”不是条例第十四条至第十六条规定的不予公开理由。请同时指明其中的理由，"
            "或者选“不能确定，提请复审”。",
        )
    elif set(grounds) <= set(MAY_BE_WITHHELD) and review.must_be_open == Answer.YES:
        yield Problem(
            "conclusion", "法律、法规、规章规定应当公开的，从其规定（条例第十六条），结论应为“可以公开”。"
        )


def public_interest_problems(finding: str, outcome: str, reasons: str) -> Iterator[Problem]:
    """R-073: once the public interest prevails, opening is a duty; without it there is no ground to open."""
    if finding == Answer.YES and outcome == Choice.CLOSED:
        yield Problem(
            "outcome",
            "已认定不公开会对公共利益造成重大影响，处理结果不能是“不予公开”（条例第十五条：予以公开）。",
        )
    if finding == Answer.NO and outcome == Choice.OPEN:
        yield Problem("outcome", "未认定不公开会对公共利益造成重大影响，不能据此公开。")
    if len(reasons.strip()) < SHORTEST_REASON:
        yield Problem("reasons", f"请写明理由，不少于 {SHORTEST_REASON} 个字，告知书会引用。")


def extension_problems(
    days: int | None, reason: str, notified_on: dt.date | None, most: int
) -> Iterator[Problem]:
    """R-067: one extension, short, with its reason, announced in time."""
    if not days or days < 1:
        yield Problem("days", "请填写延长的工作日数。")
    elif days > most:
        yield Problem("days", f"延长最多 {most} 个工作日，现填 {days} 个，请改正。")
    if not reason.strip():
        yield Problem("reason", "请写明延长的理由。")
    if notified_on is None:
        yield Problem("notified_on", "请填写告知延长的日期。")
