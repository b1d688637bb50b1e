"""What the interface tells of consultations, their results and meetings: as their public pages do, and no more.

Opinions are told as the signed result has them: numbers, verdicts, reasons, masked excerpts. Nothing is read from
the register of opinions.
"""

from typing import Any

from disclosure.documents import selectors
from opinion.consultations.enums import State
from opinion.consultations.models import ConsultationPage, ConsultationResultPage
from opinion.consultations.public import links_of, standing_of
from opinion.decisions.meeting_models import MeetingPage
from opinion.decisions.meeting_selectors import groups_of

from .parameters import Asked
from .records import (
    COMMON,
    Address,
    Listed,
    Record,
    column_of,
    common,
    corrections_of,
    day_of,
    link_record,
    listed_of,
    parts_of,
    plain,
)

_BARE = ("title", "url_path", "first_published_at", "body__code", "body__name")
_COURSE = ("course__opens_on", "course__closes_on", "course__results_on")


def consultations(asked: Asked, address: Address) -> Listed:
    """Live notices, newest first; three queries."""
    rows = ConsultationPage.objects.select_related("body", "course")
    rows = rows.only(*COMMON, *_COURSE, "kind", "opens_on", "closes_on", "accepts_online")
    return listed_of(asked, rows, lambda page: consultation_summary(page, address))


def consultation_summary(page: ConsultationPage, address: Address) -> Record:
    """A notice as lists tell of it, with where it stands today."""
    standing = standing_of(page)
    return common(page, address) | {
        "kind": page.get_kind_display(),
        "opens_on": day_of(standing.course.opens_on),
        "closes_on": day_of(standing.course.closes_on),
        "state": {"code": standing.state.value, "label": State(standing.state).label},
        "takes_opinions": standing.takes_opinions,
    }


def consultation_detail(page: ConsultationPage, address: Address) -> Record:
    """Everything the public notice says."""
    clauses = list(parts_of(page))
    course = standing_of(page).course
    results = course.results_page if course.results_on else None
    return {
        **consultation_summary(page, address),
        "column": column_of(page),
        "who_decides": page.who_decides,
        "next_steps": page.next_steps,
        "results_expected_on": day_of(page.results_expected_on),
        "explanation": plain(page.explanation),
        "basis": plain(page.basis),
        "short_reason": page.short_reason,
        "clauses": clauses,
        "methods": [{"method": one.get_method_display(), "note": one.note} for one in page.methods.all()],
        "contact": {
            "person": page.contact_person,
            "phone": page.contact_phone,
            "address": page.contact_address,
            "email": page.contact_email,
        },
        "attachments": [
            {"title": file.title, "url": address(file.url), "format": file.extension, "bytes": file.size}
            for file in selectors.attachments_of(page)
        ],
        "results": _page(results, address),
        "relations": [link_record(link, address) for link in links_of(page)],
        "corrections": corrections_of(page),
    }


def results(asked: Asked, address: Address) -> Listed:
    """Live results, newest first; three queries."""
    rows = ConsultationResultPage.objects.select_related("body").only(*_BARE, "figures")
    return listed_of(asked, rows, lambda page: result_summary(page, address))


def result_summary(page: ConsultationResultPage, address: Address) -> Record:
    """A result as lists tell of it."""
    return common(page, address) | {"total": (page.figures or {}).get("total", 0)}


def result_detail(page: ConsultationResultPage, address: Address) -> Record:
    """Everything the public result says."""
    figures = page.figures or {}
    counted = {
        name: [{"label": label, "number": number} for label, number in figures.get(name, ())]
        for name in ("verdicts", "sources", "identities", "themes")
    }
    return {
        **result_summary(page, address),
        "column": column_of(page),
        "notice": _page(page.notice, address),
        "asked": plain(page.asked),
        "said": plain(page.said),
        "did": plain(page.did),
        **counted,
        "answers": [
            {
                **{name: row[name] for name in ("theme", "clause", "verdict", "reason", "number")},
                "excerpt": row["excerpt"] if page.shows_examples else "",
            }
            for row in page.table
        ],
        "corrections": corrections_of(page),
    }


def meetings(asked: Asked, address: Address) -> Listed:
    """Live records of meetings, newest first; three queries."""
    rows = MeetingPage.objects.select_related("body").only(*_BARE, "method", "held_on")
    return listed_of(asked, rows, lambda page: meeting_summary(page, address))


def meeting_summary(page: MeetingPage, address: Address) -> Record:
    """A meeting as lists tell of it."""
    return common(page, address) | {"method": page.get_method_display(), "held_on": day_of(page.held_on)}


def meeting_detail(page: MeetingPage, address: Address) -> Record:
    """Everything the public record says; of those who came only the names it lists (R-109, R-113)."""
    decision = page.decision
    return {
        **meeting_summary(page, address),
        "column": column_of(page),
        "place": page.place,
        "record": page.record_type,
        "decision": decision.matter if decision and decision.is_public else "",
        "notice": _page(page.notice, address),
        "attendees": [
            {
                "kind": str(group.kind.label),
                "invited": group.invited,
                "came": group.came,
                "listed": [{"name": one.name, "organisation": one.organisation} for one in group.listed],
            }
            for group in groups_of(page)
        ],
        "summary": plain(page.summary),
        "opinions": plain(page.opinions),
        "corrections": corrections_of(page),
    }


def _page(page: Any, address: Address) -> Record | None:
    """Another page, if readers can go there."""
    return {"id": page.pk, "title": page.title, "url": address(page.url_path)} if page and page.live else None
