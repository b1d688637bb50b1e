"""What the admin screens of sign-off and of the features above it share."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.models import Page

from foundation.organisations.requests import StaffRequest
from foundation.organisations.screens import NOT_DONE, InFrame, put_errors

from .addresses import client_address
from .pages import SignedPage


def signed_page(page_id: int) -> SignedPage:
    """The page of sign-off, whatever its type. Raises Http404, PermissionDenied."""
    page = get_object_or_404(Page, pk=page_id, depth__gt=1).specific
    if not isinstance(page, SignedPage):
        raise PermissionDenied
    return page


class FormScreen(InFrame, FormView):
    """One form; what the service refuses is said on it, and nothing typed is lost."""

    request: StaffRequest
    not_done = NOT_DONE

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        """Call the service and lead on. May raise PermissionDenied, ValidationError."""
        raise NotImplementedError

    def data_of(self, form: Form) -> dict[str, Any]:
        """What ``perform`` gets."""
        return form.cleaned_data

    def done(self, words: str) -> HttpResponse:
        """Say what happened and go to where this screen leads."""
        messages.success(self.request, words)
        return redirect(self.get_success_url())

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            return self.perform(self.data_of(form))
        except (PermissionDenied, ValidationError) as refused:
            put_errors(form, refused)
            return self.form_invalid(form)

    def form_invalid(self, form: Form) -> HttpResponse:
        messages.error(self.request, self.not_done)
        return super().form_invalid(form)


class SealedFormScreen(FormScreen):
    """A form whose service writes a seal, with the client's address."""

    overview: tuple[str, str] = ("signoff:takedowns", "撤下与应急")

    def data_of(self, form: Form) -> dict[str, Any]:
        return form.cleaned_data | {"address": client_address(self.request)}

    def get_success_url(self) -> str:
        return reverse("signoff:takedowns")


class PageFormScreen(SealedFormScreen):
    """A form about one page, which only some may fill in."""

    template_name = "signoff/takedown/page_form.html"
    button = ""
    button_style = "no"
    warning = ""

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.page = signed_page(kwargs["page_id"])

    def refusal(self) -> str:
        """Why the user may not fill the form in."""
        raise NotImplementedError

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "subject": self.page,
            "why_not": self.refusal(),
            "button": self.button,
            "button_style": self.button_style,
            "back": self.get_success_url(),
            "warning": self.warning,
        }
