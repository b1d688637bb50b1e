"""Read side of the decision on the attribute: who said what, what stands, what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from disclosure.documents.enums import Openness
from disclosure.documents.models import DocumentPage, FiledPage
from disclosure.documents.openness import openness_label
from foundation.organisations.enums import PostKind
from foundation.organisations.models import Body, Unit, User
from foundation.organisations.selectors import appointments_of
from foundation.signoff.selectors import may_see_record

from .enums import Act, ConsentState, Defect
from .models import AttributeDecision, CatalogueEntry, CoIssuerConsent, NumberIssue, ReturnedDocument

UNIT_POSTS = frozenset({PostKind.EDITOR, PostKind.UNIT_HEAD})
# Posts that answer for a co-issuing body about the attribute.
CONSENTING_POSTS = frozenset({PostKind.OFFICE_REVIEWER, PostKind.LEADER})


def history(page_id: int) -> QuerySet[AttributeDecision]:
    """Every statement about a page's attribute, oldest first."""
    return AttributeDecision.objects.filter(page_id=page_id).select_related("person")


def differences(page_id: int, revision_id: int) -> list[AttributeDecision]:
    """Opinions on this version that name another attribute than the draft (R-049), oldest first."""
    return list(history(page_id).filter(revision_id=revision_id, act=Act.SUGGESTED))


def replies(page_id: int, revision_id: int) -> list[AttributeDecision]:
    """What the drafting unit answered about this version."""
    return list(history(page_id).filter(revision_id=revision_id, act=Act.REPLIED))


def last_decision(page_id: int) -> AttributeDecision | None:
    """The newest decision of a signatory."""
    return AttributeDecision.objects.filter(page_id=page_id, act=Act.DECIDED).order_by("-pk").first()


def locked(page_id: int | None) -> CatalogueEntry | None:
    """The final attribute of a document whose chain has ended; None before."""
    if page_id is None:
        return None
    return CatalogueEntry.objects.filter(page_id=page_id).order_by("-pk").first()


def catalogue(value: str = "") -> QuerySet[CatalogueEntry]:
    """The newest entry of each document, under one attribute or all."""
    newest = CatalogueEntry.objects.filter(page_id=OuterRef("page_id")).order_by("-pk")
    entries = CatalogueEntry.objects.filter(pk=Subquery(newest.values("pk")[:1]))
    return entries.filter(value=value) if value else entries


def inside_by_decision(page) -> str:
    """Why a document may not be public although its draft says 主动公开: the signatory decided otherwise."""
    if not isinstance(page, FiledPage) or not page.pk or page.openness != Openness.PROACTIVE:
        return ""
    decision = last_decision(page.pk)
    if decision is None or decision.value == Openness.PROACTIVE:
        return ""
    return (
        f"签发人{decision.person_name}已将公开属性定为“{openness_label(decision.value, decision.body_id)}”，"
        "只列入相应目录，不在网站公开。"
    )


@dataclass(frozen=True, slots=True)
class Consent:
    """Where one co-issuing body stands on the attribute as the draft now has it."""

    body: Body
    said: CoIssuerConsent | None

    @property
    def is_given(self) -> bool:
        return self.said is not None and self.said.state == ConsentState.CONSENT

    @property
    def words(self) -> str:
        return self.said.get_state_display() if self.said else "待回复"


def consents(draft: DocumentPage) -> list[Consent]:
    """One for each co-issuer of a draft. What was said about another attribute does not count. Two queries."""
    bodies = list(draft.co_issuers.all())
    said = CoIssuerConsent.objects.filter(
        page_id=draft.pk or 0, value=draft.openness, co_issuer__in=bodies
    ).order_by("pk")
    newest = {row.co_issuer_id: row for row in said} if bodies else {}
    return [Consent(body, newest.get(body.pk)) for body in bodies]


def number_of(page_id: int) -> NumberIssue | None:
    """The number that was given to a document."""
    return NumberIssue.objects.filter(page_id=page_id).select_related("issued_by", "received_by").first()


# Who may see and do what.


def is_drafting(draft, user: User) -> bool:
    """Whether the user drafts for the document's unit or heads it."""
    return any(
        held.post.kind in UNIT_POSTS and held.post.unit_id == draft.unit_id for held in appointments_of(user)
    )


def is_office(draft, user: User) -> bool:
    """Whether the user reviews for the office of the document's body."""
    return any(
        held.post.kind == PostKind.OFFICE_REVIEWER and held.post.body_id == draft.body_id
        for held in appointments_of(user)
    )


def co_issuers_spoken_for(draft, user: User) -> list[Body]:
    """Co-issuers whose answer this user may record: all for the lead body, the own one for its own office."""
    if not isinstance(draft, DocumentPage):
        return []
    bodies = list(draft.co_issuers.all())
    if not bodies or is_drafting(draft, user) or is_office(draft, user):
        return bodies
    own = {held.post.body_id for held in appointments_of(user) if held.post.kind in CONSENTING_POSTS}
    return [body for body in bodies if body.pk in own]


def may_see(draft, user: User) -> bool:
    """The drafting unit, the reviewing posts of the body, its co-issuers' offices, whoever may see the record."""
    held = appointments_of(user)
    in_body = any(
        a.post.body_id == draft.body_id and a.post.kind not in {*UNIT_POSTS, PostKind.OPERATOR} for a in held
    )
    return (
        in_body
        or is_drafting(draft, user)
        or bool(co_issuers_spoken_for(draft, user))
        or may_see_record(draft.pk, user)
    )


def _with_below(bodies: Iterable[int]) -> set[int]:
    found: set[int] = set()
    level = set(bodies)
    while level:
        found |= level
        level = set(Body.objects.filter(parent__in=level).values_list("pk", flat=True)) - found
    return found


def scope_of(user: User) -> Q:
    """Which rows of the registers a user may read: the unit's, the body's, for supervisors all below it."""
    if user.is_superuser:
        return Q()
    scope = Q(pk__in=[])
    supervised = set()
    for held in appointments_of(user):
        if held.post.kind == PostKind.SUPERVISOR:
            supervised.add(held.post.body_id)
        elif held.post.kind in UNIT_POSTS:
            scope |= Q(unit_id=held.post.unit_id)
        elif held.post.kind != PostKind.OPERATOR:
            scope |= Q(body_id=held.post.body_id)
    return scope | Q(body_id__in=_with_below(supervised)) if supervised else scope


def units_with_returns(user: User) -> QuerySet[Unit]:
    """Units with how many of their documents were returned, by defect (R-048). One query."""
    seen = ReturnedDocument.objects.filter(scope_of(user), unit=OuterRef("pk")).order_by().values("unit")
    counts = {
        name: Subquery(rows.annotate(n=Count("pk")).values("n")[:1])
        for name, rows in [("total", seen)] + [(d.value, seen.filter(defect=d)) for d in Defect]
    }
    counted: QuerySet = Unit.objects.annotate(**counts)
    return counted.filter(total__gt=0).select_related("body").order_by("-total", "pk")


def outstanding() -> Q:
    """未送交电子文稿: numbers whose text has not come though the day is over."""
    return Q(received_on=None, due_on__lt=timezone.localdate())
