"""What is written about a redacted copy: one line for each place, with its reason. Pure: no database."""

from dataclasses import dataclass

from foundation.secrecy.enums import CODES, Question

# N1–N8 of 条例 14–16 by their numbers.
REASONS = {code: question for question, code in CODES.items()}
CLASSIFIED = "N1"
HOW = "每行一处：先写理由代号，再写位置，如“N5 第2页第3段身份证号”。"


@dataclass(frozen=True, slots=True)
class Place:
    """A place that was blacked out, and why."""

    code: str
    where: str

    @property
    def reason(self) -> str:
        return REASONS[self.code].label


class WrongPlaces(ValueError):
    """The lines do not say what was blacked out; the message is for the editor."""


def reasons_in_words() -> str:
    """Every number with its reason, without state secrets, which are never on this system."""
    return "、".join(f"{code}{question.label}" for code, question in REASONS.items() if code != CLASSIFIED)


def places_from(text: str) -> list[Place]:
    """One place for each line. Raises WrongPlaces."""
    places = []
    for number, line in enumerate(filter(None, map(str.strip, text.splitlines())), start=1):
        code, _, where = line.partition(" ")
        code, where = code.upper(), where.strip()
        if code not in REASONS:
            raise WrongPlaces(f"第{number}行没有理由代号。{HOW}代号：{reasons_in_words()}。")
        if code == CLASSIFIED:
            raise WrongPlaces(
                f"第{number}行为{Question.STATE_SECRET.label}：涉密文件不得上传本系统，请立即删除原件，"
                "由保密审查责任人在“涉密登记”中登记。"
            )
        if not where:
            raise WrongPlaces(f"第{number}行没有写位置。{HOW}")
        places.append(Place(code, where))
    if not places:
        raise WrongPlaces(f"请写明遮盖了哪些地方。{HOW}")
    return places
