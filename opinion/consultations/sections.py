"""The parts of the notice's editing panel: how long it is open, and what was asked for since."""

from django.utils import timezone

from disclosure.documents.models import DocumentPage
from disclosure.documents.side_panels import Section

from .course_models import PeriodChange, SecrecyException
from .documents import may_record, needs_record, record_of
from .models import ConsultationPage
from .selectors import course_of, period_check

CLOSE_AT_HAND = 3  # days left that are coloured; a matter of the eye, no legal source


def period_section(page: ConsultationPage, user) -> Section:
    """How many days it is open, what the rule asks, and the state of what is public."""
    check = period_check(page)
    course = course_of(page) if page.live else None
    return Section(
        title="征集期限",
        summary=_summary(page, check, course),
        template="consultations/admin/period_section.html",
        context={
            "page": page,
            "check": check,
            "course": course,
            "state": course.state() if course else None,
            "changes": PeriodChange.objects.filter(page=page).select_related("asked_by", "decided_by"),
        },
        tone=_tone(page, check, course),
        is_open=bool(check and check.is_short and not page.short_reason.strip()),
    )


def _summary(page: ConsultationPage, check, course) -> str:
    if course:
        left = (course.closes_on - timezone.localdate()).days
        state = course.state()
        words = f"{state.label}，{course.closes_on}截止"
        return f"{words}，还有{left}天" if state == "open" and left else words
    if check is None:
        return "填写开始日期和截止日期后计算"
    short = "，少于规定" if check.is_short else ""
    return f"公开{check.days_words}{short} · 规定{check.rule.words}"


def _tone(page: ConsultationPage, check, course) -> str:
    if course:
        left = (course.closes_on - timezone.localdate()).days
        return "warning" if 0 <= left <= CLOSE_AT_HAND else ""
    if check and check.is_short:
        return "warning" if page.short_reason.strip() else "critical"
    return ""


def document_section(page: DocumentPage, user) -> Section | None:
    """The consultation of a normative document, or why there was none (R-107)."""
    if not needs_record(page):
        return None
    record = record_of(page)
    return Section(
        title="意见征集",
        summary=("已关联公告" if record.consultation_id else "已登记未征求的理由") if record else "尚未登记",
        template="consultations/admin/document_section.html",
        context={"document": page, "record": record, "may_record": may_record(page, user)},
        tone="" if record else "warning",
    )


def secrecy_section(page: ConsultationPage, user) -> Section:
    """What was asked to be kept secret, and who approved it (R-104)."""
    asked = list(SecrecyException.objects.filter(page=page).select_related("asked_by", "decided_by"))
    waiting = sum(one.is_open for one in asked)
    approved = sum(bool(one.approved) for one in asked)
    words = [f"{waiting}项待批准" if waiting else "", f"{approved}项已批准" if approved else ""]
    return Section(
        title="依法不公开",
        summary="，".join(filter(None, words)) or "没有",
        template="consultations/admin/secrecy_section.html",
        context={"page": page, "asked": asked},
        tone="warning" if waiting else "",
    )
