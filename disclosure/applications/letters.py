"""附件3 申请表 as a Word form that a body may change; and which letters of a case its applicant may open."""

import re
from collections.abc import Iterator
from typing import Any

from disclosure.requests.access import may_see_identity
from disclosure.requests.models import Case
from disclosure.requests.states import STEPS
from foundation.letters.kinds import LetterField, LetterKind
from foundation.letters.layout import Fact, Facts, Heading, Text, Title

from .sheet import Group, Sheet, sheet_of

# Letters of steps whose receiver is the applicant, and what is given when an application comes in or is taken apart.
FOR_THE_APPLICANT = frozenset(
    {"open", "part", "receipt", "tell_consulting"}
    | {key for key, step in STEPS.items() if step.told == "申请人"}
)


def _cells(sheet: Sheet) -> Iterator[tuple[str, Group, str, str]]:
    """Every cell to fill in: its field's name, the group, the label beside it, the value."""
    for at, group in enumerate(sheet.groups):
        for line, (label, value) in enumerate(group.rows):
            yield f"cell_{at}_{line}", group, label, value


def _word(group: Group, label: str) -> str:
    """What a template calls the cell, e.g. ``公民_姓名``."""
    return f"{group.label}_{re.sub('（.*）', '', label)}"


def fields_of(sheet: Sheet) -> dict[str, Any]:
    """The letter's fields for a sheet."""
    return {name: value for name, _group, _label, value in _cells(sheet)} | {
        "title": sheet.title,
        "foot": sheet.foot,
    }


def _outline(sheet: Sheet) -> tuple[Any, ...]:
    blocks: list[Any] = [Title("{{ 表名 }}")]
    for group in sheet.groups:
        facts = (Fact(label, f"{{{{ {_word(group, label)} }}}}") for label, _value in group.rows)
        blocks += [Heading(f"{group.part}（{group.label}）"), Facts(tuple(facts))]
    return (*blocks, Text("{{ 表注 }}"))


def _sees(subject: Any, user: Any) -> bool:
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
            LetterField(name, _word(group, label), value, is_personal=True)
            for name, group, label, value in _cells(_BLANK)
        ),
    ),
    outline=_outline(_BLANK),
    may_see=_sees,
    has_letterhead=False,
)
