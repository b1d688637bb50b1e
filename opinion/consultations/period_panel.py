"""How many days a notice is open and what the rule asks, told while its dates are typed."""

from typing import Any

from django import forms
from django.forms import Media
from django.forms.widgets import Script
from django.http import HttpRequest, JsonResponse
from wagtail.admin.panels import Panel

from foundation.organisations.models import Body

from .enums import ConsultationKind

BACKWARDS = "截止日期早于开始日期，请核对。"


class PeriodPanel(Panel):
    """One sentence beneath the dates; without script the panel 检查与时限 says it on saving."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "consultations/admin/period_panel.html"

        @property
        def media(self) -> Media:
            return Media(js=[Script("consultations/period.js", type="module")])  # type: ignore[list-item]


class DatesForm(forms.Form):
    """What has been typed so far."""

    kind = forms.ChoiceField(choices=ConsultationKind.choices)
    opens_on = forms.DateField()
    closes_on = forms.DateField()
    body = forms.ModelChoiceField(Body.objects.all(), required=False)


def words_of(typed: dict[str, Any]) -> tuple[str, bool]:
    """The sentence, and whether it is an objection."""
    from .models import ConsultationPage
    from .selectors import period_check

    if typed["closes_on"] < typed["opens_on"]:
        return BACKWARDS, True
    check = period_check(ConsultationPage(**typed))
    if check is None:
        return "", False
    held = f"公开{check.days_words}（公开当日不计入）"
    if not check.is_short:
        return f"{held}，符合规定：{check.rule.words}。", False
    return (
        f"{held}，少于规定：{check.rule.words}。最早应于{check.earliest_close}截止；"
        f"确需缩短的，请填写“缩短期限的理由”，理由将在公告中公布。依据：{check.rule.basis}",
        True,
    )


def period_in_words(request: HttpRequest) -> JsonResponse:
    """For the editor's browser: nothing is said of dates that are not whole yet."""
    form = DatesForm(request.GET)
    words, is_objection = words_of(form.cleaned_data) if form.is_valid() else ("", False)
    return JsonResponse({"words": words, "is_objection": is_objection})
