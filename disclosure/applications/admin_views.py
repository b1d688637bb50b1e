"""Screens of the receiving office: taking in what came on paper, and helping those who asked for it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from disclosure.requests.access import as_office, bodies_entered
from disclosure.requests.places import address_of
from foundation.organisations.screens import AdminScreen
from foundation.signoff.screens import FormScreen
from foundation.submissions import uploads
from foundation.submissions.models import HeldFile
from foundation.submissions.tokens import Token, new_token, read_token

from . import services
from .intake_forms import HINTS, HelpedForm, IntakeForm
from .kind import KIND
from .models import HelpWanted
from .selectors import how_counted, solved_this_year

# Requests for help on one screen; more are shown once these are met. Technical.
MOST_SHOWN = 50


@method_decorator(never_cache, name="dispatch")
class IntakeView(FormScreen):
    """登记申请: counter, mail, fax, e-mail, oral. Answers with the receipt, whose code is shown this once."""

    form_class = IntakeForm
    template_name = "applications/admin/intake.html"
    page_title = "登记申请"
    header_icon = "form"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not bodies_entered(self.request.user).exists():
            raise PermissionDenied(services.NOT_YOURS)

    def get_initial(self) -> dict[str, Any]:
        return {"token": new_token(KIND).signed}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def token(self) -> Token:
        """The form's own; one that we did not give is replaced."""
        return read_token(self.request.POST.get("token", ""), KIND) or new_token(KIND)

    def form_invalid(self, form: Form) -> HttpResponse:
        """Good files wait with the form, as whatever else was typed."""
        uploads.hold(self.token().key, form.cleaned_data.get("scans") or [])
        return super().form_invalid(form)

    def data_of(self, form: Form) -> dict[str, Any]:
        assert isinstance(form, IntakeForm)
        return form.cleaned_data | {"body": form.chosen_body(), "token": self.token()}

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        receipt = services.take_in(self.request.user, data.pop("body"), data.pop("token"), **data)
        case: Any = receipt.submission
        shown = self.get_context_data() | {
            "case": case,
            "code": receipt.code,
            "how": how_counted(case),
            "case_address": address_of(case),
        }
        return render(self.request, "applications/admin/taken_in.html", shown)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        held = HeldFile.objects.filter(key=self.token().key) if self.request.method == "POST" else ()
        return super().get_context_data(**kwargs) | {"hints": HINTS, "held": held}


class HelpView(AdminScreen):
    """协助请求: who asked for help and is not yet helped, the first first. Flat in queries."""

    template_name = "applications/admin/help.html"
    page_title = "协助请求"
    header_icon = "help"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        bodies = bodies_entered(self.request.user)
        waiting = HelpWanted.objects.filter(helped_at=None, case__body__in=bodies).select_related(
            "case__body"
        )
        return super().get_context_data(**kwargs) | {
            "waiting": [(one, address_of(one.case)) for one in waiting[:MOST_SHOWN]],
            "kind_key": KIND,
            "solved": solved_this_year(),
        }


class HelpedView(FormScreen):
    """How somebody was helped."""

    form_class = HelpedForm
    template_name = "applications/admin/helped.html"
    page_title = "登记协助情况"
    header_icon = "help"
    overview = ("applications_admin:help", "协助请求")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.wanted = get_object_or_404(HelpWanted.objects.select_related("case__body"), pk=kwargs["pk"])
        if not as_office(self.wanted.case, self.request.user):
            raise PermissionDenied(services.NOT_YOURS)

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        services.helped(self.wanted, self.request.user, **data)
        return self.done(f"{self.wanted.case.number}：已登记协助情况。")

    def get_success_url(self) -> str:
        return reverse("applications_admin:help")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"wanted": self.wanted, "kind_key": KIND}
