"""What happens to plans: written, waived in part, submitted and approved with the document, turned into drafts."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from disclosure.documents.models import DocumentPage
from foundation.organisations.enums import PostKind
from foundation.organisations.models import User
from foundation.signoff.models import Seal
from foundation.signoff.submissions import UNDER_REVIEW
from foundation.signoff.takedown_selectors import held_post
from interpretation.policies.models import InterpretationPage
from interpretation.policies.services import begin_interpretation, may_interpret

from .enums import Slot
from .models import InterpretationPlan, PlanApproval, PlanVersion, Waiver
from .selectors import version_of

# Who coordinates interpretation (秘书科, R-097): the office's own reviewers.
WAIVING_POSTS = (PostKind.OFFICE_REVIEWER,)
SHORTEST_REASON = 5


def refusal_to_write(document: DocumentPage, user: User) -> str:
    """Why this user may not change the plan now; empty when the user may (谁起草谁解读, R-083)."""
    if not may_interpret(document, user):
        return "谁起草谁解读：只有本文件责任科室的编辑可以填写解读方案。"
    return UNDER_REVIEW if document.workflow_in_progress else ""


@transaction.atomic
def plan_for(document: DocumentPage, user: User) -> InterpretationPlan:
    """The plan of a document to be written in, made when there is none. Raises PermissionDenied."""
    if why := refusal_to_write(document, user):
        raise PermissionDenied(why)
    plan, _ = InterpretationPlan.objects.select_for_update().get_or_create(
        document=document, defaults={"changed_by": user}
    )
    return plan


@transaction.atomic
def waive(document: DocumentPage, slot: str, reason: str, user: User) -> Waiver:
    """Let a document be submitted without this part. Raises PermissionDenied, ValidationError."""
    held = held_post(user, WAIVING_POSTS, document.body_id)
    reason = reason.strip()
    if len(reason) < SHORTEST_REASON:
        raise ValidationError(f"请写明免交的理由，不少于{SHORTEST_REASON}个字。")
    if slot not in Slot.values:
        raise ValidationError("请选择免交的材料。")
    if earlier := Waiver.objects.filter(document_id=document.pk, slot=slot).first():
        return earlier
    return Waiver.objects.create(
        document_id=document.pk, slot=slot, reason=reason, by=user, post_title=str(held.post)
    )


def content_of(plan: InterpretationPlan) -> dict[str, object]:
    """Everything a plan says, as a version keeps it."""
    return {
        "drafting_note": plan.drafting_note,
        "outline": [[row.point, row.clause, row.source] for row in plan.outline.all()],
        "forms": [str(one) for one in plan.materials.all()],
        "channels": plan.channel_labels,
        "timing": plan.get_timing_display(),
        "legal_opinion": plan.legal_opinion,
    }


@transaction.atomic
def keep_version(plan: InterpretationPlan, revision_id: int) -> PlanVersion:
    """Keep the plan as it is submitted with a revision; the same content keeps its number."""
    content = content_of(plan)
    last = plan.versions.first()
    if last and last.revision_id == revision_id and last.content == content:
        return last
    number = last.number if last and last.content == content else (last.number if last else 0) + 1
    plan.version = number
    plan.save(update_fields=["version"])
    return PlanVersion.objects.create(plan=plan, number=number, revision_id=revision_id, content=content)


def approve_version(revision_id: int, seal: Seal) -> None:
    """The document's chain is complete, and with it the plan is approved."""
    version = version_of(revision_id)
    if version and not PlanApproval.objects.filter(version=version).exists():
        PlanApproval.objects.create(
            version=version, person_name=seal.person_name, post_title=seal.post_title, at=seal.at
        )


@transaction.atomic
def begin_material(plan: InterpretationPlan, material_id: int, user: User) -> InterpretationPage:
    """The draft of one planned form, made once. Raises PermissionDenied, ValidationError."""
    material = plan.materials.select_for_update().filter(pk=material_id).first()
    if material is None:
        raise ValidationError("解读方案中已没有这种解读形式，请刷新页面。")
    if material.page:
        return material.page
    page = begin_interpretation(plan.document, user)
    page.form = material.form
    if material.expert:
        page.interpreter, page.interpreter_post = material.expert.name, material.expert.post
        page.interpreter_kind = "expert"
    page.save_revision(user=user)
    material.page = page
    material.save(update_fields=["page"])
    return page
