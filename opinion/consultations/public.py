"""What the public page of a notice shows; nothing of it depends on who reads, nor on how many opinions came."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from disclosure.documents.models import DocumentPage
from disclosure.documents.rules import OUTLINE_FROM, OutlineEntry
from disclosure.documents.selectors import attachments_of, number_anchors
from opinion.decisions.meeting_selectors import meetings_for

from .course_models import ConsultationCourse, DocumentConsultation, PeriodChange
from .enums import State
from .models import ConsultationPage
from .selectors import approved_exceptions, course_of, period_check


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a consultation stands today, in words."""

    course: ConsultationCourse
    state: State
    days_left: int
    takes_opinions: bool

    @property
    def words(self) -> str:
        """One sentence beneath the badge."""
        course = self.course
        match self.state:
            case State.UPCOMING:
                return f"{_day(course.opens_on)}起可以提出意见。"
            case State.OPEN:
                left = f"还有{self.days_left}天" if self.days_left else "今天截止"
                return f"{_day(course.closes_on)}24时截止，{left}。"
            case State.CLOSED:
                return f"已于{_day(course.closes_on)}24时截止，不再接收意见，正在研究办理。"
            case _:
                return f"结果已于{_day(course.results_on or course.closes_on)}公布。"


def _day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def standing_of(page: ConsultationPage) -> Standing:
    """One query."""
    course, today = course_of(page), timezone.localdate()
    state = course.state(today)
    return Standing(
        course, state, (course.closes_on - today).days, state == State.OPEN and page.accepts_online
    )


def clauses_of(page: ConsultationPage) -> list[OutlineEntry]:
    """Clauses that one may comment on: the articles, or the headings of a draft without articles. No query.

    Also writes the anchors into the blocks for the template.
    """
    entries = number_anchors(page, ())
    return [entry for entry in entries if entry.is_article] or entries


def page_content(page: ConsultationPage, *, is_draft: bool) -> dict[str, Any]:
    """Everything beside the page's own fields; six queries."""
    standing = standing_of(page)
    clauses = clauses_of(page)
    check = period_check(page)
    return {
        "standing": standing,
        "outline": number_anchors(page, ()),
        "outline_from": OUTLINE_FROM,
        "clause_anchors": {entry.anchor for entry in clauses},
        "period": check,
        "changes": [] if is_draft else list(approved_changes(page)),
        "secret": approved_exceptions(page).values(),
        "methods": page.methods.all(),
        "attachments": attachments_of(page),
        "meetings": meetings_for(page.pk) if page.pk else (),
        "decision": page.decision if page.decision and page.decision.is_public else None,
        "documents": [] if is_draft else list(adopted_documents(page)),
    }


def approved_changes(page: ConsultationPage) -> QuerySet[PeriodChange]:
    """Extensions and early ends that readers are told of, with their reasons; one query."""
    return PeriodChange.objects.filter(page_id=page.pk, approved=True)


def adopted_documents(page: ConsultationPage) -> QuerySet[DocumentPage]:
    """Live documents that came of it (最终文件); one query."""
    return (
        DocumentPage.objects.live()
        .filter(consultation_records__consultation=page)
        .order_by("-first_published_at")
    )


def notices_of(document_id: int) -> QuerySet[DocumentConsultation]:
    """The live notice that asked for opinions on the draft of a document (关联公开, R-111)."""
    return DocumentConsultation.objects.filter(document_id=document_id, consultation__live=True)


def results_of(document_id: int) -> QuerySet[DocumentConsultation]:
    """What became of these opinions, once it is public."""
    live = {"consultation__course__results_page__live": True}
    return DocumentConsultation.objects.filter(document_id=document_id, **live)
