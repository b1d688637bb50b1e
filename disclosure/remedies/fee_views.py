"""Screens of 信息处理费. Where no body charges, the list says so and offers nothing."""

from typing import Any, ClassVar

from django import forms
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone

from foundation.organisations.enums import PostKind
from foundation.organisations.models import User
from foundation.rules.parameters import choice
from foundation.secrecy import access as posts

from . import fees
from .access import bodies_kept, bodies_read, keeper
from .enums import FeeState
from .fields import NO_PERSONAL_DATA, CaseField, OfMyBodies, day_field, line_field, words_field
from .models import FeeNotice
from .parameters import FEES
from .screens import Act, Card, NewRow, Pairs, RegisterList, RowScreen, case_link

OVERVIEW = ("remedies:fees", "信息处理费")


class NoticeForm(OfMyBodies):
    """Which application, and why it is beyond what is reasonable."""

    case = CaseField()
    pages = forms.IntegerField(
        label="拟提供的页数", required=False, min_value=1, help_text="按量计收的填写。"
    )
    reason = words_field("收费理由", help_text=f"数量、频次明显超过合理范围的情形。{NO_PERSONAL_DATA}")


class ServeForm(forms.Form):
    on = day_field("送达日期", today=True, help_text="申请人收到收费通知的日期，以签收单、回执为准。")


class PayForm(forms.Form):
    on = day_field("缴清日期", today=True)
    receipt = line_field("票据号码", required=False)


class RemitForm(forms.Form):
    reason = words_field("减免理由", help_text=NO_PERSONAL_DATA)
    on = day_field("减免日期", today=True)


class LapseForm(forms.Form):
    on = day_field("处理日期", today=True)


def charging(user: User) -> bool:
    """Whether a body that the user keeps charges at all."""
    return any(choice(FEES.key, body) != "none" for body in bodies_kept(user))


class FeeList(RegisterList):
    page_title = "信息处理费"
    tabs: ClassVar[dict[str, str]] = {"open": "待缴费", "late": "期满未缴", "done": "已处理"}
    new = ("remedies:new_fee", "发收费通知")

    @property
    def note(self) -> str:  # type: ignore[override]
        return "" if self.may_add() else fees.OFF

    def may_add(self) -> bool:
        return charging(self.request.user)

    def rows(self) -> QuerySet[FeeNotice]:
        found = FeeNotice.objects.filter(case__body__in=bodies_read(self.request.user))
        return found.select_related("case__body").only(*LISTED)

    def in_tab(self, rows: QuerySet[FeeNotice], tab: str) -> QuerySet[FeeNotice]:
        if tab == "done":
            return rows.exclude(state=FeeState.ASKED)
        waiting = rows.filter(state=FeeState.ASKED)
        return waiting.filter(due_on__lt=timezone.localdate()) if tab == "late" else waiting

    def searched(self, rows: QuerySet[FeeNotice], sought: str) -> QuerySet[FeeNotice]:
        return rows.filter(case__number__icontains=sought)

    def card(self, row: FeeNotice) -> Card:
        late = row.state == FeeState.ASKED and row.due_on < timezone.localdate()
        facts = (row.case.number, row.case.body.name, f"{row.notified_on} 通知", f"{row.due_on} 前缴纳")
        address = reverse("remedies:fee", args=[row.pk])
        wrong = "期满未缴" if late else ""
        return Card(f"{row.amount}元", address, facts, row.reckoning, row.get_state_display(), wrong)


# Nothing of the applicant is read for the list.
LISTED = (
    "way", "number", "amount", "reckoning", "notified_on", "due_on", "state", "case__number", "case__body__name",
)  # fmt: skip


class NewFee(NewRow):
    page_title = "发收费通知"
    form_class = NoticeForm
    overview = OVERVIEW
    button = "计算并发收费通知"
    note = "同一申请人一个自然月内的申请由系统累计。10件以内、30页以内不收费。"

    address = "remedies:fee"

    def make(self, data: dict[str, Any]) -> FeeNotice:
        return fees.notify(by=self.request.user, **data)

    def said(self) -> str:
        return f"已发收费通知，{self.row.reckoning}。"


class FeeView(RowScreen):
    page_title = "信息处理费"
    overview = OVERVIEW
    address = "remedies:fee"
    known = ("serve", "pay", "remit", "lapse")

    def rows(self) -> QuerySet[FeeNotice]:
        found = FeeNotice.objects.filter(case__body__in=bodies_read(self.request.user))
        return found.select_related("case__body", "decided_by").order_by(F("pk"))

    def acts(self) -> dict[str, Act]:
        row, user = self.row, self.request.user
        if row.state != FeeState.ASKED:
            return {}
        found = {}
        if keeper(row.case.body_id, user):
            found["serve"] = Act(
                "登记送达", ServeForm, lambda data: fees.serve(row, user, **data), "已登记送达。",
                effect="缴费期限自送达次日起计算，并告知申请人。",
            )  # fmt: skip
            found["pay"] = Act("登记缴清", PayForm, lambda data: fees.pay(row, user, **data), "已登记缴清。")
        if posts.acting(user, {PostKind.REQUESTS_HEAD}, row.case.body_id):
            found["remit"] = Act("减免", RemitForm, lambda data: fees.remit(row, user, **data), "已减免。")
        if keeper(row.case.body_id, user) and row.served_on and row.due_on < timezone.localdate():
            found["lapse"] = Act(
                "按逾期未缴处理", LapseForm, lambda data: fees.lapse(row, user, **data), "已作逾期未缴处理。",
                effect="不再处理该申请，并告知申请人。",
            )  # fmt: skip
        return found

    def facts(self) -> Pairs:
        row = self.row
        return [
            ("申请", case_link(row.case)),
            ("机关", row.case.body.name),
            ("计收方式", row.get_way_display()),
            ("计算过程", row.reckoning),
            ("金额", f"{row.amount}元"),
            ("收费理由", row.reason),
            ("通知日期", row.notified_on),
            ("送达日期", row.served_on or "尚未登记送达"),
            ("缴费期限", row.due_on),
            ("状态", row.get_state_display()),
            ("处理日期", row.ended_on),
            ("票据号码", row.receipt),
            ("减免理由", row.remission),
        ]
