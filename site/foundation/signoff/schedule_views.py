"""The screen on which a scheduled publication is stopped."""

from typing import Any

from django import forms
from django.http import HttpResponse

from .schedule import SHORTEST_REASON, planned_publication, scheduled_revision, stop_refusal, stop_schedule
from .screens import PageFormScreen
from .takedown_forms import reason_field


class StopForm(forms.Form):
    """取消定时发布."""

    reason = reason_field("取消定时发布的理由", SHORTEST_REASON)


class StopView(PageFormScreen):
    """取消定时发布, with what would have gone public."""

    form_class = StopForm
    page_title = "取消定时发布"
    button = "取消定时发布"
    warning = "确认后本稿到时不会公开，已有的审签作废；修改后可以重新提交审签。页面已公开的版本不受影响。"

    def refusal(self) -> str:
        return stop_refusal(self.page, self.request.user)

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        stop_schedule(self.page, self.request.user, **data)
        return self.done(
            f"已取消《{self.page.draft_title}》的定时发布，到时不会公开。可以修改后重新提交审签。"
        )

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        revision = scheduled_revision(self.page)
        return super().get_context_data(**kwargs) | {
            "scheduled_for": planned_publication(revision) if revision else ""
        }
