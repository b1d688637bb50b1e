"""Screens of the classified register (涉密登记): no content, no files (R-074)."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin import messages

from foundation.organisations.models import Body, Unit

from . import access
from .forms import day
from .models import ClassifiedEntry
from .referral_views import PER_PAGE
from .registers import save_entry
from .screens import NewScreen, SecrecyScreen

CLASSIFIED = ("secrecy:classified", "涉密登记")
WARNING = "本系统不是涉密信息系统：涉密内容不得在此录入、上传、存储。这里只登记密级、期限和责任人。"


class EntryForm(forms.ModelForm):
    """Has no field for a file, and none for content."""

    made_on = day("形成日期", required=True)

    class Meta:
        model = ClassifiedEntry
        fields = ("body", "unit", "title_withheld", "title", "level", "period", "officer", "made_on")

    def offer(self, bodies: set[int]) -> None:
        """Only the bodies of the user's posts."""
        self.fields["body"].queryset = Body.objects.filter(pk__in=bodies)  # type: ignore[attr-defined]
        self.fields["unit"].queryset = Unit.objects.filter(body__in=bodies)  # type: ignore[attr-defined]
        if len(bodies) == 1:
            self.fields["body"].initial = next(iter(bodies))


class ClassifiedView(SecrecyScreen):
    """The register, for 保密 posts and the head of the body."""

    template_name = "secrecy/classified.html"
    page_title = "涉密登记"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reached = access.bodies_reached(self.request.user, access.CLASSIFIED)
        if not reached:
            raise PermissionDenied
        rows = ClassifiedEntry.objects.filter(body__in=reached).select_related("body", "unit")
        return super().get_context_data(**kwargs) | {
            "shown": Paginator(rows, PER_PAGE).get_page(self.request.GET.get("p")),
            "writes": access.bodies_reached(self.request.user, access.CLASSIFIED_WRITE),
            "warning": WARNING,
        }


class EntryView(NewScreen):
    """A new entry, or a correction of one."""

    form_class = EntryForm
    page_title = "涉密登记"
    button = "登记"
    overview = CLASSIFIED
    entry: ClassifiedEntry | None = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.bodies = access.bodies_reached(self.request.user, access.CLASSIFIED_WRITE)
        if not self.bodies:
            raise PermissionDenied
        if "pk" in kwargs:
            self.entry = get_object_or_404(ClassifiedEntry, pk=kwargs["pk"], body__in=self.bodies)

    def get_form_kwargs(self) -> dict[str, Any]:
        # Files never reach the form.
        return super().get_form_kwargs() | {"instance": self.entry, "files": None}

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.offer(self.bodies)
        return form

    def form_valid(self, form: Any) -> HttpResponse:
        if self.request.FILES:
            form.add_error(None, "涉密登记不接收任何文件，上传的文件已丢弃。请去掉文件后再提交。")
            return self.form_invalid(form)
        save_entry(form.instance, self.request.user)
        messages.success(self.request, "已登记。")
        return redirect("secrecy:classified")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"warning": WARNING}
