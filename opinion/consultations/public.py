"""What the public page of a notice shows; nothing of it depends on who reads, nor on how many opinions came."""

import datetime as dt
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from django.db.models import F, QuerySet, Value
from django.utils import timezone

from disclosure.documents.linked import Link
from disclosure.documents.models import DocumentPage
from disclosure.documents.rules import OUTLINE_FROM, OutlineEntry
from disclosure.documents.selectors import attachments_of, number_anchors
from opinion.decisions.enums import Method
from opinion.decisions.meeting_selectors import meetings_for

from .course_models import ConsultationCourse, DocumentConsultation, PeriodChange, SecrecyException
from .enums import State
from .models import ConsultationPage
from .selectors import approved_exceptions, period_rule, stated_course


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
                return f"{day_words(course.opens_on)}起可以提出意见。"
            case State.OPEN:
                left = f"还有{self.days_left}天" if self.days_left else "今天截止"
                return f"{day_words(course.closes_on)}24时截止，{left}。"
            case State.CLOSED:
                return f"已于{day_words(course.closes_on)}24时截止，不再接收意见，正在研究办理。"
            case _:
                return f"结果已于{day_words(course.results_on or course.closes_on)}公布。"


def day_words(day: dt.date) -> str:
    """A day as a sentence has it."""
    return f"{day.year}年{day.month}月{day.day}日"


def standing_of(page: ConsultationPage) -> Standing:
    """One query, none where the dates were read with the page."""
    course, today = getattr(page, "course", None) or stated_course(page), timezone.localdate()
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
    """Everything beside the page's own fields; three queries, up to three more where there is more to tell."""
    standing = standing_of(page)
    clauses = clauses_of(page)
    return {
        "standing": standing,
        "outline": number_anchors(page, ()),
        "outline_from": OUTLINE_FROM,
        "clause_anchors": {entry.anchor for entry in clauses},
        "rule": period_rule(page.kind, page.body_id) if page.short_reason else None,
        "changes": [] if is_draft else approved_changes(page, standing.course),
        "secret": secret_parts(page),
        "methods": page.methods.all(),
        "attachments": attachments_of(page),
        "decision": page.decision if page.decision and page.decision.is_public else None,
        "links": [] if is_draft else links_of(page),
    }


def approved_changes(page: ConsultationPage, course: ConsultationCourse) -> list[PeriodChange]:
    """Extensions and early ends, with their reasons; a query only if the last day is not the one in the notice."""
    if course.closes_on == page.closes_on:
        return []
    return list(PeriodChange.objects.filter(page_id=page.pk, approved=True))


def secret_parts(page: ConsultationPage) -> list[SecrecyException]:
    """What is kept secret; a query only if a part is missing, as the gate lets none be missing without."""
    if page.content and page.explanation and page.basis:
        return []
    return list(approved_exceptions(page).values())


def links_of(page: ConsultationPage) -> list[Link]:
    """关联公开 (R-111): meetings in their order, then final documents. One query."""
    meetings = meetings_for(page.pk).order_by()
    documents = DocumentPage.objects.live().filter(consultation_records__consultation=page).order_by()
    rows = meetings.values_list(
        Value(1), F("method"), F("title"), F("url_path"), Value(""), F("first_published_at")
    ).union(
        documents.values_list(
            Value(2), Value(""), F("title"), F("url_path"), F("document_number"), F("first_published_at")
        )
    )
    return [
        Link(Method(method).label if method else "最终文件", title, url_path, number)
        for _place, method, title, url_path, number, _published in sorted(rows, key=itemgetter(0, -1))
    ]


def notices_of(document_id: int) -> QuerySet[DocumentConsultation]:
    """The live notice that asked for opinions on the draft of a document (关联公开, R-111)."""
    return DocumentConsultation.objects.filter(document_id=document_id, consultation__live=True)


def results_of(document_id: int) -> QuerySet[DocumentConsultation]:
    """What became of these opinions, once it is public."""
    live = {"consultation__course__results_page__live": True}
    return DocumentConsultation.objects.filter(document_id=document_id, **live)
