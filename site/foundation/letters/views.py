"""公文模板: the kinds with their fields, templates and versions; letterheads; the register of letters."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.forms import Form
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages

from foundation.organisations.models import Body, User
from foundation.organisations.requests import StaffRequest
from foundation.organisations.screens import AdminScreen, put_errors
from foundation.organisations.selectors import tree_of_bodies
from foundation.rules.access import bodies_to_set, may_set, may_view
from foundation.signoff.file_responses import private_file
from foundation.signoff.screens import FormScreen

from .files import word_file
from .forms import LetterheadForm, RestoreForm, VersionForm
from .kinds import LetterKind, UnknownKind, all_kinds, letter_kind
from .models import Letter, Letterhead, TemplateVersion
from .rendering import BrokenTemplate
from .rules import render_number
from .selectors import (
    letterhead_of,
    may_see_letter,
    prefix_of,
    template_in_force,
    version_in_force,
    versions_in_force,
    versions_of,
)
from .services import NOT_YOURS, add_version, preview, restore, set_letterhead

KINDS = ("letters:kinds", "公文模板")
PER_PAGE = 20


def _reader(request: HttpRequest) -> User:
    """The user, who may read templates. Raises PermissionDenied."""
    user: Any = request.user
    if not may_view(user):
        raise PermissionDenied
    return user


def _kind(key: str) -> LetterKind:
    try:
        return letter_kind(key)
    except UnknownKind:
        raise Http404("没有这个文种。") from None


def _scope(request: HttpRequest) -> Body | None:
    """The body in the address; the platform without one. Raises Http404."""
    code = request.GET.get("body", "")
    return get_object_or_404(Body, code=code) if code else None


class KindsView(AdminScreen):
    """Every kind of letter with the template in force."""

    template_name = "letters/kinds.html"
    page_title = "公文模板"
    header_icon = "doc-full"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        _reader(self.request)
        body = _scope(self.request)
        versions = versions_in_force(body)
        return super().get_context_data(**kwargs) | {
            "body": body,
            "bodies": [(one, "　" * depth) for one, depth in tree_of_bodies()],
            "rows": [(kind, versions.get(kind.key)) for kind in all_kinds()],
        }


class KindView(AdminScreen):
    """One kind: what it shows, its versions, a new version, back to the wider template."""

    template_name = "letters/kind.html"
    header_icon = "doc-full"
    overview = KINDS

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.kind = _kind(kwargs["key"])

    def get_page_title(self) -> str:
        return self.kind.label

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user, body = _reader(request), _scope(request)
        restores = "restore" in request.POST
        form: Form = RestoreForm(request.POST) if restores else VersionForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                if restores:
                    restore(self.kind.key, body, form.cleaned_data["note"], user)
                    messages.success(request, "已恢复，下一份公文起使用上一级模板。")
                else:
                    version = add_version(self.kind.key, body, by=user, **form.cleaned_data)
                    messages.success(request, f"已启用：{version}。")
                return redirect(request.get_full_path())
            except (PermissionDenied, ValidationError) as refused:
                put_errors(form, refused)
        messages.error(request, "尚未启用，请按提示改正后重新上传，现行模板没有变动。")
        return self.render_to_response(
            self.get_context_data(**{"restore_form" if restores else "form": form})
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, body = _reader(self.request), _scope(self.request)
        current = version_in_force(self.kind.key, body)
        history = versions_of(self.kind.key, body)
        context = {
            "kind": self.kind,
            "body": body,
            "current": current,
            "is_own": bool(current and current.body_id == (body.pk if body else None)),
            "history": Paginator(history, PER_PAGE).get_page(self.request.GET.get("p")),
            "may_set": may_set(user, body),
            "not_yours": NOT_YOURS,
            "form": VersionForm(),
            "restore_form": RestoreForm(auto_id="restore_%s"),
            "query": f"?body={body.code}" if body else "",
        }
        return super().get_context_data(**kwargs) | context | kwargs


def preview_file(request: StaffRequest, key: str) -> HttpResponse:
    """The template in force filled with samples. Raises Http404, PermissionDenied."""
    _reader(request)
    kind, body = _kind(key), _scope(request)
    try:
        return word_file(preview(key, body), f"预览-{kind.label}")
    except (BrokenTemplate, ValidationError) as problem:
        messages.error(request, "；".join(getattr(problem, "messages", [str(problem)])))
        return redirect("letters:kind", key)


def template_file(request: StaffRequest, key: str) -> HttpResponse:
    """The template in force, to be changed in Word. Raises Http404, PermissionDenied."""
    _reader(request)
    return word_file(template_in_force(_kind(key).key, _scope(request)).data, f"模板-{_kind(key).label}")


def version_file(request: StaffRequest, pk: int) -> FileResponse:
    """An earlier version. Raises Http404, PermissionDenied."""
    _reader(request)
    version = get_object_or_404(TemplateVersion, pk=pk)
    return private_file(version.file, f"{version}.docx")


class LetterheadsView(AdminScreen):
    """信头 of every body the user may set; of all for those who only read."""

    template_name = "letters/letterheads.html"
    page_title = "信头和文号"
    header_icon = "doc-full"
    overview = KINDS

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mine = bodies_to_set(_reader(self.request))
        heads = {head.body_id: head for head in Letterhead.objects.select_related("body")}
        bodies = Body.objects.all() if mine is None else Body.objects.filter(pk__in=mine)
        page = Paginator(bodies, PER_PAGE).get_page(self.request.GET.get("p"))
        rows = [(body, heads.get(body.pk) or Letterhead(body=body)) for body in page]
        return super().get_context_data(**kwargs) | {
            "rows": [(body, head, _sample_number(head), body.pk in heads) for body, head in rows],
            "shown": page,
        }


def _sample_number(head: Letterhead) -> str:
    return render_number(
        head.number_pattern, prefix=prefix_of(head), word="公开", year=timezone.localdate().year, seq=1
    )


class LetterheadView(FormScreen):
    """The letterhead of one body."""

    form_class = LetterheadForm
    template_name = "letters/letterhead.html"
    page_title = "信头和文号"
    header_icon = "doc-full"
    overview = ("letters:letterheads", "信头和文号")
    not_done = "尚未保存，请按提示改正后再提交，已填内容没有丢失。"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.body = get_object_or_404(Body, pk=kwargs["body_id"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_set(self.request.user, self.body):
            raise PermissionDenied(NOT_YOURS)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": letterhead_of(self.body)}

    def get_page_title(self) -> str:
        return self.body.name

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            set_letterhead(form.instance, self.request.user)
        except (PermissionDenied, ValidationError) as refused:
            put_errors(form, refused)
            return self.form_invalid(form)
        return self.done(f"已保存。{self.body}此后的公文都用新信头，已发出的不变。")

    def get_success_url(self) -> str:
        return reverse("letters:letterheads")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "body": self.body,
            "sample": _sample_number(letterhead_of(self.body)),
        }


class IssuedView(AdminScreen):
    """发文登记: numbered and stored letters of the user's bodies; each opens for those who may see its matter."""

    template_name = "letters/issued.html"
    page_title = "发文登记"
    header_icon = "doc-full"
    overview = KINDS

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = _reader(self.request)
        mine = bodies_to_set(user)
        letters = Letter.objects.select_related("body", "template__body", "subject_type")
        if mine is not None:
            letters = letters.filter(body__in=mine)
        page = Paginator(letters, PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "rows": [(letter, may_see_letter(letter, user)) for letter in page.object_list],
            "shown": page,
        }


def letter_file(request: StaffRequest, pk: int) -> FileResponse:
    """The exact file, for those who may see its matter. Raises Http404."""
    letter = get_object_or_404(Letter, pk=pk)
    if not may_see_letter(letter, request.user):
        raise Http404("没有这份公文，或者您无权查看。")
    return private_file(letter.file, f"{letter}.docx")
