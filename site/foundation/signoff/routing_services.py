"""An approval from outside is put on record (登记批准文件, R-056)."""

import datetime as dt
from typing import cast

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction

from foundation.organisations.enums import PostKind
from foundation.organisations.models import User
from foundation.organisations.selectors import appointments_of

from .enums import Decision
from .models import PriorApproval
from .routing import RoutedPage
from .selectors import drafters
from .services import append_seal, revision_digest


def recording_refusal(page: RoutedPage, user: User) -> str:
    """Why this user may not put an approval for this draft on record; empty when the user may."""
    if not page.approval_type or not page.approval_type.authority:
        return "本稿件没有须外部批准的事项。请先在“审签要求”中选择事项并保存。"
    posts = {(held.post.kind, held.post.body_id) for held in appointments_of(user)}
    is_office = bool(
        posts & {(PostKind.OFFICE_REVIEWER, body) for body in (page.body_id, page.issuing_body_id)}
    )
    if not is_office and user.pk not in drafters(page):
        return "批准文件由拟稿人或办公室登记。"
    return ""


@transaction.atomic
def record_approval(
    page: RoutedPage,
    user: User,
    *,
    authority: str,
    number: str,
    approved_on: dt.date,
    scan: File,
    address: str | None = None,
) -> PriorApproval:
    """Put the approval on record, sealed. Raises PermissionDenied."""
    if why_not := recording_refusal(page, user):
        raise PermissionDenied(why_not)
    approval = PriorApproval.objects.create(
        page_id=page.pk,
        approval_type_id=cast(int, page.approval_type_id),  # recording_refusal saw to it
        authority=authority,
        number=number,
        approved_on=approved_on,
        scan=scan,
        recorded_by=user,
    )
    revision = page.get_latest_revision()
    append_seal(
        page,
        digest=revision_digest(revision),
        revision_id=revision.pk,
        step="登记批准文件",
        person=user,
        person_name=user.get_full_name(),
        decision=Decision.RECORDED,
        opinion=f"{page.approval_type}：{authority} {number}（{approved_on:%Y-%m-%d}批准）",
        address=address,
    )
    return approval
