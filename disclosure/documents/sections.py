"""The sections 检查, 时限 and 索引号 of the panel on the editing screens of documents."""

from foundation.signoff.pages import SignedPage
from foundation.signoff.rules import marks_in_words
from foundation.signoff.selectors import open_return
from foundation.signoff.standing import reasons_after_submission

from .checks import checklist
from .index_numbers import expected_index
from .models import DocumentPage, FiledPage
from .side_panels import Section, days_in_words, reckoning
from .time_limits import time_limit


def checks_section(page: SignedPage, user) -> Section:
    """必须修改 / 请确认 / 已符合."""
    found = checklist(page, user)
    return Section(
        title="检查",
        summary=f"必须修改 {len(found.must_fix)} 项 · 请确认 {len(found.confirm)} 项 · 已符合 {len(found.fine)} 项",
        template="documents/admin/panels/checks.html",
        context={"checklist": found, "page": page},
        tone="critical" if found.must_fix else "warning" if found.confirm else "",
        is_open=bool(found.must_fix),
    )


def standing_section(page: SignedPage, user) -> Section | None:
    """公开条件: what else stands between this text and the public; nothing once it is public."""
    missing = reasons_after_submission(page)
    if not missing:
        return None
    return Section(
        title="公开条件",
        summary=f"尚有 {len(missing)} 项",
        template="documents/admin/panels/standing.html",
        context={"reasons": missing},
    )


def return_section(page: SignedPage, user) -> Section | None:
    """退回意见: the reviewer's words, and each paragraph pointed at, to jump to."""
    returned = open_return(page)
    if returned is None:
        return None
    marks = returned.details.get("marks", [])
    places = f" · 指出 {len(marks)} 处" if marks else ""
    # Marked paragraphs stand at the end of the opinion, one a line; here they are links instead.
    opinion = returned.opinion.removesuffix(marks_in_words(marks)).strip()
    return Section(
        title="退回意见",
        summary=f"{returned.step} {returned.person_name}{places}",
        template="documents/admin/panels/returned.html",
        context={"returned": returned, "marks": marks, "opinion": opinion},
        tone="critical",
        is_open=True,
    )


def time_limit_section(page: FiledPage, user) -> Section:
    """By when the page must be public, from which day, on which basis and how that was counted."""
    limit = time_limit(page)
    context: dict[str, object] = {"limit": limit}
    if limit.due is None:
        dynamic = limit.item.get_time_kind_display() if limit.item and not limit.item.days else ""
        summary = f"本栏目{dynamic}，不按天计算" if dynamic else "填写成文日期后计算"
        return Section("公开时限", summary, "documents/admin/panels/time_limit.html", context)
    deadline = limit.due.deadline
    words = days_in_words(left=limit.left, late=limit.late, done_on=limit.published_on)
    provisional = "（暂定）" if deadline.provisional else ""
    return Section(
        title="公开时限",
        summary=f"{deadline.due}{provisional}到期 · {words}",
        template="documents/admin/panels/time_limit.html",
        context=context | {"reckoning": reckoning(deadline)},
        tone="critical" if limit.late else "warning" if not limit.published_on and limit.left <= 3 else "",
    )


def index_section(page: DocumentPage, user) -> Section:
    """The index number: fixed at first publication, before that only foreseen (R-271)."""
    issued = page.index_number
    expected = "" if issued else expected_index(page)
    foreseen = f"公开时赋号，预计 {expected}" if expected else "选择发布机构后显示"
    summary = f"已赋号 {issued}" if issued else foreseen
    return Section(
        "索引号",
        summary,
        "documents/admin/panels/index_number.html",
        {"issued": issued, "expected": expected},
    )
