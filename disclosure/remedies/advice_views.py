"""Screens of 电话咨询."""

from typing import Any, ClassVar

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from . import advice
from .access import bodies_read, keeper
from .fields import NO_PERSONAL_DATA, BodyField, CaseField, OfMyBodies, line_field, words_field
from .models import PhoneAdvice
from .screens import Act, Card, NewRow, Pairs, RegisterList, RowScreen, case_link, minute

ADVICE = ("remedies:advice_list", "电话咨询")


class CallForm(OfMyBodies):
    body = BodyField()
    topic = line_field("咨询事项", 200, help_text=NO_PERSONAL_DATA)
    advice = words_field("答复要点")


class ConvertForm(OfMyBodies):
    case = CaseField("口头申请的编号", help_text="先在登记页面按“口头申请（代为填写）”登记。")
    oral_reason = line_field("书写困难的情形", 200, help_text="如“视力残疾，无法书写”。")


class AdviceList(RegisterList):
    page_title = "电话咨询"
    tabs: ClassVar[dict[str, str]] = {"all": "全部", "converted": "已转口头申请"}
    new = ("remedies:new_advice", "登记咨询")
    note = "电话不直接受理申请。来电人书写确有困难的，按口头申请代为填写，再在这里写明情形并关联。"

    def rows(self) -> QuerySet[PhoneAdvice]:
        found = PhoneAdvice.objects.filter(body__in=bodies_read(self.request.user))
        return found.select_related("body", "by").defer("advice")

    def in_tab(self, rows: QuerySet[PhoneAdvice], tab: str) -> QuerySet[PhoneAdvice]:
        return rows.filter(case__isnull=False) if tab == "converted" else rows

    def searched(self, rows: QuerySet[PhoneAdvice], sought: str) -> QuerySet[PhoneAdvice]:
        return rows.filter(Q(topic__icontains=sought) | Q(advice__icontains=sought))

    def card(self, row: PhoneAdvice) -> Card:
        facts = (row.body.name, minute(row.at), str(row.by))
        state = "已转口头申请" if row.case_id else ""
        return Card(row.topic, reverse("remedies:advice", args=[row.pk]), facts, state=state)


class NewAdvice(NewRow):
    page_title = "登记电话咨询"
    form_class = CallForm
    overview = ADVICE

    address = "remedies:advice"

    def make(self, data: dict[str, Any]) -> PhoneAdvice:
        return advice.log_call(self.request.user, **data)

    def said(self) -> str:
        return "已登记。"


class AdviceView(RowScreen):
    page_title = "电话咨询"
    overview = ADVICE
    address = "remedies:advice"
    known = ("convert",)

    def rows(self) -> QuerySet[PhoneAdvice]:
        found = PhoneAdvice.objects.filter(body__in=bodies_read(self.request.user))
        return found.select_related("body", "by", "case").order_by(F("pk"))

    def acts(self) -> dict[str, Act]:
        row, user = self.row, self.request.user
        if row.case_id or not keeper(row.body_id, user):
            return {}
        return {
            "convert": Act(
                "转为口头申请", ConvertForm, lambda data: advice.convert(row, user, **data), "已关联口头申请。",
                form_kwargs={"user": user},
            )
        }  # fmt: skip

    def facts(self) -> Pairs:
        row = self.row
        return [
            ("机关", row.body.name),
            ("来电时间", minute(row.at)),
            ("咨询事项", row.topic),
            ("答复要点", row.advice),
            ("接听人", str(row.by)),
            ("转为的口头申请", case_link(row.case)),
            ("书写困难的情形", row.oral_reason),
        ]
