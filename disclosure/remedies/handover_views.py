"""Screens of 交办申请."""

from typing import Any, ClassVar

from django import forms
from django.db.models import F, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages

from . import handovers
from .access import bodies_kept, bodies_read, keeper
from .fields import NO_PERSONAL_DATA, CaseField, OfMyBodies, day_field, line_field, words_field
from .models import Handover
from .screens import Act, Card, NewRow, Pairs, RegisterList, RowScreen

HANDOVERS = ("remedies:handovers", "交办申请")


class HandoverForm(OfMyBodies):
    case = CaseField()
    from_name = line_field("交办机关", help_text="如“示范市人民政府办公室”。")
    reference = line_field("交办文号", required=False)
    handed_on = day_field("交接日期", today=True)
    due_on = day_field("报送结果期限")
    signed_by = line_field("交接签收人", 60)


class ReportForm(forms.Form):
    result = words_field("办理结果", help_text=NO_PERSONAL_DATA)
    documents = words_field("一并报送的告知书和信息", rows=2)
    on = day_field("报送日期", today=True)


class HandoverList(RegisterList):
    page_title = "交办申请"
    tabs: ClassVar[dict[str, str]] = {"open": "待报送结果", "done": "已报送"}
    new = ("remedies:new_handover", "登记交接")
    note = "上级机关交办的申请，答复签发后先报送办理结果，再办结。"

    def rows(self) -> QuerySet[Handover]:
        found = Handover.objects.filter(case__body__in=bodies_read(self.request.user))
        listed = (
            "from_name",
            "reference",
            "handed_on",
            "due_on",
            "reported_on",
            "case__number",
            "case__subject",
        )
        return found.select_related("case").only(*listed)

    def in_tab(self, rows: QuerySet[Handover], tab: str) -> QuerySet[Handover]:
        return rows.filter(reported_on__isnull=tab == "open")

    def searched(self, rows: QuerySet[Handover], sought: str) -> QuerySet[Handover]:
        return rows.filter(Q(case__number__icontains=sought) | Q(from_name__icontains=sought))

    def may_add(self) -> bool:
        return bodies_kept(self.request.user).exists()

    def card(self, row: Handover) -> Card:
        late = (row.reported_on or timezone.localdate()) > row.due_on
        facts = (row.case.number, row.case.subject, f"{row.handed_on} 交接", f"{row.due_on} 前报送")
        state = f"{row.reported_on} 报送" if row.reported_on else "待报送"
        address = reverse("remedies:handover", args=[row.pk])
        return Card(f"{row.from_name}交办", address, facts, state=state, wrong="超期" if late else "")


class NewHandover(NewRow):
    page_title = "登记交接"
    form_class = HandoverForm
    overview = HANDOVERS

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        made = handovers.take_over(data.pop("case"), self.request.user, **data)
        messages.success(self.request, "已登记交接。")
        return redirect("remedies:handover", made.pk)


class HandoverView(RowScreen):
    page_title = "交办申请"
    overview = HANDOVERS
    address = "remedies:handover"
    known = ("report",)

    def rows(self) -> QuerySet[Handover]:
        found = Handover.objects.filter(case__body__in=bodies_read(self.request.user))
        return found.select_related("case__body", "reported_by").order_by(F("pk"))

    def acts(self) -> dict[str, Act]:
        row, user = self.row, self.request.user
        if row.reported_on or not keeper(row.case.body_id, user):
            return {}
        return {
            "report": Act(
                "报送结果", ReportForm, lambda data: handovers.report(row, user, **data), "已登记报送。"
            )
        }

    def facts(self) -> Pairs:
        row = self.row
        return [
            ("申请", f"{row.case.number} {row.case.subject}"),
            ("交办机关", row.from_name),
            ("交办文号", row.reference),
            ("交接日期", row.handed_on),
            ("交接签收人", row.signed_by),
            ("报送结果期限", row.due_on),
            ("办理结果", row.result),
            ("一并报送的告知书和信息", row.documents),
            ("报送日期", row.reported_on),
        ]
