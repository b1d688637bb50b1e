"""Screens of 工作日历: the years, one year as a picture, and the entry of a notice in three steps."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from foundation.workdays import exchange
from foundation.workdays.forms import EnteredNotice, NoticeForms, PasteForm
from foundation.workdays.models import HolidayNotice
from foundation.workdays.notices import notice_days, ranges_of
from foundation.workdays.parsing import ReadNotice, read_notice_text
from foundation.workdays.picture import YearPicture, picture_of
from foundation.workdays.selectors import calendar_with, load_calendar, missing_years
from foundation.workdays.services import enter_notice

# Given to 平台运维; superusers have it anyhow.
MAY_ENTER = "workdays.change_holidaynotice"
NOT_STORED = "还没有保存，请按提示核对，已填内容没有丢失。"


def stored_notice(notice: HolidayNotice) -> ReadNotice:
    """What is stored for a year, as it was entered."""
    off, work = ranges_of(notice.days.values_list("date", "is_workday", "name"))
    return ReadNotice(notice.year, notice.notice_no, notice.issued_on, off, work)


class CalendarScreen(WagtailAdminTemplateMixin, TemplateView):
    """A screen below 工作日历."""

    header_icon = "calendar-alt"
    page_title = "工作日历"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = (
            [] if self.page_title == "工作日历" else [{"url": reverse("workdays:years"), "label": "工作日历"}]
        )
        return [*self.breadcrumbs_items, *above, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"may_enter": self.request.user.has_perm(MAY_ENTER)}


class YearsView(CalendarScreen):
    """Every year with the notice it comes from, and the years still missing."""

    template_name = "workdays/years.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        calendar = load_calendar()
        notices = HolidayNotice.objects.select_related("entered_by")
        rows = [(notice, picture_of(calendar, notice.year, [], []).workdays) for notice in notices]
        missing = missing_years(timezone.localdate())
        return super().get_context_data(**kwargs) | {"rows": rows, "missing": missing}


class YearView(CalendarScreen):
    """One year: the picture, the notice and what it replaced."""

    template_name = "workdays/year.html"
    page_title = "年度日历"

    def get_page_title(self) -> str:
        return f"{self.kwargs['year']}年工作日历"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        notices = HolidayNotice.objects.select_related("entered_by")
        notice = get_object_or_404(notices, year=self.kwargs["year"])
        stored = stored_notice(notice)
        picture = picture_of(load_calendar(), notice.year, stored.off_ranges, stored.work_days)
        return super().get_context_data(**kwargs) | {
            "notice": notice,
            "picture": picture,
            "replaced": notice.replaced.all(),
        }


def export(request: HttpRequest, year: int, form: str) -> HttpResponse:
    """The notice of a year as a CSV or JSON file."""
    stored = stored_notice(get_object_or_404(HolidayNotice, year=year))
    write = exchange.to_csv if form == "csv" else exchange.to_json
    assert stored.issued_on is not None  # every stored notice has its date
    content = write(year, stored.notice_no, stored.issued_on, stored.off_ranges, stored.work_days)
    kind = "text/csv" if form == "csv" else "application/json"
    response = HttpResponse(content, content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="workdays-{year}.{form}"'
    return response


class EnterView(CalendarScreen):
    """录入放假安排: read the words or a file, correct the rows, look at the year, store it."""

    template_name = "workdays/enter.html"
    page_title = "录入放假安排"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm(MAY_ENTER):
            raise PermissionDenied("录入放假安排由平台运维人员办理。")
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        year = request.GET.get("year", "")
        notice = HolidayNotice.objects.filter(year=year).first() if year.isdecimal() else None
        content = stored_notice(notice) if notice else ReadNotice(int(year) if year.isdecimal() else None)
        return self._show(NoticeForms.filled(content))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        step = request.POST.get("step")
        return self._read() if step == "read" else self._look_or_store(step == "store")

    def _read(self) -> HttpResponse:
        """Fill the rows from the words or the file. What was in the rows before gives way to it."""
        paste = PasteForm(self.request.POST, self.request.FILES)
        typed = NoticeForms.typed(self.request.POST)
        if not paste.is_valid():
            return self._show(typed, paste=paste)
        if file := paste.cleaned_data["file"]:
            try:
                notice = exchange.read_file(file.name, file.read(exchange.MAX_BYTES + 1))
            except exchange.UnreadableFile as refused:
                return self._show(typed, paste=paste, problems=[str(refused)])
        elif paste.cleaned_data["text"].strip():
            notice = read_notice_text(paste.cleaned_data["text"])
        else:
            return self._show(typed, paste=paste, problems=["请先粘贴通知全文，或选择文件。"])
        if not notice.off_ranges:
            return self._show(typed, paste=paste, problems=notice.remarks)
        return self._show(NoticeForms.filled(notice), paste=paste, remarks=notice.remarks, was_read=True)

    def _look_or_store(self, store: bool) -> HttpResponse:
        forms = NoticeForms.typed(self.request.POST)
        entered = forms.read()
        if entered is None:
            return self._show(forms, problems=[NOT_STORED])
        if entered.problems:
            return self._show(forms, problems=entered.problems)
        if store and self.request.POST.get("shown") == entered.digest:
            try:
                self._store(entered)
            except ValidationError as refused:
                return self._show(forms, problems=refused.messages, entered=entered)
            return redirect("workdays:year", entered.year)
        return self._show(forms, entered=entered, changed=store)

    def _store(self, entered: EnteredNotice) -> None:
        enter_notice(
            entered.year,
            entered.notice_no,
            entered.issued_on,
            entered.off_ranges,
            entered.work_days,
            entered_by=self.request.user,  # type: ignore[arg-type]  # the admin lets nobody anonymous through
            reason=entered.reason,
        )
        messages.success(self.request, f"{entered.year}年放假安排已保存，暂定期限按新安排重新计算。")

    def _show(self, forms: NoticeForms, **more: Any) -> HttpResponse:
        more.setdefault("paste", PasteForm(initial={"text": self.request.POST.get("text", "")}))
        entered: EnteredNotice | None = more.get("entered")
        if entered:
            more |= {"picture": _picture(entered), "digest": entered.digest}
        known = list(HolidayNotice.objects.values_list("year", flat=True))
        return self.render_to_response(self.get_context_data(forms=forms, known_years=known, **more))


def _picture(entered: EnteredNotice) -> YearPicture:
    """How the year will look."""
    days = notice_days(entered.off_ranges, entered.work_days)
    calendar = calendar_with(entered.year, days)
    return picture_of(calendar, entered.year, entered.off_ranges, entered.work_days)
