"""Screens of 征求意见单 and 工作联系单."""

from typing import Any, ClassVar

from django import forms
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from foundation.organisations.models import Unit

from . import sheets
from .access import SENDERS, sheet_answerer, sheet_sender, sheets_seen
from .enums import Quality, SheetKind
from .fields import NO_PERSONAL_DATA, BodyField, CaseField, OfMyBodies, choice_field, day_field, words_field
from .models import Sheet
from .screens import Act, Card, NewRow, Pairs, RegisterList, RowScreen, case_link, may_be

OVERVIEW = ("remedies:sheets", "征求意见单、工作联系单")


class SheetForm(OfMyBodies):
    posts = SENDERS
    kind = choice_field("单据", SheetKind.choices)
    body = BodyField("发单机关")
    to_body = BodyField("收单机关")
    to_unit = forms.ModelChoiceField(
        Unit.objects.select_related("body").order_by("body", "pk"), label="收单科室", required=False,
        empty_label="不指定科室",
        help_text="发给本机关的须选择科室。",
    )  # fmt: skip
    case = CaseField(required=False, help_text="与某件申请有关的，填其编号。")
    question = words_field("事项", rows=4, help_text=NO_PERSONAL_DATA)
    sent_on = day_field("发出日期", today=True)
    due_on = day_field("答复期限")


class ReplyForm(forms.Form):
    words = words_field("答复", rows=5, help_text="如实、完整。")
    on = day_field("答复日期", today=True)


class JudgeForm(forms.Form):
    quality = choice_field("答复质量", Quality.choices)
    words = words_field("说明", required=False, help_text="不完整、推诿或者不实的，写明情况。")
    caused_loss = forms.BooleanField(label="造成损失或者影响（考核加重扣分）", required=False)


class SheetList(RegisterList):
    page_title = "征求意见单、工作联系单"
    tabs: ClassVar[dict[str, str]] = {
        "open": "待答复",
        "late": "超期",
        "done": "已答复",
        "deduct": "建议扣分",
    }
    new = ("remedies:new_sheet", "发单")
    adders = SENDERS

    def rows(self) -> QuerySet[Sheet]:
        return sheets_seen(self.request.user).defer("reply")

    def in_tab(self, rows: QuerySet[Sheet], tab: str) -> QuerySet[Sheet]:
        late = Q(replied_on__isnull=True, due_on__lt=timezone.localdate()) | Q(replied_on__gt=F("due_on"))
        if tab == "late":
            return rows.filter(late)
        if tab == "deduct":
            return rows.filter(late | ~Q(quality__in=["", Quality.GOOD]))
        return rows.filter(replied_on__isnull=tab == "open")

    def searched(self, rows: QuerySet[Sheet], sought: str) -> QuerySet[Sheet]:
        return rows.filter(Q(question__icontains=sought) | Q(letter__number__icontains=sought))

    def card(self, row: Sheet) -> Card:
        late = row.is_late(timezone.localdate())
        state = f"{row.replied_on} 答复" if row.replied_on else "待答复"
        facts = (f"{row.body.name} 发 {row.to_unit or row.to_body}", f"{row.due_on} 前答复")
        quality = row.get_quality_display() if row.quality not in ("", Quality.GOOD) else ""
        wrong = "，".join(filter(None, ["超期" if late else "", quality]))
        return Card(
            str(row), reverse("remedies:sheet", args=[row.pk]), facts, row.question[:100], state, wrong
        )


class NewSheet(NewRow):
    page_title = "发单"
    form_class = SheetForm
    overview = OVERVIEW
    button = "编号并发出"
    note = "发出后收单单位在“法定时限”中收到事项，逾期或者答复不实的列入考核扣分建议。"

    address = "remedies:sheet"

    def make(self, data: dict[str, Any]) -> Sheet:
        return sheets.send(self.request.user, **data)

    def said(self) -> str:
        return f"已发出{self.row}。"


class SheetView(RowScreen):
    page_title = "征求意见单、工作联系单"
    overview = OVERVIEW
    address = "remedies:sheet"
    known = ("reply", "judge")

    def rows(self) -> QuerySet[Sheet]:
        return sheets_seen(self.request.user).select_related("case", "replied_by").order_by(F("pk"))

    def acts(self) -> dict[str, Act]:
        row, user, found = self.row, self.request.user, {}
        if not row.replied_on and sheet_answerer(row, user):
            found["reply"] = Act("答复", ReplyForm, lambda data: sheets.reply(row, user, **data), "已答复。")
        if row.replied_on and sheet_sender(row, user):
            label = "重新评价" if row.quality else "评价答复"
            found["judge"] = Act(label, JudgeForm, lambda data: sheets.judge(row, user, **data), "已评价。")
        return found

    def facts(self) -> Pairs:
        row = self.row
        late = "（超期）" if row.is_late(timezone.localdate()) else ""
        return [
            ("单据", str(row)),
            ("发单机关", row.body.name),
            ("收单单位", may_be(row.to_unit) or row.to_body.name),
            ("申请编号", case_link(row.case)),
            ("事项", row.question),
            ("发出日期", row.sent_on),
            ("答复期限", f"{row.due_on}{late}"),
            ("答复", row.reply),
            ("答复人", may_be(row.replied_by)),
            ("答复日期", row.replied_on),
            ("答复质量", row.get_quality_display()),
            ("质量说明", row.quality_words),
            ("造成损失或者影响", "是" if row.caused_loss else ""),
            ("考核", "建议扣分" if row.is_deduction else ""),
        ]
