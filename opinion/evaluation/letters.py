"""社会评议测评表 (T30): handed out on paper, filled in without a name. A form inside the office, without 文号."""

from collections.abc import Sequence
from typing import Any

from foundation.letters.kinds import LetterField, LetterKind, rows_field
from foundation.letters.layout import Fact, Facts, Listing, Text, Title
from foundation.organisations.models import User
from foundation.rules.parameters import Who, wording

from .parameters import BASIS, GRADES, ITEMS, WORDS

COLUMNS = ("序号", "评议内容", *GRADES)
BOX = "□"
WHO = "人大代表□　政协委员□　群众代表□　专家□　企业代表□　其他□"
HOW = "请在每项后的一栏中打“√”，每项只选一栏。本表不记名。"


def items_of(body: Who) -> list[str]:
    """The nine items in the words that hold for the body today."""
    return [wording(item.key, body) for item in ITEMS]


def rows(items: Sequence[str]) -> list[tuple[str, ...]]:
    """The table as it is printed, a box under each grade."""
    return [(str(number), words, *(BOX for _ in GRADES)) for number, words in enumerate(items, start=1)]


def _any_official(_subject: Any, user: User) -> bool:
    """Nothing in it is about anybody."""
    return user.has_perm("wagtailadmin.access_admin")


QUESTIONNAIRE = LetterKind(
    key="evaluation-questionnaire",
    label="社会评议测评表",
    basis=f"{BASIS}、第六条第二项（编制社会评议测评表格）",
    fields=(
        LetterField("judged", "被评议单位", "示范县水利局"),
        LetterField("year", "评议年度", "2026"),
        rows_field("items", "各项", COLUMNS, *rows(WORDS)),
    ),
    outline=(
        Title("{{ 评议年度 }}年度政府信息公开社会评议测评表"),
        Facts((Fact("被评议单位", "{{ 被评议单位 }}"), Fact("参评人员", WHO))),
        Listing("各项", COLUMNS, (1, 7, 1, 2, 2)),
        Text("意见和建议："),
        Text(HOW),
    ),
    may_see=_any_official,
    has_letterhead=False,
)
