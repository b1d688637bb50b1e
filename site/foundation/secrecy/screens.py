"""What this app's screens share: a form whose refusals are said on it, and a record with the steps one may take."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages

from foundation.organisations.screens import AdminScreen
from foundation.signoff.screens import FormScreen, put_errors

# Days on which something is written down as it happens.
TODAY_BY_DEFAULT = {"on", "sent_on"}
NOT_DONE = "尚未办理，请按提示补充后再提交，已填内容没有丢失。"


class SecrecyScreen(AdminScreen):
    """A screen below 保密审查."""

    header_icon = "lock"
    overview: tuple[str, str] = ("secrecy:waiting", "保密审查")


class NewScreen(FormScreen):
    """One form that makes a record."""

    header_icon = "lock"
    template_name = "secrecy/form.html"
    not_done = NOT_DONE
    button = "保存"
    note = ""
    overview: tuple[str, str] = ("secrecy:waiting", "保密审查")

    def why_not(self) -> str:
        """Why the user may not fill it in."""
        return ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "why_not": self.why_not(),
            "button": self.button,
            "note": self.note,
            "back": reverse(self.overview[0]),
        }


@dataclass(frozen=True, slots=True)
class Action:
    """A step that the user may take on a record."""

    label: str
    form_class: type[Form]
    run: Callable[[dict[str, Any]], object]
    is_grave: bool = False


class RecordScreen(SecrecyScreen):
    """A record and the forms of what the user may do with it."""

    def actions(self) -> dict[str, Action]:
        """By name, those open to the user now."""
        raise NotImplementedError

    def refusal_of(self, name: str) -> str:
        """Why an action that was asked for is not among them."""
        return "这一步目前不能办理，请刷新页面查看办理情况。"

    def form_of(self, name: str, action: Action, *filled: Any) -> Form:
        form = action.form_class(*filled)
        form.auto_id = f"{name}_%s"
        for field_name in TODAY_BY_DEFAULT.intersection(form.fields):
            form.fields[field_name].initial = timezone.localdate()
        return form

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        name, open_actions = request.POST.get("action", ""), self.actions()
        if name not in open_actions:
            messages.error(request, self.refusal_of(name))
            return redirect(request.path)
        action = open_actions[name]
        form = self.form_of(name, action, request.POST, request.FILES)
        if form.is_valid():
            try:
                action.run(form.cleaned_data)
            except (PermissionDenied, ValidationError) as refused:
                put_errors(form, refused)
            else:
                messages.success(request, f"已办理：{action.label}。")
                return redirect(request.path)
        messages.error(request, NOT_DONE)
        return self.render_to_response(self.get_context_data(filled={name: form}))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        filled: dict[str, Form] = kwargs.pop("filled", {})
        forms = [
            (name, action, filled.get(name) or self.form_of(name, action))
            for name, action in self.actions().items()
        ]
        return super().get_context_data(**kwargs) | {"action_forms": forms, "has_errors": bool(filled)}
