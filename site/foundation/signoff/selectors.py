"""Read side of sign-off: who may decide and open what, and what the gate says."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.documents import get_document_model
from wagtail.models import Revision, TaskState, Workflow, WorkflowState

from foundation.organisations.enums import REVIEWING_POSTS, PostKind
from foundation.organisations.models import Appointment, User
from foundation.organisations.selectors import appointments_of, appointments_shown

from .chains.rules import can_be_distinct
from .digests import record_digest
from .enums import OPEN_MEASURES, ClearanceKind, Decision, MeasureKind
from .gates import Reason
from .migration_models import MigrationBatch, MigrationItem
from .models import Clearance, PostTask, PostTaskState, Seal, appointment_at
from .takedown_models import EmergencyMeasure


def is_cleared(page_id: int, revision_id: int) -> bool:
    """Whether this revision of this page may be live."""
    return Clearance.objects.filter(page_id=page_id, revision_id=revision_id).exists()


def is_record(page) -> bool:
    """Whether the page or one below it is public or was signed as information, for the public or not.

    Such pages are never deleted.
    """
    family = page.get_descendants(inclusive=True)
    signed = Clearance.objects.exclude(kind=ClearanceKind.STRUCTURE).values("page_id")
    concluded = Seal.objects.filter(decision=Decision.CONCLUDED).values("page_id")
    return family.filter(Q(live=True) | Q(pk__in=signed) | Q(pk__in=concluded)).exists()


def drafters(page, submission: WorkflowState | None = None) -> set[int]:
    """Everybody who wrote a part of what is under review: owner, requester, editors since it was last live.

    ``submission``: the one now open, if at hand.
    """
    people = {page.owner_id}
    if state := submission or page.current_workflow_state:
        people.add(state.requested_by_id)
    revisions = Revision.objects.for_instance(page)
    if page.live_revision_id:
        revisions = revisions.filter(pk__gt=last_reviewed_revision(page))
    people.update(revisions.values_list("user_id", flat=True))
    return people - {None}


def last_reviewed_revision(page) -> int:
    """The live revision; or, while an emergency publication awaits its review, the one signed before it."""
    measure = EmergencyMeasure.objects.filter(
        page_id=page.pk, kind=MeasureKind.PUBLICATION, state__in=OPEN_MEASURES
    ).first()
    return measure.previous_revision_id if measure else page.live_revision_id


def earlier_approvers(page, submission: WorkflowState | None = None) -> set[int]:
    """Who has already approved a level of the submission now open, over the text as it is now.

    ``submission``: that one, if at hand.
    """
    state = submission or page.current_workflow_state
    if state is None:
        return set()
    return set(
        TaskState.objects.filter(
            workflow_state=state, status=TaskState.STATUS_APPROVED, revision_id=page.latest_revision_id
        ).values_list("finished_by_id", flat=True)
    )


def refusal(state: PostTaskState, page, user: User, held: Appointment | None = None) -> str:
    """Why this user may not decide this step of this page, in Chinese; empty when the user may.

    ``held``: the appointment by which the user would decide, if known.
    """
    if (held or appointment_at(state, appointments_of(user))) is None:
        return f"您目前不在“{state.get_post_kind_display()}”岗位上，不能办理本环节。"
    if user.pk in drafters(page, state.workflow_state):
        return "您是本稿件的拟稿人或修改人，不能审签自己的稿件。"
    if user.pk in earlier_approvers(page, state.workflow_state):
        return "您已审签过本稿件的前一环节，每一级须由不同的人审签。"
    if EmergencyMeasure.objects.filter(revision_id=page.latest_revision_id, declared_by=user).exists():
        return "紧急公开由您决定，补审须由其他人办理。"
    return ""


def deciders(task: PostTask, page) -> list[Appointment]:
    """Who may decide this step of this page today: holders of the post, less writers and earlier approvers."""
    submission = page.current_workflow_state
    barred = drafters(page, submission) | earlier_approvers(page, submission)
    draft = page.get_latest_revision_as_object()
    return [held for held in task.approvers(draft) if held.user_id not in barred]


def names_of(appointments: Iterable[Appointment]) -> str:
    """The people of these appointments, for a sentence."""
    return "、".join(dict.fromkeys(_name(held) for held in appointments))


def _name(held: Appointment) -> str:
    name = held.user.get_full_name()
    return f"{name}（代{held.on_behalf_of}）" if held.on_behalf_of else name


def holders_of_reviewing_posts():
    """Everybody who signs today, by body, unit and post."""
    return (
        Appointment.objects.on(timezone.localdate())
        .filter(post__kind__in=REVIEWING_POSTS, user__is_active=True)
        .select_related("post__unit__body", "post__body", "user", "on_behalf_of")
        .order_by("post__body", "post__unit", "post__kind")
    )


def vacancies(workflow: Workflow, page, writers: set[int]) -> Iterator[Reason]:
    """Steps that nobody could decide, so that a submission would be stuck."""
    free: list[set[int]] = []
    for task in workflow.tasks.filter(active=True).specific():
        holders = {held.user_id for held in task.approvers(page)}
        post = task.get_post_kind_display()
        if not holders:
            yield Reason(
                f"“{task.name}”暂不能办理：“{post}”岗位无人任职。请联系平台运维人员设置任职后再送审。"
            )
        elif holders <= writers:
            yield Reason(f"“{task.name}”暂不能办理：“{post}”岗位只有拟稿人本人任职，须由他人审签。")
        free.append(holders - writers)
    if all(free) and not can_be_distinct(free):
        yield Reason(
            "各环节须由不同的人审签，但现任人员不够：有人是两个环节的唯一人选。请联系平台运维人员增设任职或代理。"
        )


def may_open(state: PostTaskState, user: User) -> bool:
    """Who may read a draft under review: its step's post, whoever signed it, its writers, supervisors.

    A superuser in no post has no part in a review.
    """
    if PostTaskState.objects.filter(pk=state.pk).at_steps_of(appointments_of(user)).exists():
        return True
    return may_see_record(state.page_id, user)


def may_see_record(page_id: int, user: User) -> bool:
    """Who may read the sign-off record of a page (发布审核单)."""
    held = appointments_of(user)
    if any(appointment.post.kind == PostKind.SUPERVISOR for appointment in held):
        return True
    if Seal.objects.filter(page_id=page_id, person=user).exists():
        return True
    batch = signed_batch_of(page_id)
    if batch and batch.seal and user.pk in (batch.created_by_id, batch.seal.person_id):
        return True
    states = PostTaskState.objects.filter(page_id=page_id)
    return states.filter(Q(page__owner=user) | Q(pk__in=states.barred_for(user).values("pk"))).exists()


def visible_seals(user: User) -> QuerySet[Seal]:
    """The records of all pages whose record the user may see: the rule of ``may_see_record`` as one query."""
    if any(held.post.kind == PostKind.SUPERVISOR for held in appointments_shown(user)):
        return Seal.objects.all()
    states = PostTaskState.objects.all()
    involved = states.filter(Q(page__owner=user) | Q(pk__in=states.barred_for(user).values("pk")))
    migrated = MigrationItem.objects.filter(
        Q(batch__created_by=user) | Q(batch__seal__person=user), batch__seal__isnull=False
    )
    # 0 stands for no page: of such records everybody sees the own ones only.
    pages = (
        Q(page_id__in=Seal.objects.filter(person=user, page_id__gt=0).values("page_id"))
        | Q(page_id__in=involved.values("page_id"))
        | Q(page_id__in=migrated.values("page_id"))
    )
    return Seal.objects.filter(Q(person=user) | pages)


def signed_batch_of(page_id: int) -> MigrationBatch | None:
    """The signed migration batch on whose list a page stands (历史迁移)."""
    signed = MigrationBatch.objects.filter(items__page_id=page_id, seal__isnull=False)
    return signed.select_related("seal", "body").order_by("-pk").first()


def has_record(page_id: int) -> bool:
    """Whether there is a 发布审核单: the page was submitted or stands on a signed list."""
    return PostTaskState.objects.filter(page_id=page_id).exists() or signed_batch_of(page_id) is not None


def seals_of(page_id: int):
    """All decisions over a page, oldest first."""
    return Seal.objects.filter(page_id=page_id).select_related("person")


def seal_is_intact(seal: Seal) -> bool:
    """Whether the record still has the digest it was written with."""
    return record_digest(seal.chained_fields, seal.previous_digest) == seal.digest


def latest_return(page_id: int) -> Seal | None:
    """The last return of a page, for the message to its author."""
    return Seal.objects.filter(page_id=page_id, decision=Decision.RETURNED).order_by("-pk").first()


def open_return(page) -> Seal | None:
    """The return that the author still has to answer; None once the page was sent again or withdrawn."""
    submission = page.current_workflow_state
    if submission is None or submission.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return None
    return latest_return(page.pk)


def attached_files(page) -> list[tuple[str, Any]]:
    """Name and document of every file in the page's child rows, whatever the page type calls them."""
    document_model = get_document_model()
    files = []
    for relation in get_all_child_relations(type(page)):
        for field in relation.related_model._meta.fields:
            if field.related_model is document_model:
                for row in getattr(page, relation.get_accessor_name()).all():
                    document = getattr(row, field.name)
                    files.append((getattr(row, "display_title", document.title), document))
    return files
