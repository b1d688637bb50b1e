"""救济途径: which authority and which court the answers of a body name. Below the admin's address."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from foundation.organisations.models import Body
from foundation.organisations.screens import AdminScreen
from foundation.rules.access import bodies_to_set, may_set
from foundation.signoff.screens import FormScreen

from .appeals import offices_of
from .forms import OfficesForm
from .models import RemedyOffices

OVERVIEW = ("answers:offices", "救济途径")


class OfficesListView(AdminScreen):
    """The bodies that the user may set, with what they have."""

    template_name = "answers/offices.html"
    page_title = "救济途径"
    header_icon = "help"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        allowed = bodies_to_set(self.request.user)
        if allowed is not None and not allowed:
            raise PermissionDenied("救济途径由办公室复审和平台运维设置。")
        bodies = Body.objects.order_by("pk").select_related("remedy_offices")
        return super().get_context_data(**kwargs) | {
            "bodies": bodies if allowed is None else bodies.filter(pk__in=allowed)
        }


class OfficesView(FormScreen):
    """Set them for one body; bodies below it use them too unless they have their own."""

    form_class = OfficesForm
    template_name = "answers/offices_form.html"
    header_icon = "help"
    overview = OVERVIEW

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.body = get_object_or_404(Body, pk=kwargs["pk"])
        if not may_set(self.request.user, self.body):
            raise PermissionDenied("救济途径由本机构的办公室复审和平台运维设置。")

    def get_form_kwargs(self) -> dict[str, Any]:
        own = RemedyOffices.objects.filter(body=self.body).first()
        above = None if own else offices_of(self.body)
        start = {name: getattr(above, name) for name in OfficesForm.Meta.fields} if above else {}
        return super().get_form_kwargs() | {
            "instance": own or RemedyOffices(body=self.body),
            "initial": start,
        }

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        offices, _new = RemedyOffices.objects.update_or_create(
            body=self.body, defaults=data | {"changed_by": self.request.user}
        )
        return self.done(f"已设置{offices.body.name}的救济途径，此后拟写的答复使用新的内容。")

    def get_success_url(self) -> str:
        return reverse("answers:offices")

    def get_page_title(self) -> str:
        return f"救济途径：{self.body.name}"
