"""Inspection by the secrecy authority and the 主管部门 (R-068): a finding, the withdrawal, the remedy."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from foundation.organisations.models import User
from foundation.signoff.emergency import withdraw_at_once
from foundation.signoff.enums import TakedownCategory

from . import access
from .enums import InspectionFinding
from .models import Inspection, RemedyReport
from .rules import SHORTEST_REASON


@transaction.atomic
def inspect(page, user: User, *, finding: str, reason: str = "", address: str | None = None) -> Inspection:
    """Write down a finding about a live page; 不应公开 takes it down at once, in the same transaction.

    Raises PermissionDenied, ValidationError.
    """
    held = access.acting(user, access.INSPECT, page.body_id)
    if held is None:
        raise PermissionDenied("保密检查由主管部门监督员办理，您目前不在本地区的该岗位上。")
    if finding not in InspectionFinding.values:
        raise ValidationError({"finding": "请选择检查结论。"})
    if not page.live:
        raise ValidationError("本页目前没有公开，不属于检查范围。")
    if finding != InspectionFinding.FINE and len(reason.strip()) < SHORTEST_REASON:
        raise ValidationError({"reason": f"请写明问题和理由，不少于 {SHORTEST_REASON} 个字。"})
    revision_id = page.live_revision_id
    measure = None
    if finding == InspectionFinding.NOT_PUBLIC:
        measure = withdraw_at_once(
            page, user, category=TakedownCategory.SENSITIVE, reason=reason, address=address
        )
    return Inspection.objects.create(
        page_id=page.pk,
        page_title=page.title,
        revision_id=revision_id,
        body=page.body,
        finding=finding,
        reason=reason.strip(),
        measure=measure,
        inspector=user,
        inspector_name=user.get_full_name(),
        post_title=str(held.post),
    )


@transaction.atomic
def report_remedy(inspection: Inspection, user: User, *, text: str) -> RemedyReport:
    """The inspected body says what it did."""
    if access.acting(user, access.REMEDY, inspection.body_id) is None:
        raise PermissionDenied(f"整改情况由被检查机构的{access.names(access.REMEDY)}报告。")
    if inspection.finding == InspectionFinding.FINE:
        raise ValidationError("未发现问题的，无须报告整改。")
    if len(text.strip()) < SHORTEST_REASON:
        raise ValidationError({"text": f"请写明整改情况，不少于 {SHORTEST_REASON} 个字。"})
    return RemedyReport.objects.create(
        inspection=inspection, text=text.strip(), person=user, person_name=user.get_full_name()
    )
