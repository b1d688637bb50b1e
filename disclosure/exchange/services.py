"""Tokens are made and revoked; a document of the OA becomes a draft. Nothing here can publish."""

import datetime as dt
import hashlib
import logging
import secrets
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from disclosure.catalogue.models import ColumnPage
from disclosure.documents.import_columns import ColumnUnknown, choose_columns, columns_of
from disclosure.documents.importing.problems import ImportProblem
from disclosure.documents.importing.reading import read_document
from disclosure.documents.imports import DuplicateDocument, ImportPlan, carry_out, plan_import
from disclosure.documents.models import DocumentPage
from foundation.organisations.enums import PostKind
from foundation.organisations.models import Body, Unit, User
from foundation.organisations.selectors import appointments_of, units_edited_by

from .enums import Outcome
from .models import AccessToken, OaDocument, TokenUse
from .reading import Refused, Sent

logger = logging.getLogger(__name__)

TOKEN_BYTES = 32  # 256 bits cannot be guessed
# Technical: an OA that sends more is in a loop.
MOST_IN_A_MINUTE = 60
NOT_YOURS = "接口令牌由平台运维创建和停用。"


def hash_of(token: str) -> str:
    """The database keeps only this: who reads it cannot send."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def may_manage(user: User) -> bool:
    """平台运维 alone."""
    return user.is_active and (
        user.is_superuser or any(held.post.kind == PostKind.OPERATOR for held in appointments_of(user))
    )


def create_token(name: str, body: Body, by: User) -> str:
    """A new token; returned once. Raises PermissionDenied, ValidationError."""
    if not may_manage(by):
        raise PermissionDenied(NOT_YOURS)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = AccessToken(name=name.strip(), body=body, token_hash=hash_of(token), created_by=by)
    row.full_clean(exclude=["revoked_by", "revoked_at"])
    row.save()
    return token


def revoke_token(token: AccessToken, by: User) -> None:
    """It stops at once. A second call changes nothing. Raises PermissionDenied."""
    if not may_manage(by):
        raise PermissionDenied(NOT_YOURS)
    AccessToken.objects.usable().filter(pk=token.pk).update(revoked_at=timezone.now(), revoked_by=by)


def is_over_limit(token: AccessToken) -> bool:
    """Whether this token was used too often within the last minute."""
    since = timezone.now() - dt.timedelta(minutes=1)
    return TokenUse.objects.filter(token=token, at__gt=since).count() >= MOST_IN_A_MINUTE


@dataclass(frozen=True, slots=True)
class Received:
    """The draft, whether it is new, and what its editor should look at."""

    page: DocumentPage
    is_new: bool
    warnings: list[str]


def receive(sent: Sent, body: Body) -> Received:
    """Make the draft of a document, once. All or nothing. Raises Refused, DuplicateDocument.

    The body's row is locked, so that the same document sent twice at once becomes one draft.
    """
    digest = _digest(sent)
    with transaction.atomic():
        Body.objects.select_for_update(no_key=True).get(pk=body.pk)
        if before := OaDocument.objects.filter(body=body, oa_id=sent.oa_id).select_related("page").first():
            return _repeated(before, digest)
        if sent.body != body.code:
            raise Refused({"body": f"本令牌只能为机构“{body.code}”（{body.name}）推送。"}, 403)
        column = _column(sent, body)
        drafter = _drafter(sent, column)
        plan, warnings = _plan(sent, body, column)
        try:
            page = carry_out(plan, drafter)
        except DuplicateDocument as found:
            raise _told_to(body, found) from None
        except ValidationError as refused:
            raise Refused({"": "；".join(refused.messages)}, 422) from None
        OaDocument.objects.create(body=body, oa_id=sent.oa_id, page=page, digest=digest)
    return Received(page, True, warnings)


def _told_to(body: Body, found: DuplicateDocument) -> Exception:
    """The document that is there already; of another body's no more than that it is there."""
    page = DocumentPage.objects.filter(pk=found.duplicate.page_id).first()
    if page is None or page.body_id == body.pk:
        return found
    return Refused({"": "文号或者索引号已用于其他机构的文件，请核对；确需建立的，请与平台运维联系。"}, 409)


def _digest(sent: Sent) -> str:
    told = [str(getattr(sent, name)) for name in Sent.__slots__ if name != "content"]
    return hashlib.sha256("\x1f".join(told).encode("utf-8", "replace") + sent.content).hexdigest()


def _repeated(before: OaDocument, digest: str) -> Received:
    if before.page is None:
        raise Refused(
            {"oa_id": "该文件推送过，所建草稿已被删除，不再重建。需要重新公开的，请用新的编号推送。"}, 409
        )
    changed = (
        ["本次内容与首次推送不同，草稿没有改动，请由拟稿科室在平台上修改。"]
        if before.digest != digest
        else []
    )
    return Received(before.page, False, changed)


def _column(sent: Sent, body: Body) -> ColumnPage:
    """The column of the item, or by the kind; with several, the one of the unit."""
    if sent.unit and not Unit.objects.filter(body=body, name=sent.unit).exists():
        raise Refused({"unit": f"{body.name}没有科室“{sent.unit}”。"}, 422)
    try:
        column = choose_columns(body, sent.item).for_kind(sent.kind)
    except ColumnUnknown as problem:
        raise Refused({"item": str(problem)}, 422) from None
    if not sent.unit or (column.unit and column.unit.name == sent.unit):
        return column
    for other in columns_of(body):
        if other.item_id == column.item_id and other.unit and other.unit.name == sent.unit:
            return other
    keeper = column.unit.name if column.unit else "未分配"
    raise Refused({"unit": f"栏目“{column.title}”的责任科室是“{keeper}”，不是“{sent.unit}”。"}, 422)


def _drafter(sent: Sent, column: ColumnPage) -> User | None:
    """The editor whose draft it becomes; nobody's draft is taken up by any editor of the unit."""
    if not sent.drafted_by:
        return None
    user = User.objects.filter(username=sent.drafted_by, is_active=True).first()
    # The same words for both: a token does not serve to find out who has an account here.
    if user is None or not units_edited_by(user).filter(pk=column.unit_id).exists():
        raise Refused({"drafted_by": f"“{sent.drafted_by}”不是栏目“{column.title}”责任科室的编辑。"}, 422)
    return user


def _plan(sent: Sent, body: Body, column: ColumnPage) -> tuple[ImportPlan, list[str]]:
    """The draft-to-be: what the OA says counts, the file fills in the rest."""
    name = f"OA-{sent.oa_id}"[:200].replace("/", "_")
    field = sent.suffix.removeprefix(".").replace("txt", "text")
    try:
        plan = plan_import(read_document(sent.content, name + sent.suffix), body, column)
    except ImportProblem as problem:
        raise Refused({field: str(problem)}, 422) from None
    except Exception:
        # Files from outside: whatever a reader stumbles over concerns this document alone.
        logger.exception("OA document %s could not be read", sent.oa_id)
        raise Refused({field: "程序读不了这份正文，请将文件交平台运维人员。"}, 422) from None
    values, warnings = plan.values, [str(one) for one in plan.warnings]
    printed = values["document_number"]
    if sent.document_number and printed and printed != sent.document_number:
        warnings.append(f"正文中的文号是“{printed}”，OA 传来“{sent.document_number}”，已用后者，请核对。")
    given: dict[str, Any] = {
        "title": sent.title,
        "document_number": sent.document_number,
        "openness": sent.openness,
        "openness_reason": sent.reason,
        "openness_basis": sent.basis,
        "openness_note": sent.note,
        "written_on": sent.signed_on,
        "kind": sent.kind,
    }
    kept = {name: value for name, value in given.items() if value}
    return plan.corrected(values | kept, plan.tags, ""), warnings


def note_use(
    token: AccessToken, outcome: Outcome, *, address: str | None, oa_id: str = "", page_id: int | None = None,
    words: str = "",
) -> TokenUse:  # fmt: skip
    """Write down one request."""
    return TokenUse.objects.create(
        token=token, outcome=outcome, address=address, oa_id=oa_id, page_id=page_id, words=words[:2_000]
    )
