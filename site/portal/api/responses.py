"""What the interface tells of press releases, press conferences and clarifications: as their public pages do."""

from typing import Any

from django.utils import timezone

from disclosure.catalogue.meta_tags import source_of
from interpretation.clarifications.models import ClarificationPage
from interpretation.press.models import PressConferencePage, PressReleasePage
from interpretation.press.selectors import related_pages

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
    plain,
)


def releases(asked: Asked, address: Address) -> Listed:
    """Live press releases, newest first; three queries."""
    rows = PressReleasePage.objects.select_related("body").only(*COMMON, "kind", "source", "original_source")
    return listed_of(asked, rows, lambda page: release_summary(page, address))


def release_summary(page: PressReleasePage, address: Address) -> Record:
    """A press release as lists tell of it."""
    told = {"kind": page.get_kind_display(), "source": source_of(page)}
    return common(page, address) | told | {"original_source": page.original_source}


def release_detail(page: PressReleasePage, address: Address) -> Record:
    """Everything the public page says in words."""
    return {
        **release_summary(page, address),
        "column": column_of(page),
        "author": page.author,
        "text": plain(page.text),
        "original_url": page.original_url,
        "original_on": day_of(page.original_on),
        "relations": _relations(page, address),
        "corrections": corrections_of(page),
    }


def conferences(asked: Asked, address: Address) -> Listed:
    """Live press conferences, newest first; three queries."""
    rows = PressConferencePage.objects.select_related("body").only(*COMMON, "kind", "stage", "starts_at")
    return listed_of(asked, rows, lambda page: conference_summary(page, address))


def conference_summary(page: PressConferencePage, address: Address) -> Record:
    """A press conference as lists tell of it."""
    return common(page, address) | {
        "kind": page.get_kind_display(),
        "stage": page.get_stage_display(),
        "starts_at": timezone.localtime(page.starts_at).isoformat() if page.starts_at else None,
    }


def conference_detail(page: PressConferencePage, address: Address) -> Record:
    """Everything the public page says in words."""
    return {
        **conference_summary(page, address),
        "column": column_of(page),
        "place": page.place,
        "host": page.host,
        "moderator": page.moderator,
        "speakers": [{"name": block.value["name"], "post": block.value["post"]} for block in page.speakers],
        "opening": plain(page.opening),
        **_said_at(page),
        "relations": _relations(page, address),
        "corrections": corrections_of(page),
    }


def _said_at(page: PressConferencePage) -> Record:
    """What was said there; empty while the page only announces it."""
    if not page.is_record:
        return {"media_present": "", "live_text": [], "transcript": "", "questions": []}
    return {
        "media_present": page.media_present,
        "live_text": [
            {name: block.value[name] for name in ("at", "speaker", "text")} for block in page.live_text
        ],
        "transcript": plain(page.transcript),
        "questions": [
            {
                **{name: block.value[name] for name in ("question", "asked_by", "answered_by")},
                "answer": plain(block.value["answer"]),
            }
            for block in page.questions
        ],
    }


def clarifications(asked: Asked, address: Address) -> Listed:
    """Live clarifications, newest first; three queries."""
    rows = ClarificationPage.objects.select_related("body").only(*COMMON, "claim", "verdict")
    return listed_of(asked, rows, lambda page: clarification_summary(page, address))


def clarification_summary(page: ClarificationPage, address: Address) -> Record:
    """A clarification as lists tell of it: the claim always beside what is wrong with it."""
    return common(page, address) | {"claim": page.claim, "verdict": page.get_verdict_display()}


def clarification_detail(page: ClarificationPage, address: Address) -> Record:
    """Everything the public page says; where the claim is spread stands there in words, never as a link (R-133)."""
    return {
        **clarification_summary(page, address),
        "column": column_of(page),
        "claim_place": page.claim_place,
        "facts": plain(page.facts),
        "evidence": [
            {
                "statement": block.value["statement"],
                "source": block.value["source"],
                "url": block.value["url"] or "",
            }
            for block in page.evidence
        ],
        "basis": page.basis,
        "verified_on": day_of(page.verified_on),
        "spokesperson": page.spokesperson,
        "phone": page.phone,
        "source": source_of(page),
        "corrections": corrections_of(page),
    }


def _relations(page: Any, address: Address) -> list[Record]:
    return [link_record(link, address) for link in related_pages(page)]
