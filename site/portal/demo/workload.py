"""Work in progress in 示范县: drafts, and something waiting at each step of sign-off."""

import datetime as dt

from disclosure.documents.models import DocumentPage

from . import signing
from .columns import Columns
from .documents import OTHER_ITEM, draft_interpretation
from .people import BODIES, COUNTY, OFFICE, Staff
from .schedule import Plan
from .text import Text, blocks, fill

_PREFIXES = {code: prefix for code, _, _, prefix, *_ in BODIES}
# For each text of drafts.txt: whose it is and how many steps have approved; None is not yet submitted.
STAGES: tuple[tuple[str, int | None], ...] = (
    (OFFICE, None), (OFFICE, 0), (OFFICE, 1), (OFFICE, 2), (COUNTY, 3), (COUNTY, 0), (OFFICE, 2),
    ("sfx-ybj", 0), ("sfx-mzj", 1),
)  # fmt: skip
_RETURNED_TITLE = "关于规范政府网站信息发布的通知"
_OPINION = "第一段“不得自行删除”后请补充更正说明的格式，并附联系人和联系电话。"
_FIRST_NUMBER = 901  # far above the numbers of what is public


def create_workload(
    texts: tuple[Text, ...], staffs: dict[str, Staff], columns: Columns, today: dt.date
) -> None:
    """One page per text, left where its stage says, and one draft that lacks nearly everything."""
    for number, (text, (code, approved)) in enumerate(zip(texts, STAGES, strict=True), start=_FIRST_NUMBER):
        page = _draft(text, f"{_PREFIXES[code]}〔{today.year}〕{number}号", staffs[code], columns, today)
        if approved is None:
            continue
        page = signing.submit(page, staffs[code])
        for _ in range(approved):
            page = signing.decide(page)
        if text.title == _RETURNED_TITLE:
            signing.decide(page, returned_because=_OPINION)
    _unfinished(staffs[OFFICE], columns)


def leave_interpretation_waiting(plan: Plan, document: DocumentPage, staff: Staff, columns: Columns) -> None:
    """The interpretation of an overdue document, at the secrecy review."""
    page = signing.submit(draft_interpretation(plan, document, staff, columns), staff)
    signing.decide(page)


def _column(staff: Staff, columns: Columns):
    return columns.by_body.get(staff.body.code) or columns.by_item[OTHER_ITEM]


def _draft(text: Text, number: str, staff: Staff, columns: Columns, today: dt.date) -> DocumentPage:
    page = DocumentPage(
        title=f"{staff.body.name}{fill(text.title, today.year)}",
        genre=text.genre,
        document_number=number,
        written_on=today,
        printed_on=today,
        subject="02",
        overview=fill(text.overview, today.year),
        source=staff.body.name,
        phone="0000-0000000",
        content=blocks([fill(line, today.year) for line in text.lines]),
    )
    return signing.draft(page, _column(staff, columns), staff)


def _unfinished(staff: Staff, columns: Columns) -> None:
    page = DocumentPage(title="关于召开全县政务公开工作推进会的通知", genre="通知")
    signing.draft(page, _column(staff, columns), staff)
