"""Screens of migration batches: which there are, what is in one, and its signature."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Max, Min, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages
from wagtail.models import Revision
from wagtail.utils.decorators import xframe_options_sameorigin_override

from foundation.organisations.enums import PostKind
from foundation.organisations.requests import StaffRequest
from foundation.organisations.screens import AdminScreen
from foundation.organisations.selectors import appointments_of

from . import batches
from .addresses import client_address
from .enums import ItemState
from .migration_forms import SignBatchForm
from .migration_models import MigrationBatch
from .screens import put_errors

PER_PAGE = 20
SHOWN = 50


def _batch(request: StaffRequest, pk: int) -> MigrationBatch:
    """The batch, if this user may see it. Raises Http404, PermissionDenied."""
    batch = get_object_or_404(MigrationBatch.objects.select_related("body", "created_by", "seal"), pk=pk)
    if not batches.may_see_batch(batch, request.user):
        raise PermissionDenied
    return batch


class BatchesView(AdminScreen):
    """历史迁移: the batches of the bodies the user works for."""

    template_name = "signoff/migration/list.html"
    page_title = "历史迁移"

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        user = self.request.user
        rows = (
            MigrationBatch.objects.select_related("body", "created_by", "seal")
            .annotate(
                listed=Count("items"), published=Count("items", filter=Q(items__state=ItemState.PUBLISHED))
            )
            .order_by("-pk")
        )
        held = appointments_of(user)
        if not any(appointment.post.kind == PostKind.SUPERVISOR for appointment in held):
            bodies = {appointment.post.body_id for appointment in held}
            rows = rows.filter(Q(created_by=user) | Q(body__in=bodies))
        shown = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("p"))
        shown.object_list = [row for row in shown.object_list if batches.may_see_batch(row, user)]
        return super().get_context_data(**kwargs) | {"shown": shown, "tab": "batches"}


class BatchView(AdminScreen):
    """One batch: what is in it, what was left out, what must be opened, and the signature over the list."""

    template_name = "signoff/migration/batch.html"
    page_title = "历史迁移批次"

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.batch = _batch(self.request, kwargs["pk"])
        self.form: SignBatchForm | None = None

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        overview = {"url": reverse("signoff:migrations"), "label": "历史迁移"}
        return [*self.breadcrumbs_items, overview, {"url": "", "label": self.batch.name}]

    def post(self, request: StaffRequest, *args, **kwargs) -> HttpResponse:
        self.form = SignBatchForm(request.POST)
        if self.form.is_valid() and self._signed(self.form):
            messages.success(
                request,
                f"已签发批次“{self.batch.name}”。公开由平台在后台逐件进行，结果见本页。",
            )
            return redirect("signoff:migration", self.batch.pk)
        messages.error(request, "尚未签发，请按下面的提示办理后再签发。")
        return self.render_to_response(self.get_context_data())

    def _signed(self, form: SignBatchForm) -> bool:
        try:
            batches.sign_batch(
                self.batch, self.request.user, address=client_address(self.request), **form.cleaned_data
            )
        except (PermissionDenied, ValidationError) as refused:
            put_errors(form, refused)
            return False
        return True

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        batch = self.batch
        items, digest = batch.items.all(), batch.list_digest()
        fell_out = items.filter(state=ItemState.FELL_OUT)
        samples = list(batches.samples_of(batch))
        why_not = batches.signing_refusal(batch, self.request.user)
        form = self.form or SignBatchForm(initial={"shown_digest": digest})
        count = items.count()
        return super().get_context_data(**kwargs) | {
            "batch": batch,
            "count": count,
            "period": items.aggregate(first=Min("original_published_at"), last=Max("original_published_at")),
            "shown": Paginator(items, PER_PAGE).get_page(self.request.GET.get("p")),
            "samples": samples,
            "unopened": sum(item.opened_at is None for item in samples),
            "changed": batches.changed_since_listed(batch)[:SHOWN],
            "changed_count": batches.changed_since_listed(batch).count(),
            "left_out": batch.left_out[:SHOWN],
            "fell_out": fell_out[:SHOWN],
            "fell_out_count": fell_out.count(),
            "published_count": items.filter(state=ItemState.PUBLISHED).count(),
            "digest": digest,
            "statement": batches.STATEMENT.format(count=count),
            "why_not": why_not,
            "form": form,
        }


@xframe_options_sameorigin_override
def listed_page(request: StaffRequest, pk: int, item_id: int) -> HttpResponse:
    """A page of the list as the public will see it. Opened by who may sign, it counts as opened."""
    batch = _batch(request, pk)
    item = get_object_or_404(batch.items, pk=item_id)
    if item.opened_at is None and not batches.signing_refusal(batch, request.user):
        batch.items.filter(pk=item.pk).update(opened_at=timezone.now())
    draft = get_object_or_404(Revision, pk=item.revision_id).as_object()
    return draft.make_preview_request(request, draft.default_preview_mode)
