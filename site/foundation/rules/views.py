"""平台参数: every parameter with its value in force and where it comes from; setting a new version."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from foundation.organisations.models import Body
from foundation.organisations.requests import StaffRequest
from foundation.organisations.selectors import tree_of_bodies
from foundation.organisations.spreadsheets import SafeExport

from .access import bodies_to_set, may_view
from .enums import Kind, Layer, Source
from .forms import ParameterForm
from .keys import GROUPS
from .models import ParameterVersion
from .registry import Parameter, UnknownParameter, all_parameters, parameter
from .rules import bounds_in_words, shown
from .selectors import InForce, latest_versions, read, versions_of
from .services import set_parameter


@dataclass(frozen=True, slots=True)
class Row:
    """One parameter as the list shows it."""

    found: InForce
    version: ParameterVersion | None
    coming: ParameterVersion | None

    @property
    def parameter(self) -> Parameter:
        return self.found.parameter

    @property
    def value(self) -> str:
        return self.found.shown

    @property
    def layer(self) -> str:
        return Layer(self.parameter.layer).label

    @property
    def source(self) -> str:
        """平台, the body, or the default; with the profile that brought it."""
        return source_words(self.found, self.version)

    @property
    def basis(self) -> str:
        """What the version cites, else the source of the default."""
        return (self.version and self.version.basis_words) or self.parameter.basis

    @property
    def bounds(self) -> str:
        return bounds_in_words(self.parameter)


def source_words(found: InForce, version: ParameterVersion | None) -> str:
    """Where a value comes from, in words."""
    if found.source == Source.DEFAULT or version is None:
        return "法定" if found.parameter.layer == Layer.LOCKED else "产品默认"
    words = version.scope if version.body_id else Source.PLATFORM.label
    return f"{words}·{version.profile}方案" if version.profile else words


class RulesScreen(WagtailAdminTemplateMixin, View):
    """A screen below 平台参数 for those who may read it, for one body or the platform."""

    header_icon = "cog"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_view(request.user):  # type: ignore[arg-type]
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def chosen_body(self) -> Body | None:
        """The body in the address; the platform without one."""
        code = self.request.GET.get("body", "")
        if not code:
            return None
        body = Body.objects.filter(code=code).first()
        if body is None:
            raise Http404("没有这个机构。")
        return body


class ParametersView(SafeExport, RulesScreen, TemplateView):
    """The list, also as a table for download."""

    request: StaffRequest

    template_name = "rules/parameters.html"
    page_title = "平台参数"
    list_export = [
        "parameter.key", "parameter.label", "value", "source", "basis", "layer", "bounds", "found.since",
        "parameter.used_by",
    ]  # fmt: skip
    export_headings = {
        "parameter.key": "参数",
        "parameter.label": "名称",
        "value": "现行值",
        "source": "来源",
        "basis": "依据",
        "layer": "层级",
        "bounds": "界限",
        "found.since": "生效日期",
        "parameter.used_by": "用于",
    }

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_filename(self) -> str:
        return f"平台参数-{timezone.localdate():%Y%m%d}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        export = request.GET.get("export", "")
        if export in self.FORMATS:
            return self.as_spreadsheet(self.rows(self.chosen_body()), export)
        return super().get(request, *args, **kwargs)

    def rows(self, body: Body | None) -> list[Row]:
        found = [read(one.key, body) for one in all_parameters()]
        versions = latest_versions(found, body)
        return [Row(one, versions.get(one.version), versions.get(one.parameter.key)) for one in found]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        body = self.chosen_body()
        groups: dict[str, list[Row]] = {}
        for row in self.rows(body):
            groups.setdefault(GROUPS.get(row.parameter.group, row.parameter.group), []).append(row)
        query = f"body={body.code}&" if body else ""
        return super().get_context_data(**kwargs) | {
            "body": body,
            "bodies": [(one, " " * 2 * depth) for one, depth in tree_of_bodies()],
            "groups": groups,
            "exports": [(name.upper(), f"?{query}export={name}") for name in self.FORMATS],
            "own": [row for rows in groups.values() for row in rows if row.found.source != Source.DEFAULT],
        }


class ParameterView(RulesScreen, FormView):
    """One parameter: what holds, what it is for, its history, and the form for a new version."""

    request: StaffRequest

    template_name = "rules/parameter.html"
    form_class = ParameterForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        try:
            self.one = parameter(kwargs["key"])
        except UnknownParameter:
            raise Http404("没有这个参数。") from None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_view(request.user):  # type: ignore[arg-type]
            raise PermissionDenied
        self.body = self.chosen_body()
        self.bodies = bodies_to_set(self.request.user)
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return self.one.label

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": _address("rules:parameters", self.body), "label": "平台参数"}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.one.label}]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"one": self.one, "bodies": self.bodies}

    def get_initial(self) -> dict[str, Any]:
        found = read(self.one.key, self.body).value
        shown_as = ("yes" if found else "no") if self.one.kind == Kind.FLAG else found
        own = next(iter(self.bodies), None) if self.bodies else None
        return {"value": shown_as, "body": self.body.pk if self.body else own}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may_set:
            raise PermissionDenied("只有平台运维和本机构的政务公开办公室可以设定参数。")
        return super().post(request, *args, **kwargs)

    @property
    def may_set(self) -> bool:
        return self.bodies is None or bool(self.bodies)

    def form_valid(self, form: ParameterForm) -> HttpResponse:
        data = form.cleaned_data
        try:
            version = set_parameter(
                self.one.key,
                data["value"],
                body=data["body"],
                effective_from=data["effective_from"],
                basis=data["basis"],
                system=data["system"],
                reason=data["reason"],
                by=self.request.user,
            )
        except PermissionDenied as refused:
            form.add_error("body", str(refused))
            return self.form_invalid(form)
        except ValidationError as refused:
            for name, words in refused.message_dict.items():
                form.add_error(name, words)
            return self.form_invalid(form)
        when = "今日起" if version.effective_from <= timezone.localdate() else f"{version.effective_from}起"
        messages.success(
            self.request, f"已设定：{version.scope}的“{self.one.label}”{when}为{version.shown}。"
        )
        return redirect(_address("rules:parameter", version.body, self.one.key))

    def form_invalid(self, form: Any) -> HttpResponse:
        messages.error(self.request, "尚未设定，请按提示改正后再提交，已填内容没有丢失。")
        return super().form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = read(self.one.key, self.body)
        history = versions_of(self.one.key, self.body)
        version = next((row for row in history if row.pk == found.version), None)
        context = super().get_context_data(**kwargs)
        return context | {
            "one": self.one,
            "body": self.body,
            "found": found,
            "source": source_words(found, version),
            "version": version,
            "basis": (version and version.basis_words) or self.one.basis,
            "layer": Layer(self.one.layer).label,
            "is_locked": self.one.layer == Layer.LOCKED,
            "is_warned": self.one.layer == Layer.WARNED,
            "bounds": bounds_in_words(self.one),
            "default": shown(self.one, self.one.default),
            "history": [(row, _standing(row, found)) for row in history],
            "may_set": self.may_set,
            "media": context["form"].media,
            "back": _address("rules:parameters", self.body),
        }


def _standing(row: ParameterVersion, found: InForce) -> str:
    if row.pk == found.version:
        return "现行"
    return "尚未生效" if row.effective_from > timezone.localdate() else ""


def _address(name: str, body: Body | None, *args: Any) -> str:
    address = reverse(name, args=args)
    return f"{address}?body={body.code}" if body else address
