"""Complaints, reviews and suits come in, are answered, end, and what was ordered is done (R-194, R-195)."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from disclosure.requests.models import Case
from foundation.duties import services as duties
from foundation.duties.models import Duty
from foundation.organisations.models import Body, User
from foundation.secrecy import access as posts
from foundation.submissions.intake import next_number

from .access import NOT_KEEPER, SENDERS, investigator, require_keeper
from .duties import OF_DISPUTES, ORDER
from .enums import OF_AUTHORITIES, DisputeKind, Ground, Result, results_of
from .models import Dispute
from .models.entries import note
from .words import coming, impersonal, needed, past

PREFIXES = {
    DisputeKind.COMPLAINT: "TS",
    DisputeKind.REVIEW: "FY",
    DisputeKind.SUIT: "SS",
    DisputeKind.SUIT_AFTER: "SS",
}


@transaction.atomic
def register(
    by: User,
    *,
    kind: str,
    body: Body,
    authority: str,
    claim: str,
    received_on: dt.date,
    handled_by: Body | None = None,
    case: Case | None = None,
    follows: Dispute | None = None,
    ground: str = "",
    reference: str = "",
) -> Dispute:
    """Enter one and start its clock. Raises PermissionDenied, ValidationError."""
    handled_by = handled_by or body
    allowed = posts.acting(by, SENDERS, body.pk) or posts.acting(by, SENDERS, handled_by.pk)
    if allowed is None:
        raise PermissionDenied(NOT_KEEPER)
    if kind not in DisputeKind.values:
        raise ValidationError({"kind": "请选择类型。"})
    _check(kind, body, case, follows, ground)
    past(received_on, "received_on", "收到日期", case.received_on if case else None, "收到申请之日")
    dispute = Dispute.objects.create(
        number=next_number(PREFIXES[DisputeKind(kind)], timezone.localdate()),
        kind=kind,
        body=body,
        handled_by=handled_by,
        case=case,
        follows=follows,
        ground=ground,
        authority=needed(authority, "authority", "受理机关", 2),
        reference=impersonal(reference, "reference", "案号"),
        claim=needed(claim, "claim", "请求和理由"),
        received_on=received_on,
        created_by=by,
    )
    known = OF_DISPUTES[DisputeKind(kind)]
    duties.open_duty(
        known.key,
        subject=dispute,
        label=f"{known.label}：{dispute.number}",
        body=handled_by if kind == DisputeKind.COMPLAINT else body,
        base_on=received_on,
        url=reverse("remedies:dispute", args=[dispute.pk]),
        by=by,
    )
    note(dispute, "登记", f"{dispute.get_kind_display()}，{received_on}收到", by)
    return dispute


def clocks(dispute: Dispute) -> list[Duty]:
    """What is due about it, the next first. One query."""
    return list(Duty.objects.open().of(dispute).order_by("due_on", "pk"))


def _check(kind: str, body: Body, case: Case | None, follows: Dispute | None, ground: str) -> None:
    if case and case.body_id != body.pk:
        raise ValidationError({"case": f"申请{case.number}不是{body.name}办理的，请核对编号。"})
    if kind == DisputeKind.COMPLAINT and ground not in Ground.values:
        raise ValidationError({"ground": "请选择投诉事由。"})
    if kind == DisputeKind.SUIT_AFTER:
        if follows is None or follows.kind != DisputeKind.REVIEW or follows.body_id != body.pk:
            raise ValidationError({"follows": "复议后起诉的，请选择本机关先前的行政复议。"})
        if follows.is_open:
            raise ValidationError({"follows": "该行政复议尚未登记结果，请先登记复议结果。"})
        if follows.followed_by.exists():
            raise ValidationError({"follows": "该行政复议已登记过复议后的诉讼，不必重复登记。"})
    elif follows is not None:
        raise ValidationError({"follows": "只有复议后起诉才填先前的行政复议。"})


@transaction.atomic
def file_answer(dispute: Dispute, by: User, *, on: dt.date) -> Dispute:
    """书面答复 or 答辩状 went out: the clock ends. Raises PermissionDenied, ValidationError."""
    dispute = _locked(dispute)
    require_keeper(dispute.body_id, by)
    if dispute.kind == DisputeKind.COMPLAINT:
        raise ValidationError("投诉举报不需要答辩，请登记调查结论。")
    if dispute.answered_on:
        raise ValidationError(f"已于{dispute.answered_on}登记提交，不必重复登记。")
    dispute.answered_on = past(on, "on", "提交日期", dispute.received_on, "收到日期")
    dispute.save(update_fields=["answered_on"])
    duties.meet_for(OF_DISPUTES[DisputeKind(dispute.kind)].key, subject=dispute, on=on, by=by)
    note(dispute, "提交答复", f"{on}提交", by)
    return dispute


@transaction.atomic
def conclude(
    dispute: Dispute,
    by: User,
    *,
    result: str,
    words: str,
    on: dt.date,
    order: str = "",
    order_due_on: dt.date | None = None,
) -> Dispute:
    """The result; with 责令改正 the agency gets a duty of its own. Raises PermissionDenied, ValidationError."""
    dispute = _locked(dispute)
    if investigator(dispute, by) is None:
        raise PermissionDenied(f"由{dispute.handled_by.name}登记结果，您目前不在其相应岗位上。")
    if not dispute.is_open:
        raise ValidationError(f"已登记结果“{dispute.get_result_display()}”，不必重复登记。")
    if result not in results_of(dispute.kind):
        raise ValidationError({"result": "请选择与类型相符的结果。"})
    order = impersonal(order, "order", "责令改正的事项")
    if order and order_due_on is None:
        raise ValidationError({"order_due_on": "责令改正的，请填写改正期限。"})
    dispute.result, dispute.result_words = Result(result), needed(words, "words", "调查结论或者裁判要旨")
    dispute.concluded_on = past(on, "on", "结案日期", dispute.received_on, "收到日期")
    dispute.order, dispute.order_due_on = order, order_due_on if order else None
    if order and order_due_on:
        coming(order_due_on, "order_due_on", "改正期限", on)
    dispute.save()
    duties.meet_for(OF_DISPUTES[DisputeKind(dispute.kind)].key, subject=dispute, on=on, by=by)
    note(dispute, "登记结果", f"{dispute.get_result_display()}，{on}", by)
    if order:
        _start_order(dispute, by)
    return dispute


def _start_order(dispute: Dispute, by: User) -> None:
    duties.open_duty(
        ORDER.key,
        subject=dispute,
        label=f"落实责令改正：{dispute.number}",
        body=dispute.body,
        unit=dispute.case.unit if dispute.case else None,
        base_on=dispute.concluded_on,
        due_on=dispute.order_due_on,
        url=reverse("remedies:dispute", args=[dispute.pk]),
        by=by,
    )
    note(dispute, "责令改正", f"{dispute.order_due_on}前改正", by)


@transaction.atomic
def report_order(dispute: Dispute, by: User, *, words: str, on: dt.date) -> Dispute:
    """The agency did as it was told. Raises PermissionDenied, ValidationError."""
    dispute = _locked(dispute)
    require_keeper(dispute.body_id, by)
    if not dispute.has_open_order:
        raise ValidationError("没有待落实的责令改正事项。")
    dispute.order_done_words = needed(words, "words", "改正情况")
    dispute.order_done_on = past(on, "on", "改正日期", dispute.concluded_on, "结案日期")
    dispute.save(update_fields=["order_done_words", "order_done_on"])
    duties.meet_for(ORDER.key, subject=dispute, on=on, by=by)
    note(dispute, "落实改正", f"{on}改正", by)
    return dispute


def _locked(dispute: Dispute) -> Dispute:
    found = Dispute.objects.select_for_update(of=("self",)).select_related("body", "handled_by")
    return found.get(pk=dispute.pk)


# Table four: 行政复议, 未经复议直接起诉, 复议后起诉.
GROUPS = (DisputeKind.REVIEW, DisputeKind.SUIT, DisputeKind.SUIT_AFTER)


def table_four(bodies: Collection[int], first: dt.date, last: dt.date) -> dict[str, list[int]]:
    """表四 (国办公开办函〔2021〕30号): per group 结果维持, 结果纠正, 其他结果, 尚未审结, 总计. One query."""
    ended = Q(concluded_on__range=(first, last))
    waits = Q(received_on__lte=last) & (Q(concluded_on__isnull=True) | Q(concluded_on__gt=last))
    rows: dict[str, Any] = {
        row["kind"]: row
        for row in Dispute.objects.filter(body__in=bodies, kind__in=GROUPS)
        .order_by()
        .values("kind")
        .annotate(
            **{one.value: Count("pk", filter=ended & Q(result=one)) for one in OF_AUTHORITIES},
            pending=Count("pk", filter=waits),
        )
    }
    names = [*(one.value for one in OF_AUTHORITIES), "pending"]
    table: dict[str, list[int]] = {}
    for kind in GROUPS:
        numbers = [rows.get(kind, {}).get(name, 0) for name in names]
        table[kind.value] = [*numbers, sum(numbers)]
    return table
