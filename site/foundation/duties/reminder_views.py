"""我的提醒: everything one was told, and marking it read."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from foundation.organisations.requests import StaffRequest
from foundation.organisations.screens import AdminScreen

from .reminder_models import Reminder

PER_PAGE = 30


class RemindersView(AdminScreen):
    """The own reminders, newest first, read and unread."""

    template_name = "duties/reminders.html"
    page_title = "我的提醒"
    header_icon = "bell"

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        mine = Reminder.objects.filter(recipient=self.request.user).select_related("duty")
        shown = Paginator(mine, PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {"shown": shown}


@require_POST
def mark_read(request: StaffRequest) -> HttpResponse:
    """One duty's reminders, or all of the own ones."""
    mine = Reminder.objects.filter(recipient=request.user, read_at__isnull=True)
    duty = request.POST.get("duty", "")
    if duty.isdecimal():
        mine = mine.filter(duty=int(duty))
    mine.update(read_at=timezone.now())
    return redirect("wagtailadmin_home")
