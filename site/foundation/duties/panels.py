"""The ledger on the admin home (我的提醒) and on the account screen (日历订阅)."""

from collections.abc import Mapping
from typing import Any

from django.forms import modelform_factory
from wagtail.admin.ui.components import Component
from wagtail.admin.views.account import BaseSettingsPanel

from foundation.organisations.models import Body, User

from .feed_models import CalendarFeed
from .reach import reach_of
from .reminder_models import Reminder
from .selectors import unread_of

# The first of them; the review queue stands above and must stay in sight.
SHOWN = 4


class RemindersPanel(Component):
    """我的提醒: what is unread, the newest word on each duty first."""

    name = "reminders"
    order = 22  # below 待我审签, which waits for nobody else
    template_name = "duties/panels/reminders.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        request = parent_context["request"]
        unread: list[Reminder] = list(unread_of(request.user)[: SHOWN + 1])
        return {"request": request, "reminders": unread[:SHOWN], "more": len(unread) > SHOWN}


def subscriptions_of(user: User) -> list[dict[str, Any]]:
    """The own duties, and each body the person looks over, with the subscription if there is one."""
    feeds = {feed.body_id: feed for feed in CalendarFeed.objects.filter(user=user)}
    bodies = Body.objects.filter(pk__in=reach_of(user).bodies)
    rows = [{"label": "我的事项", "body_id": None, "feed": feeds.get(None)}]
    return rows + [
        {"label": body.display_name, "body_id": body.pk, "feed": feeds.get(body.pk)} for body in bodies
    ]


class FeedsPanel(BaseSettingsPanel):
    """日历订阅: buttons beside each calendar; nothing here is saved with the form around it."""

    name = "duty_feeds"
    title = "法定时限日历订阅"
    order = 600
    template_name = "duties/panels/feeds.html"
    # Wagtail asks every panel for a form; this one has only buttons of their own.
    form_class = modelform_factory(User, fields=[])

    def get_context_data(self) -> dict[str, Any]:
        return super().get_context_data() | {"subscriptions": subscriptions_of(self.user)}
