"""Reads: what the public page shows, and how the guide and the body page differ."""

from dataclasses import dataclass
from typing import Any

from wagtail.models import Revision

from disclosure.catalogue.models import BodyPage
from foundation.signoff.enums import Decision
from foundation.signoff.models import Seal

from .enums import Fact
from .models import GuidePage


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the guide: the id of its heading, the heading and the words."""

    name: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that the guide and the body page tell differently."""

    fact: Fact
    in_guide: str
    on_body_page: str


def public_content(page: GuidePage) -> dict[str, list[Any]]:
    """The texts and the places of the public page. One query."""
    return {
        "opening": _texts(page, GuidePage.OPENING),
        "contact": _texts(page, GuidePage.CONTACT),
        "points": list(page.points.all()),
        "withheld": _texts(page, ("withheld",)),
        "on_request": _texts(page, GuidePage.ON_REQUEST),
        "closing": _texts(page, ("commitment", "supervision")),
    }


def _texts(page: GuidePage, names: tuple[str, ...]) -> list[Text]:
    return [Text(name, page.label_of(name), getattr(page, name)) for name in names]


def body_page_of(body_id: int | None) -> BodyPage | None:
    """The public page of a body, the newest if it has several. One query."""
    if body_id is None:
        return None
    return BodyPage.objects.live().filter(body_id=body_id).order_by("-last_published_at", "-pk").first()


def contact_of(body_id: int | None) -> dict[str, str]:
    """The facts of a body page, nothing without one. One query."""
    page = body_page_of(body_id)
    return {fact.value: getattr(page, fact) for fact in Fact} if page else {}


def differences(guide: GuidePage, page: BodyPage | None) -> list[Difference]:
    """What the two pages tell differently; an empty fact of the body page contradicts nothing. No query."""
    if page is None:
        return []
    pairs = ((fact, getattr(guide, fact).strip(), getattr(page, fact).strip()) for fact in Fact)
    return [Difference(fact, ours, theirs) for fact, ours, theirs in pairs if theirs and ours != theirs]


def changed_facts(page: BodyPage) -> set[Fact]:
    """What this publication of the body page changed; all facts at its first. Two queries."""
    before = (
        Seal.objects.filter(page_id=page.pk, decision=Decision.PUBLISHED)
        .exclude(revision_id=page.live_revision_id)
        .order_by("-pk")
        .first()
    )
    revision = Revision.objects.filter(pk=before.revision_id).first() if before else None
    if revision is None:
        return set(Fact)
    old = revision.as_object()
    return {fact for fact in Fact if getattr(old, fact).strip() != getattr(page, fact).strip()}


def supervision_of(body_id: int) -> str:
    """监督投诉方式 as the live guide of a body tells it; empty without one. One query."""
    told = GuidePage.objects.live().filter(body_id=body_id).order_by("-last_published_at", "-pk")
    return told.values_list("supervision", flat=True).first() or ""
