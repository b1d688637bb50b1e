"""Screens of 更正申请."""

from typing import Any

from django import forms
from django.db.models import F, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from foundation.letters.printing import Printed, PrintedView

from . import records
from .access import bodies_read, keeper, require_keeper
from .enums import RecordResult
from .fields import (
    NO_PERSONAL_DATA,
    BodyField,
    CaseField,
    OfMyBodies,
    choice_field,
    day_field,
    line_field,
    words_field,
)
from .letters import FORWARD, RECORD_ANSWER, forward_fields, record_answer_fields
from .models import OwnRecord
from .screens import Act, Card, NewRow, Pairs, RegisterList, RowScreen, case_link

RECORDS = ("remedies:records", "更正申请")


class RecordForm(OfMyBodies):
    body = BodyField()
    subject = line_field("信息名称", 200, help_text="如“社会保险缴费记录”。不写姓名。")
    text = words_field("哪里不准确、应当如何更正", rows=4)
    evidence = words_field("证据材料", rows=2, help_text="材料名称；原件随卷保存。")
    name = line_field("申请人")
    contact = line_field("联系电话", required=False)
    received_on = day_field("收到日期", today=True)
    case = CaseField(required=False, help_text="由某件公开申请引起的，填其编号。")


class RecordCloseForm(forms.Form):
    result = choice_field("办理结果", RecordResult.choices)
    words = words_field("办理情况", help_text=NO_PERSONAL_DATA)
    forwarded_to = line_field("有权更正的机关", required=False, help_text="转送或者告知的，填写该机关。")
    on = day_field("办结日期", today=True)


class RecordList(RegisterList):
    page_title = "更正申请"
    new = ("remedies:new_record", "登记更正申请")
    note = "公民、法人或者其他组织认为与其自身相关的政府信息记录不准确的，可以要求更正（条例第四十一条）。"

    def rows(self) -> QuerySet[OwnRecord]:
        found = OwnRecord.objects.filter(body__in=bodies_read(self.request.user))
        return found.without_personal_data().defer("text").select_related("body")

    def in_tab(self, rows: QuerySet[OwnRecord], tab: str) -> QuerySet[OwnRecord]:
        return rows.filter(result="") if tab == "open" else rows.exclude(result="")

    def searched(self, rows: QuerySet[OwnRecord], sought: str) -> QuerySet[OwnRecord]:
        return rows.filter(Q(number__icontains=sought) | Q(subject__icontains=sought))

    def card(self, row: OwnRecord) -> Card:
        facts = (row.number, row.body.name, f"{row.received_on} 收到")
        state = row.get_result_display() or "办理中"
        return Card(row.subject, reverse("remedies:record", args=[row.pk]), facts, state=state)


class NewRecord(NewRow):
    page_title = "登记更正申请"
    form_class = RecordForm
    overview = RECORDS

    address = "remedies:record"

    def make(self, data: dict[str, Any]) -> OwnRecord:
        return records.register(self.request.user, **data)


class RecordView(RowScreen):
    page_title = "更正申请"
    overview = RECORDS
    address = "remedies:record"
    known = ("close",)

    def rows(self) -> QuerySet[OwnRecord]:
        found = OwnRecord.objects.filter(body__in=bodies_read(self.request.user)).without_personal_data()
        return found.select_related("body", "case").order_by(F("pk"))

    def acts(self) -> dict[str, Act]:
        row, user = self.row, self.request.user
        if row.result or not keeper(row.body_id, user):
            return {}
        return {
            "close": Act(
                "登记结果", RecordCloseForm, lambda data: records.close(row, user, **data), "已办结。"
            )
        }

    def more_letters(self) -> list[tuple[str, str]]:
        row = self.row
        if not row.result or not keeper(row.body_id, self.request.user):
            return []
        told = [(reverse("remedies:record_answer", args=[row.pk]), RECORD_ANSWER.label)]
        if row.result == RecordResult.FORWARDED:
            told.append((reverse("remedies:record_letter", args=[row.pk]), FORWARD.label))
        return told

    def facts(self) -> Pairs:
        row = self.row
        said = row.text if keeper(row.body_id, self.request.user) else ""
        return [
            ("编号", row.number),
            ("信息名称", row.subject),
            ("请求", said),
            ("证据材料", row.evidence),
            ("收到日期", row.received_on),
            ("相关的公开申请", case_link(row.case)),
            ("办理结果", row.get_result_display() or "办理中"),
            ("办理情况", row.result_words),
            ("有权更正的机关", row.forwarded_to),
            ("办结日期", row.closed_on),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        handles = keeper(self.row.body_id, self.request.user) is not None
        return super().get_context_data(**kwargs) | {"reveal_kind": records.KIND.key if handles else ""}


class RecordLetterView(PrintedView):
    """更正申请转送函, to be printed, taken as Word or numbered."""

    template_name = "remedies/record_letter.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = OwnRecord.objects.without_personal_data().select_related("body")
        row = get_object_or_404(own, result=RecordResult.FORWARDED, pk=kwargs["pk"])
        require_keeper(row.body_id, self.request.user)
        return super().get_context_data(**kwargs) | {"record": row}

    def letter(self, context: dict[str, Any]) -> Printed:
        row: OwnRecord = context["record"]
        return Printed(
            FORWARD.key, row.body, forward_fields(row), f"{FORWARD.label}-{row.number}", row.closed_on, row
        )


class RecordAnswerView(PrintedView):
    """更正申请处理结果告知书. The screen leaves the name out; the Word file and the kept letter have it."""

    template_name = "remedies/record_answer.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ended = OwnRecord.objects.exclude(result="").select_related("body")
        row = get_object_or_404(ended, pk=kwargs["pk"])
        require_keeper(row.body_id, self.request.user)
        shown = record_answer_fields(row, "申请人")
        return super().get_context_data(**kwargs) | {"record": row, "shown": shown}

    def letter(self, context: dict[str, Any]) -> Printed:
        row: OwnRecord = context["record"]
        fields = record_answer_fields(row, row.name or "申请人")
        name = f"{RECORD_ANSWER.label}-{row.number}"
        return Printed(RECORD_ANSWER.key, row.body, fields, name, row.closed_on, row)
