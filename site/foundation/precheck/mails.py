"""Mails of the pre-check: a mark of secrecy to be judged, and what the night newly found."""

from typing import Any

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Unit, User
from foundation.organisations.selectors import holders
from foundation.signoff.mails import address_of, at_posts, send_now

from .models import NightlyFinding

# More would not be read; the rest is in the editing screens. No legal source.
_TOLD_AT_ONCE = 30


def ask_secrecy_reviewers(draft: Any, user: User) -> str:
    """Ask the secrecy reviewers of the body to judge a mark in a draft; their names, empty when there is none."""
    people = at_posts([PostKind.SECRECY_REVIEWER], draft.body_id)
    lines = [
        f"{user.get_full_name()}请您核实《{draft.title}》（草稿）中的疑似涉密标志。",
        "确属引用的，写明理由后忽略；否则请通知拟稿人删去。核实前该稿不能送审。",
        f"办理：{address_of('precheck_draft', draft.pk)}",
    ]
    send_now(people, f"请核实涉密标志：{draft.title}", *lines)
    return "、".join(sorted(person.get_full_name() for person in people))


def tell_new_findings(unit: Unit, findings: list[NightlyFinding]) -> bool:
    """Tell a unit's editors what the night newly found on its live pages; whether anybody was told."""
    people = {
        held.user
        for held in holders(PostKind.EDITOR, body_id=unit.body_id, unit_id=None)
        if held.post.unit_id == unit.pk
    }
    lines = [f"夜间抽查预检在{unit.name}负责的已公开页面中新发现{len(findings)}处问题：", ""]
    page_id = None
    for finding in findings[:_TOLD_AT_ONCE]:
        if finding.page_id != page_id:
            page_id = finding.page_id
            lines.append(f"《{finding.page.title}》 {address_of('wagtailadmin_pages:edit', page_id)}")
        lines.append(f"  [{finding.get_severity_display()}]{finding.in_words}")
    if (rest := len(findings) - _TOLD_AT_ONCE) > 0:
        lines.append(f"另有{rest}处，请在各页面的“检查”中查看。")
    lines += ["", "请逐处改正后重新送审，或写明理由后忽略。同一问题不再重复发信。"]
    return send_now(people, f"抽查预检：新发现{len(findings)}处问题（{unit.name}）", *lines)
