"""Screens of 投诉举报, 行政复议 and 行政诉讼."""

from typing import Any, ClassVar

from django import forms
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from foundation.organisations.models import User

from . import disputes
from .access import SENDERS, disputes_seen, investigator, keeper
from .enums import AGAINST_THE_OFFICE, DisputeKind, Ground, results_of
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
from .models import Dispute
from .screens import LONGEST_NUMBER, Act, Card, NewRow, Pairs, RegisterList, RowScreen, case_link, may_be

OVERVIEW = ("remedies:disputes", "投诉、复议、诉讼")


class DisputeForm(OfMyBodies):
    """What is known when it comes in."""

    posts = SENDERS
    kind = choice_field("类型", DisputeKind.choices)
    body = BodyField("被投诉、被申请或者被诉机关")
    handled_by = BodyField(
        "投诉调查机关", required=False, help_text="投诉举报填写；由本机关自行调查的可不填。"
    )
    case = CaseField(required=False, help_text="与某件申请有关的，填其编号。")
    follows = forms.ModelChoiceField(
        Dispute.objects.none(),
        label="先前的行政复议",
        required=False,
        empty_label="无",
        help_text="复议后起诉的填写。",
    )
    ground = choice_field("投诉事由", Ground.choices, required=False)
    authority = line_field("受理机关", help_text="复议机关、人民法院或者受理投诉的机关")
    reference = line_field("案号", required=False)
    claim = words_field("请求和理由", help_text=NO_PERSONAL_DATA)
    received_on = day_field("收到日期", today=True)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.fields["handled_by"].queryset = self.fields["body"].queryset  # type: ignore[attr-defined]
        reviews = disputes_seen(user).filter(kind=DisputeKind.REVIEW).exclude(result="")
        self.fields["follows"].queryset = reviews  # type: ignore[attr-defined]


class ConcludeForm(forms.Form):
    result = choice_field("结果", [])
    words = words_field("调查结论或者裁判要旨", help_text=NO_PERSONAL_DATA)
    on = day_field("结案日期", today=True)
    order = words_field(
        "责令改正的事项", required=False, rows=2, help_text="没有责令改正的留空；填写后该机关收到改正事项。"
    )
    order_due_on = day_field("改正期限", required=False)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fitting = [(one.value, one.label) for one in results_of(kind)]
        self.fields["result"].choices = [("", "请选择"), *fitting]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    on = day_field("提交日期", today=True)


class OrderForm(forms.Form):
    words = words_field("改正情况", help_text=NO_PERSONAL_DATA)
    on = day_field("改正日期", today=True)


class DisputeList(RegisterList):
    page_title = "投诉、复议、诉讼"
    tabs: ClassVar[dict[str, str]] = {
        "open": "办理中",
        "orders": "待落实改正",
        "done": "已结案",
        "wrong": "被纠错",
    }
    new = ("remedies:new_dispute", "登记")
    adders = SENDERS

    def rows(self) -> QuerySet[Dispute]:
        return disputes_seen(self.request.user).select_related("case__unit").defer("claim", "result_words")

    def in_tab(self, rows: QuerySet[Dispute], tab: str) -> QuerySet[Dispute]:
        if tab == "open":
            return rows.filter(result="")
        if tab == "orders":
            return rows.exclude(order="").filter(order_done_on__isnull=True)
        if tab == "wrong":
            return rows.filter(result__in=AGAINST_THE_OFFICE)
        return rows.exclude(result="")

    def searched(self, rows: QuerySet[Dispute], sought: str) -> QuerySet[Dispute]:
        by_number = Q(number__icontains=sought) | Q(case__number__icontains=sought)
        return rows.filter(by_number | Q(reference__icontains=sought) | Q(authority__icontains=sought))

    def card(self, row: Dispute) -> Card:
        facts = [row.number, row.body.name, row.authority, f"{row.received_on} 收到"]
        if row.case:
            facts.append(f"申请 {row.case.number}")
        if row.ground:
            facts.append(row.get_ground_display())
        late = row.has_open_order and row.order_due_on and row.order_due_on < timezone.localdate()
        return Card(
            row.get_kind_display(),
            reverse("remedies:dispute", args=[row.pk]),
            tuple(facts),
            state=row.get_result_display() or "尚未审结",
            wrong="改正逾期" if late else ("待落实改正" if row.has_open_order else ""),
        )


class NewDispute(NewRow):
    page_title = "登记投诉、复议、诉讼"
    form_class = DisputeForm
    overview = OVERVIEW
    note = "登记后按法定期限计时：行政复议书面答复、诉讼答辩的期限自收到副本之日起算。"

    address = "remedies:dispute"

    def get_initial(self) -> dict[str, Any]:
        """A complaint of the letters of the public is named in the address, with its day and number (R-195)."""
        asked = self.request.GET
        known = {
            name: asked[name][:LONGEST_NUMBER]
            for name in ("kind", "received_on", "reference")
            if name in asked
        }
        return super().get_initial() | known

    def make(self, data: dict[str, Any]) -> Dispute:
        return disputes.register(self.request.user, **data)


class DisputeView(RowScreen):
    page_title = "投诉、复议、诉讼"
    overview = OVERVIEW
    address = "remedies:dispute"
    known = ("answer", "conclude", "order")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.dispute: Dispute = self.row

    def rows(self) -> QuerySet[Dispute]:
        return disputes_seen(self.request.user).select_related("case", "follows").order_by(F("pk"))

    def acts(self) -> dict[str, Act]:
        row, user, found = self.dispute, self.request.user, {}
        keeps = keeper(row.body_id, user) is not None
        if keeps and row.is_open and row.kind != DisputeKind.COMPLAINT and not row.answered_on:
            found["answer"] = Act(
                "登记已提交答复",
                AnswerForm,
                lambda data: disputes.file_answer(row, user, **data),
                "已登记提交。",
            )
        if row.is_open and investigator(row, user):
            found["conclude"] = Act(
                "登记结果", ConcludeForm, lambda data: disputes.conclude(row, user, **data), "已登记结果。",
                form_kwargs={"kind": row.kind},
            )  # fmt: skip
        if keeps and row.has_open_order:
            found["order"] = Act(
                "登记改正情况",
                OrderForm,
                lambda data: disputes.report_order(row, user, **data),
                "已登记改正。",
            )
        return found

    def facts(self) -> Pairs:
        row = self.dispute
        return [
            ("编号", row.number),
            ("类型", row.get_kind_display()),
            ("机关", row.body.name),
            ("调查机关", row.handled_by.name if row.kind == DisputeKind.COMPLAINT else ""),
            ("投诉事由", row.get_ground_display()),
            ("申请", case_link(row.case)),
            ("先前的行政复议", may_be(row.follows)),
            ("受理机关", row.authority),
            ("案号", row.reference),
            ("收到日期", row.received_on),
            ("期限", "；".join(f"{duty.due_on}前{duty.kind_label}" for duty in disputes.clocks(row))),
            ("请求和理由", row.claim),
            ("提交答复日期", row.answered_on),
            ("结果", row.get_result_display() or "尚未审结"),
            ("调查结论或者裁判要旨", row.result_words),
            ("结案日期", row.concluded_on),
            ("责令改正的事项", row.order),
            ("改正期限", row.order_due_on),
            ("改正情况", row.order_done_words),
            ("改正日期", row.order_done_on),
        ]
