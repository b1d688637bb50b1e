"""Migration batches (历史迁移): drafts are put on a list, a leader signs the list once, its pages go live.

What was public elsewhere before is not drafted anew, so its pages need no chain each; they need somebody who
answers for the list. A page may stand on it only with the time of its first publication (原发布时间).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page, Revision

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Body, User
from foundation.rules.parameters import value

from .enums import ClearanceKind, Decision, ItemState
from .gates import reasons
from .migration_models import MigrationBatch, MigrationItem
from .models import Seal
from .pages import SignedPage
from .refusals import words_of
from .services import append_seal, clear, revision_digest
from .takedown import locked
from .takedown_selectors import acting_post, held_post

STEP = "历史迁移签发"
STATEMENT = (
    "本批次清单所列 {count} 件信息均已在原网站依法公开，原发布时间见清单。"
    "经核对，同意以“历史迁移”方式在本平台公开。"
)
CHECKS = (
    "清单所列信息此前均已公开，原发布时间属实",
    "已打开抽查件核对，内容与原网站一致",
    "未发现涉及国家秘密、商业秘密、个人隐私等不宜公开的内容",
)
REFUSALS = (PermissionDenied, ValidationError, DatabaseError)


@dataclass(frozen=True, slots=True)
class Listed:
    """What became of one draft when a batch was put together."""

    title: str
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class NotAPage:
    """The subject of a record that is about a list and not about one page."""

    title: str
    pk: int = 0


def candidates(body: Body, below: Page | None = None) -> QuerySet[Page]:
    """Drafts of a body that were never public here and stand on no list that is signed or waits to be."""
    found = Page.objects.filter(live=False, first_published_at=None, latest_revision__isnull=False)
    if below:
        found = found.descendant_of(below)
    of_body = Q(pk__in=[])
    for model in apps.get_models():
        if issubclass(model, SignedPage) and _tells_original_time(model):
            of_body |= Q(pk__in=model._default_manager.filter(body=body).values("pk"))
    listed = MigrationItem.objects.filter(page_id=OuterRef("pk"), state=ItemState.WAITING)
    return found.filter(of_body).exclude(Exists(listed)).order_by("pk")


def _tells_original_time(model: type[SignedPage]) -> bool:
    try:
        model._meta.get_field("original_published_at")
    except FieldDoesNotExist:
        return False
    return True


def collect(batch: MigrationBatch, page_ids: Iterable[int]) -> Iterator[Listed]:
    """List one draft after the other; what cannot be listed is kept on the batch with the reason.

    Each stands in a transaction of its own, so that whoever is stopped goes on where it ended.
    """
    left_out: list[dict[str, object]] = []
    try:
        for page_id in page_ids:
            listed = list_page(batch, page_id)
            if listed.why_not:
                left_out.append({"page": page_id, "title": listed.title, "why": listed.why_not})
            yield listed
    finally:
        MigrationBatch.objects.filter(pk=batch.pk, seal=None).update(left_out=left_out)


def list_page(batch: MigrationBatch, page_id: int) -> Listed:
    """Put the latest draft of a page on an unsigned batch's list; or say why it cannot be."""
    with transaction.atomic():
        batch = MigrationBatch.objects.select_for_update().get(pk=batch.pk)
        if batch.seal_id:
            raise PermissionDenied("批次已经签发，不能再增加页面。")
        page = locked(Page.objects.get(pk=page_id))
        revision = page.get_latest_revision()
        draft = revision.as_object()
        if why_not := _unfit(page, draft, batch.body_id):
            return Listed(draft.title, why_not)
        MigrationItem.objects.create(
            batch=batch,
            page_id=page.pk,
            revision_id=revision.pk,
            content_digest=revision_digest(revision),
            title=draft.title,
            original_published_at=draft.original_published_at,
        )
        writers = Revision.objects.for_instance(page).values_list("user_id", flat=True)
        batch.writers.add(*({page.owner_id, *writers} - {None}))
    return Listed(draft.title)


def _unfit(page: SignedPage, draft: SignedPage, body_id: int) -> str:
    """Why this draft cannot go live in a batch; empty when it can."""
    if page.live or page.first_published_at:
        return "已在本平台公开过，后续修改须送审。"
    if page.workflow_in_progress:
        return "正在审签。"
    if draft.body_id != body_id:
        return "不属于本批次的机构。"
    if getattr(draft, "original_published_at", None) is None:
        return "没有填写原发布时间。此前未公开过的内容须逐件送审。"
    if draft.goes_live_later:
        return "设有定时公开的时间，请先清除。"
    return "".join(reason.message for reason in reasons(draft))


def samples_of(batch: MigrationBatch) -> QuerySet[MigrationItem]:
    """Which pages the signatory has to open. Their digests choose them, so whoever lists pages cannot."""
    wanted = value("migration.samples", batch.body_id, timezone.localdate(batch.created_at))
    return batch.items.order_by("content_digest", "pk")[:wanted]


def changed_since_listed(batch: MigrationBatch) -> QuerySet[MigrationItem]:
    """Pages with a newer draft than the one on the list: they will not be published unless nothing differs."""
    same = Page.objects.filter(pk=OuterRef("page_id"), latest_revision_id=OuterRef("revision_id"))
    return batch.items.filter(state=ItemState.WAITING).exclude(Exists(same))


def signing_refusal(batch: MigrationBatch, user: User) -> str:
    """Why this user may not sign this batch; empty when the user may."""
    if batch.seal_id:
        return "本批次已经签发。"
    if acting_post(user, {PostKind.LEADER}, batch.body_id) is None:
        return "历史迁移批次由本机构签发领导签发，您目前不在该岗位上。"
    if user.pk == batch.created_by_id or batch.writers.filter(pk=user.pk).exists():
        return "您是本批次的组批人或其中稿件的拟稿人，须由其他签发领导签发。"
    if not batch.items.exists():
        return "本批次没有可以签发的页面。"
    return ""


def may_see_batch(batch: MigrationBatch, user: User) -> bool:
    """Who put it together, who signs or checks for the body, supervisors."""
    kinds = {PostKind.LEADER, PostKind.OFFICE_REVIEWER, PostKind.SECRECY_REVIEWER, PostKind.SUPERVISOR}
    return user.pk == batch.created_by_id or acting_post(user, kinds, batch.body_id) is not None


@transaction.atomic
def sign_batch(
    batch: MigrationBatch, user: User, *, shown_digest: str, checks: list[str], address: str | None = None
) -> Seal:
    """A leader signs the list as it was shown. Raises PermissionDenied, ValidationError."""
    batch = MigrationBatch.objects.select_for_update().get(pk=batch.pk)
    if refusal := signing_refusal(batch, user):
        raise PermissionDenied(refusal)
    digest = batch.list_digest()
    if digest != shown_digest:
        raise ValidationError("清单在您打开后有改动，请刷新后重新核对。")
    if missing := [item for item in CHECKS if item not in checks]:
        raise ValidationError(f"尚未核对：{'；'.join(missing)}。全部勾选后才能签发。")
    if unopened := sum(item.opened_at is None for item in samples_of(batch)):
        raise ValidationError(f"还有 {unopened} 件抽查件没有打开，请逐件打开核对后再签发。")
    held = held_post(user, {PostKind.LEADER}, batch.body_id)
    seal = append_seal(
        NotAPage(batch.name),
        digest=digest,
        step=STEP,
        post_title=str(held.post),
        person=user,
        person_name=user.get_full_name(),
        on_behalf_of=held.on_behalf_of.get_full_name() if held.on_behalf_of else "",
        decision=Decision.MIGRATED,
        opinion=STATEMENT.format(count=batch.items.count()),
        checks=list(CHECKS),
        address=address,
    )
    batch.seal = seal
    batch.save(update_fields=["seal"])
    return seal


def waiting_items(batch: MigrationBatch) -> Iterator[MigrationItem]:
    """Pages of a signed batch that are still to be published, one after the other, whatever their number."""
    last = 0
    while item := batch.items.filter(state=ItemState.WAITING, pk__gt=last).order_by("pk").first():
        last = item.pk
        yield item


def publish_item(item: MigrationItem) -> MigrationItem:
    """Publish one page of a signed batch, exactly once; what no longer is what was signed falls out and says why.

    One transaction for each page: whoever is stopped in between leaves nothing half done.
    """
    try:
        with transaction.atomic():
            return _publish(item)
    except REFUSALS as refused:
        why_not = words_of(refused)
        with transaction.atomic():
            return _settle(MigrationItem.objects.select_for_update().get(pk=item.pk), why_not)


def _publish(item: MigrationItem) -> MigrationItem:
    row = Page.objects.filter(pk=item.page_id).first()
    page = locked(row) if row else None
    item = MigrationItem.objects.select_for_update(of=("self",)).select_related("batch__seal").get(pk=item.pk)
    if item.state != ItemState.WAITING:
        return item
    if page is None:
        return _settle(item, "页面已经删除。")
    if item.batch.seal is None:
        raise PermissionDenied("批次尚未签发。")
    revision = Revision.objects.get(pk=item.revision_id)
    if why_not := _changed(page, revision, item) or _unfit(page, revision.as_object(), item.batch.body_id):
        return _settle(item, why_not)
    clear(page, revision, ClearanceKind.MIGRATION, item.content_digest, item.batch.seal)
    revision.publish(skip_permission_checks=True)
    return _settle(item)


def _changed(page: SignedPage, revision: Revision, item: MigrationItem) -> str:
    latest = page.get_latest_revision()
    if any(revision_digest(each) != item.content_digest for each in {revision, latest}):
        return "签发后内容有改动，须列入新的批次或送审。"
    return ""


def _settle(item: MigrationItem, why_not: str = "") -> MigrationItem:
    item.state = ItemState.FELL_OUT if why_not else ItemState.PUBLISHED
    item.reason = why_not
    item.save(update_fields=["state", "reason"])
    return item
