"""The disclosure attribute (公开属性) of a draft: what it needs, and what of it never becomes public.

A draft of any attribute goes through the whole chain (随公文一并报批, R-041). 主动公开 for the society at large is
published at the end; everything else is filed (R-037).
"""

import datetime as dt
import re
from collections.abc import Iterator

from django.utils import timezone

from foundation.rules.parameters import Who, choice, is_on, wording
from foundation.signoff.gates import Reason

from .enums import Audience, OnlyParties, Openness, WithholdingReason
from .models import FiledPage

# Long enough to say what the information is and why; “内部” is not a reason.
SHORTEST_NOTE = 5
_ARTICLE_OF_LAW = re.compile(r"《.+》.*第[一二三四五六七八九十百零\d]+条")
# 条例 14: 依法确定为国家秘密的,法律、行政法规禁止公开的,公开后可能危及“三安全一稳定”的,不予公开.
NEVER_DISCLOSED = frozenset(
    {WithholdingReason.STATE_SECRET, WithholdingReason.FORBIDDEN_BY_LAW, WithholdingReason.STABILITY}
)
# 条例 16: 可以不予公开; 法律、法规、规章规定应当公开的,从其规定.
MAY_BE_WITHHELD = frozenset(
    {WithholdingReason.INTERNAL, WithholdingReason.PROCESS, WithholdingReason.CASE_FILE}
)


def openness_label(value: str, body: Who = None) -> str:
    """The attribute in the words of the jurisdiction."""
    return wording("attr.label.none", body) if value == Openness.WITHHELD else Openness(value).label


def inside(page) -> str:
    """Why this content is filed and not published; empty for what is for everybody, and for other pages."""
    if not isinstance(page, FiledPage):
        return ""
    if page.openness != Openness.PROACTIVE:
        label = openness_label(page.openness, page.body_id) if page.openness in Openness.values else "未确定"
        return f"公开属性为“{label}”，签发后只列入相应目录，不在网站公开。"
    if page.audience != Audience.SOCIETY:
        return "公开范围为“单位内部公开”，签发后只列入目录，不在网站公开。"
    return ""


def cites_an_article(basis: str) -> bool:
    """Whether the basis names a law and one of its articles."""
    return bool(_ARTICLE_OF_LAW.search(basis))


def objections(openness: str, reason: str, basis: str, note: str, body: Who = None) -> Iterator[Reason]:
    """What is missing for this attribute: nothing for 主动公开, else reason, law and explanation (R-043)."""
    if openness not in Openness.values:
        yield Reason("请确定公开属性。", "openness")
        return
    if openness == Openness.PROACTIVE:
        return
    label = openness_label(openness, body)
    if reason not in WithholdingReason.values:
        yield Reason(f"选择“{label}”的，请选择法定理由。", "openness_reason")
    else:
        yield from _fitting_reason(openness, WithholdingReason(reason), label, body)
    if not cites_an_article(basis):
        yield Reason(
            f"选择“{label}”的，请写明法律依据的名称和条款，如《中华人民共和国政府信息公开条例》第十五条。",
            "openness_basis",
        )
    note = note.strip()
    if len(note) < SHORTEST_NOTE:
        said = f"“{note}”不足以说明理由。" if note else ""
        yield Reason(
            f"{said}选择“{label}”的，请说明哪些内容、为什么不能公开（不少于{SHORTEST_NOTE}个字）。",
            "openness_note",
        )


def _fitting_reason(openness: str, reason: WithholdingReason, label: str, body: Who) -> Iterator[Reason]:
    """条例 14: what must not be disclosed cannot be disclosed on request either."""
    if openness == Openness.ON_REQUEST and reason in NEVER_DISCLOSED:
        none = openness_label(Openness.WITHHELD, body)
        yield Reason(f"“{reason.label}”依法不予公开（条例第十四条），公开属性请改选“{none}”。", "openness")
    if openness == Openness.WITHHELD and reason == WithholdingReason.CERTAIN_PARTIES:
        yield Reason(f"“只涉及部分人和事”不是“{label}”的理由，公开属性请改选“依申请公开”。", "openness")


def openness_gate(page) -> Iterator[Reason]:
    """All reasons about the attribute of a document or of other information; nothing for other pages."""
    if not isinstance(page, FiledPage):
        return
    given = (page.openness, page.openness_reason, page.openness_basis, page.openness_note)
    yield from objections(*given, page.body_id)
    if page.only_parties == OnlyParties.YES and page.openness == Openness.PROACTIVE:
        yield Reason(
            "您填写“只涉及特定当事人”，建议公开属性改选“依申请公开”，理由选“只涉及部分人和事”；"
            "确应主动公开的，请将“只涉及特定当事人”改为“否”。",
            "openness",
        )
    if page.audience != Audience.SOCIETY and page.openness == Openness.PROACTIVE:
        yield Reason(
            "主动公开面向社会，不能同时限于单位内部。只在单位内部公开的，公开属性请改选“依申请公开”或"
            f"“{openness_label(Openness.WITHHELD, page.body_id)}”，理由一般为“内部事务信息”（条例第十六条）。",
            "audience",
        )
    if page.audience != Audience.SOCIETY and not _internal_scope(page):
        yield Reason(
            "本地区不设“单位内部公开”范围，公开范围请改选“社会公开”，并重新确定公开属性。", "audience"
        )
    mixed = list(mixed_attributes(page))
    if mixed and _splits_at_once(page):
        yield from mixed


def mixing_gate(page) -> Iterator[Reason]:
    """Where a draft may be reviewed unsplit, the drafter is told, and the signature waits for the split."""
    if not isinstance(page, FiledPage):
        return
    mixed = list(mixed_attributes(page))
    if mixed and not _splits_at_once(page):
        yield from mixed


def day_of_rules(page: FiledPage) -> dt.date | None:
    """The day whose rules hold for a page: of its submission while it is under review, else today (None)."""
    state = page.current_workflow_state if page.pk else None
    return timezone.localdate(state.created_at) if state else None


def _internal_scope(page: FiledPage) -> bool:
    """Whether 单位内部公开 is known here (R-045)."""
    key = "attr.internal_scope"
    return is_on(key, page.body_id) or is_on(key, page.body_id, day_of_rules(page))


def _splits_at_once(page: FiledPage) -> bool:
    """Whether a mixed document is refused before anybody reviews it (R-059)."""
    key, at_once = "attr.mixing", "block_at_draft"
    return choice(key, page.body_id) == at_once and choice(key, page.body_id, day_of_rules(page)) == at_once


def mixed_attributes(page: FiledPage) -> Iterator[Reason]:
    """One document holds one attribute (R-059): what differs is split off."""
    for attachment in page.attachments.all():
        if attachment.openness and attachment.openness != page.openness:
            yield Reason(
                f"附件“{attachment.display_title}”为“{openness_label(attachment.openness, page.body_id)}”，正文为“"
                f"{openness_label(page.openness, page.body_id)}”。同一份公文不能混有不同公开属性的内容，"
                "请把该附件拆分为单独的文件，分别确定公开属性后报送。",
                "attachments",
            )
