"""附件3 申请表 as a Word form that a body may change; and which letters of a case its applicant may open."""

from typing import Any

from disclosure.requests.models import Case
from disclosure.requests.states import STEPS
from foundation.letters.kinds import LetterField, LetterKind
from foundation.letters.layout import Fact, Facts, Heading, Text, Title

from .sheet import Sheet, sheet_of

# Letters of steps whose receiver is the applicant, and what is given when an application comes in.
FOR_THE_APPLICANT = frozenset({"open", "tell_consulting"} | {key for key, step in STEPS.items() if step.told == "申请人"})


def _label(group: int, row: int) -> str:
    return f"栏{group}_{row}"


def _field(group: int, row: int) -> str:
    return f"cell_{group}_{row}"


def fields_of(sheet: Sheet) -> dict[str, Any]:
    """The letter's fields for a sheet."""
    cells = {
        _field(at, line): value
        for at, group in enumerate(sheet.groups)
        for line, (_label_, value) in enumerate(group.rows)
    }
    return cells | {"title": sheet.title, "foot": sheet.foot}


def _outline(sheet: Sheet) -> tuple[Any, ...]:
    blocks: list[Any] = [Title("{{ 表名 }}")]
    for at, group in enumerate(sheet.groups):
        blocks.append(Heading(f"{group.part}（{group.label}）"))
        blocks.append(
            Facts(
                tuple(
                    Fact(label, f"{{{{ {_label(at, line)} }}}}")
                    for line, (label, _v) in enumerate(group.rows)
                )
            )
        )
    return (*blocks, Text("{{ 表注 }}"))


def _sees(subject: Any, user: Any) -> bool:
    from disclosure.requests.access import may_see_identity

    return isinstance(subject, Case) and may_see_identity(subject, user)


_BLANK = sheet_of("示范县人民政府办公室")
APPLICATION_FORM = LetterKind(
    key="foi-application",
    label="政府信息公开申请表",
    basis="《中华人民共和国政府信息公开条例》第二十九条；表样为附件3（R-155），复制有效（R-156）",
    fields=(
        LetterField("title", "表名", _BLANK.title),
        LetterField("foot", "表注", _BLANK.foot),
        *(
            LetterField(_field(at, line), _label(at, line), value)
            for at, group in enumerate(_BLANK.groups)
            for line, (_name, value) in enumerate(group.rows)
        ),
    ),
    outline=_outline(_BLANK),
    may_see=_sees,
    has_letterhead=False,
)
