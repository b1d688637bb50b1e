"""Screens of answers made public: what is suggested, what was drafted, and the public log itself."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from disclosure.catalogue.enums import ColumnType
from disclosure.catalogue.models import ColumnPage
from disclosure.requests.models import Case
from foundation.organisations.models import Unit, User
from foundation.signoff.screens import FormScreen
from foundation.submissions.rules import entered_number

from . import publications, yearly
from .access import bodies_kept, bodies_read
from .enums import Use
from .fields import NO_PERSONAL_DATA, choice_field, line_field, words_field
from .models import Publication
from .screens import Card, NewRow, RegisterList

OVERVIEW = ("remedies:publications", "公开答复")
SCREEN = ("公开答复选登", "适合公众知晓的依申请公开答复，已隐去申请人信息", ColumnType.ON_REQUEST)
PER_PAGE, LONGEST_QUERY, MOST_NUMBERS = 20, 50, 20


class PublicationForm(forms.Form):
    """Which applications, where it will stand, and the words: typed anew, nothing is copied from the applications."""

    use = choice_field("用途", Use.choices)
    numbers = line_field("申请编号", 400, help_text="一件或者多件相同的申请，用空格隔开。")
    column = forms.ModelChoiceField(ColumnPage.objects.none(), label="栏目", empty_label="请选择")
    unit = forms.ModelChoiceField(Unit.objects.none(), label="责任科室", empty_label="请选择")
    title = line_field("标题", publications.LONGEST_TITLE)
    question = words_field("公众关心的问题", help_text=f"概括写，不抄录申请原文。{NO_PERSONAL_DATA}")
    answer = words_field("公开的内容", rows=6, help_text=NO_PERSONAL_DATA, most=5000)
    reason = line_field("公开的理由", 200, initial="多人申请，适合公众知晓（条例第四十四条）")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = bodies_kept(user)
        columns = publications.columns_for(user, Use.PROACTIVE)
        self.fields["column"].queryset = ColumnPage.objects.filter(pk__in=[one.pk for one in columns])  # type: ignore[attr-defined]
        self.fields["unit"].queryset = Unit.objects.filter(body__in=self.kept).select_related("body")  # type: ignore[attr-defined]

    def clean_numbers(self) -> list[Case]:
        numbers = [entered_number(one) for one in self.cleaned_data["numbers"].split()][:MOST_NUMBERS]
        found = Case.objects.filter(body__in=self.kept, number__in=numbers)
        cases = list(found.without_personal_data().select_related("body"))
        if missing := set(numbers) - {case.number for case in cases}:
            raise ValidationError(f"没有找到申请{'、'.join(sorted(missing))}，请核对编号。")
        return cases


class PublicationList(RegisterList):
    page_title = "公开答复"
    template_name = "remedies/publications.html"
    tabs: ClassVar[dict[str, str]] = {"all": "全部", "log": "公开答复选登", "proactive": "转为主动公开"}
    new = ("remedies:new_publication", "起草公开内容")
    note = "公开内容由工作人员另行撰写，隐去申请人信息，按稿件的审签流程审核后公开。"

    def rows(self) -> QuerySet[Publication]:
        found = Publication.objects.filter(body__in=bodies_read(self.request.user))
        return found.select_related("body", "page", "made_by")

    def in_tab(self, rows: QuerySet[Publication], tab: str) -> QuerySet[Publication]:
        return rows.filter(use=tab) if tab in Use.values else rows

    def searched(self, rows: QuerySet[Publication], sought: str) -> QuerySet[Publication]:
        return rows.filter(Q(page__title__icontains=sought) | Q(cases__number__icontains=sought)).distinct()

    def card(self, row: Publication) -> Card:
        page = row.page
        address = reverse("wagtailadmin_pages:edit", args=[page.pk]) if page else ""
        state = ("已公开" if page.live else "未公开") if page else "稿件已删除"
        facts = (row.get_use_display(), row.body.name, str(row.made_by))
        return Card(page.title if page else "（稿件已删除）", address, facts, row.reason, state)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        new = reverse("remedies:new_publication")
        suggested = []
        for body in bodies_kept(self.request.user):
            for one in publications.suggestions(body):
                numbers = "+".join(case.number for case in one.cases)
                suggested.append((one, f"{new}?use={Use.PROACTIVE.value}&numbers={numbers}"))
        due = [
            (one, reverse("remedies:yearly", args=[one.body_id])) for one in yearly.waiting(self.request.user)
        ]
        return super().get_context_data(**kwargs) | {"suggested": suggested, "due": due}


class NewPublication(NewRow):
    page_title = "起草公开内容"
    form_class = PublicationForm
    overview = OVERVIEW
    button = "生成稿件"
    note = "生成的稿件是草稿，请在编辑页面核对后送审；审签完成前不会公开。"

    def get_initial(self) -> dict[str, Any]:
        asked = self.request.GET
        return {"use": asked.get("use", Use.LOG.value), "numbers": asked.get("numbers", "")[:400]}

    def make(self, data: dict[str, Any]) -> Publication:
        cases = data.pop("numbers")
        return publications.begin(cases, self.request.user, **data | {"use": Use(data["use"])})

    def said(self) -> str:
        return "已生成草稿，请核对后送审。"

    def get_success_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.row.page_id])


class YearlyForm(forms.Form):
    words = words_field(
        "梳理结论", help_text=f"哪些信息转为主动公开，哪些不适合向公众公开以及理由。{NO_PERSONAL_DATA}"
    )


class YearlyReview(FormScreen):
    """年度梳理 of one body; the suggestions stand in the list that it leads back to."""

    form_class = YearlyForm
    template_name = "remedies/form.html"
    page_title = "年度梳理"
    header_icon = "list-ul"
    overview = OVERVIEW

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.body = get_object_or_404(bodies_kept(self.request.user), pk=kwargs["pk"])

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        yearly.review(self.body, self.request.user, **data)
        return self.done("已登记年度梳理。")

    def get_success_url(self) -> str:
        return reverse("remedies:publications")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        repeated = "；".join(
            f"《{one.cases[0].subject}》{one.number}件" for one in publications.suggestions(self.body)
        )
        note = f"多人申请并已予公开的信息：{repeated or '目前没有'}。适合公开的，先在列表中转为主动公开。"
        return super().get_context_data(**kwargs) | {
            "note": note,
            "button": "登记梳理结论",
            "back": self.get_success_url(),
        }


def log(request: HttpRequest) -> HttpResponse:
    """/yishenqing/gongkai/: answers that are public, newest first, or those whose title holds the words (``q``)."""
    sought = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY]
    shown = publications.public_log()
    if sought:
        shown = shown.filter(
            Q(page__title__icontains=sought) | Q(page__informationpage__text__icontains=sought)
        )
    return render(
        request,
        "remedies/log.html",
        {
            "screen": SCREEN,
            "sought": sought,
            "longest": LONGEST_QUERY,
            "listing_page": Paginator(shown, PER_PAGE).get_page(request.GET.get("page")),
        },
    )
