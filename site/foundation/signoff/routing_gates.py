"""Why a page may not go on because of how it is routed: no chain, no government, no approval from outside."""

from collections.abc import Iterator

from .enums import ClearanceKind
from .gates import Reason, Stage, register_gate
from .models import Clearance
from .pages import SignedPage
from .routing import PriorApproval, RoutedPage


def routing_gate(page: SignedPage) -> Iterator[Reason]:
    """A page in the government's name needs a government; any page needs a chain."""
    if isinstance(page, RoutedPage) and page.in_government_name and page.body_id and not page.issuing_body_id:
        yield Reason("发布机构没有所属的政府，不能以政府名义发布。请核对机构层级。", "in_government_name")


def approval_gate(page: SignedPage) -> Iterator[Reason]:
    """What must be approved by an authority is not signed before the approval is on record (R-056)."""
    if not isinstance(page, RoutedPage) or not page.approval_type or not page.approval_type.authority:
        return
    subject = page.approval_type
    records = PriorApproval.objects.filter(page_id=page.pk, approval_type=subject)
    published = (
        Clearance.objects.filter(page_id=page.pk)
        .exclude(kind=ClearanceKind.STRUCTURE)
        # 紧急公开 clears a version before its chain does: its review afterwards needs no second approval.
        .exclude(revision_id=page.latest_revision_id)
        .order_by("-pk")
        .values_list("at", flat=True)
        .first()
    )
    if published:
        # An approval covers what was published by it; a later version needs its own.
        records = records.filter(recorded_at__gt=published)
    if not records.exists():
        yield Reason(
            f"属于“{subject}”，须经{subject.authority}批准后才能公开（{subject.basis}）。请先登记批准文件。",
            "approval_type",
        )


register_gate(routing_gate)
register_gate(approval_gate, Stage.SIGNATURE)
