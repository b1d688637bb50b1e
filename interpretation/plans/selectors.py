"""Reads of plans: what of the package is there, and which points are explained."""

from dataclasses import dataclass

from django.utils.html import strip_tags
from wagtail.models import Page

from disclosure.documents.models import DocumentPage
from disclosure.documents.rules import anchor_of_clause
from disclosure.documents.selectors import outline_of
from foundation.signoff.publicity import why_inside
from interpretation.policies.checks import needs_interpretation
from interpretation.policies.models import InterpretationPage

from .enums import Slot
from .models import InterpretationPlan, PlanVersion, Waiver
from .rules import Point, uncovered


def plan_of(document: Page) -> InterpretationPlan | None:
    """The plan with its rows; at most three queries."""
    plans = InterpretationPlan.objects.prefetch_related("outline", "materials__expert")
    return plans.filter(document_id=document.pk).first()


def is_new(document: DocumentPage) -> bool:
    """Whether the document has never been public, here or elsewhere: only then is a package asked for."""
    return not (document.first_published_at or document.original_published_at)


def is_asked(page: DocumentPage) -> bool:
    """Whether this document comes with a package: it needs an interpretation and becomes public for the first time."""
    return needs_interpretation(page) and is_new(page) and not why_inside(page)


@dataclass(frozen=True, slots=True)
class SlotState:
    """One part of the package: what is wrong with it, and the waiver if there is one."""

    slot: Slot
    faults: list[str]
    waiver: Waiver | None

    @property
    def is_settled(self) -> bool:
        return not self.faults or self.waiver is not None


def package_of(document: DocumentPage) -> list[SlotState]:
    """起草说明, 解读方案 and 解读材料 of a document; five queries."""
    plan = plan_of(document)
    waivers = {waiver.slot: waiver for waiver in Waiver.objects.filter(document_id=document.pk)}
    note = [] if plan and plan.drafting_note.strip() else ["起草说明未填。"]
    faults = plan.faults() if plan else ["解读方案未填。"]
    has_material = document.interpretation_links.exists()
    material = [] if has_material else ["解读材料尚未起草。"]
    found = {Slot.NOTE: note, Slot.PLAN: faults, Slot.MATERIAL: material}
    return [SlotState(slot, found[slot], waivers.get(slot)) for slot in Slot]


def version_of(revision_id: int) -> PlanVersion | None:
    """The plan that was submitted with this revision of a document."""
    return PlanVersion.objects.filter(revision_id=revision_id).select_related("plan").first()


def uncovered_points(plan: InterpretationPlan) -> list[Point]:
    """Points of the outline that no interpretation of the document explains yet (未覆盖, R-087)."""
    entries = outline_of(plan.document.get_latest_revision_as_object())
    explained: set[str] = set()
    texts: list[str] = []
    for page in InterpretationPage.objects.filter(documents__document=plan.document_id):
        draft = page.get_latest_revision_as_object()
        explained |= {anchor_of_clause(block.value["clause"], entries) for block in draft.clause_notes}
        texts += [strip_tags(str(block.value["text"].source)) for block in draft.sections]
    named = [point for point in plan.points() if anchor_of_clause(point.clause, entries) in explained - {""}]
    return [point for point in uncovered(plan.points(), (), "".join(texts)) if point not in named]
