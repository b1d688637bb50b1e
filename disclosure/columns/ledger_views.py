"""巡查台账 and 栏目更新通报 (T32)."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from wagtail.admin import messages

from foundation.letters.printing import Printed, PrintedView
from foundation.organisations.models import User
from foundation.organisations.selectors import appointments_of

from .enums import PROBLEMS
from .health import health_of_columns
from .letters import CIRCULAR, circular_fields
from .models import Problem
from .rules import ONE_WEEK
from .services import close_problem
from .views import ColumnsScreen

PER_PAGE = 30


def closable(user: User, problems: Iterable[Problem]) -> set[int]:
    """Which of them the user may close: those of the own unit; a post above the units, those of its body."""
    held = [(one.post.unit_id, one.post.body_id) for one in appointments_of(user)]
    return {
        problem.pk for problem in problems
        if user.is_superuser
        or any(unit == problem.unit_id if unit else body == problem.column.body_id for unit, body in held)
    }  # fmt: skip


class LedgerView(ColumnsScreen):
    """巡查台账: problem, owner, due, result."""

    template_name = "columns/ledger.html"
    page_title = "巡查台账"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        problem = get_object_or_404(Problem.objects.select_related("column"), pk=request.POST.get("problem"))
        result = request.POST.get("result", "")
        try:
            if problem.pk not in closable(self.request.user, [problem]):
                raise PermissionDenied("巡查问题由责任科室或本机关办公室办结。")
            close_problem(problem, result, self.request.user)
        except (PermissionDenied, ValidationError) as refused:
            messages.error(request, "；".join(getattr(refused, "messages", [str(refused)])))
            return self.render_to_response(self.get_context_data(typed=(problem.pk, result)))
        messages.success(request, f"已办结：{problem}。")
        return redirect(request.get_full_path())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        closed = self.request.GET.get("tab") == "closed"
        rows = Problem.objects.select_related("column__body", "unit__body", "closed_by")
        rows = rows.filter(closed_on__isnull=False).order_by("-closed_on") if closed else rows.open()
        page = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "page": page,
            "closed": closed,
            "today": timezone.localdate(),
            "mine": closable(self.request.user, page),
        }


class CircularView(PrintedView):
    """栏目更新通报 of one week: what was found and solved, by unit, and what is still open. To be printed."""

    template_name = "columns/circular.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        first = today - dt.timedelta(days=today.weekday())
        rows = health_of_columns()
        wrong = [row for row in rows if row.health in PROBLEMS or row.unit is None]
        ledger = Problem.objects.select_related("column", "unit__body")
        in_week = {"gte": first, "lt": first + ONE_WEEK}
        by_unit = Counter(str(row.unit or "未分配") for row in wrong)
        return super().get_context_data(**kwargs) | {
            "first": first,
            "last": first + dt.timedelta(days=6),
            "today": today,
            "total": len(rows),
            "wrong": wrong,
            "by_unit": by_unit.most_common(),
            "found": ledger.filter(**{f"found_on__{name}": day for name, day in in_week.items()}).count(),
            "solved": ledger.filter(**{f"closed_on__{name}": day for name, day in in_week.items()}).count(),
            "open": ledger.open(),
        }

    def letter(self, context: dict[str, Any]) -> Printed:
        return Printed(CIRCULAR.key, None, circular_fields(context), f"{CIRCULAR.label}-{context['first']}")
