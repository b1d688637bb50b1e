"""对接令牌: those there are, the last uses, a new one, and an end to one."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from foundation.organisations.requests import StaffRequest
from foundation.organisations.screens import AdminScreen, put_errors

from .forms import TokenForm
from .models import AccessToken, TokenUse
from .services import NOT_YOURS, create_token, may_manage, revoke_token

PER_PAGE = 20


class TokensView(AdminScreen):
    """Only for 平台运维."""

    template_name = "exchange/tokens.html"
    page_title = "系统对接"
    header_icon = "link"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_manage(self.request.user):
            raise PermissionDenied(NOT_YOURS)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = TokenForm(request.POST)
        if form.is_valid():
            try:
                token = create_token(**form.cleaned_data, by=self.request.user)
            except (PermissionDenied, ValidationError) as refused:
                put_errors(form, refused)
            else:
                # Shown in the answer itself: a message would keep the token in the session.
                return self.render_to_response(self.get_context_data(token=token))
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        uses = TokenUse.objects.select_related("token__body")
        context = {
            "tokens": AccessToken.objects.select_related("body", "created_by", "revoked_by"),
            "shown": Paginator(uses, PER_PAGE).get_page(self.request.GET.get("p")),
            "form": TokenForm(),
            "address": self.request.build_absolute_uri(reverse("oa_documents")),
        }
        return super().get_context_data(**kwargs) | context | kwargs


@require_POST
def revoke(request: StaffRequest, pk: int) -> HttpResponse:
    """停用. Raises PermissionDenied, Http404."""
    token = get_object_or_404(AccessToken, pk=pk)
    revoke_token(token, request.user)
    messages.success(request, f"已停用：{token}。")
    return redirect("exchange:tokens")
