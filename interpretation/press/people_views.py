"""Screens of spokespersons, and the private files of the registers."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.auth import require_admin_access

from foundation.signoff.file_responses import private_file

from . import spokespersons
from .access import KEEPERS, bodies_of, bodies_seen, held_at, may_receipt
from .enums import Condition, FilingState
from .forms import AppointForm, Empty, LiaisonForm, ReceiptForm, SpokespersonForm
from .models import Material, Spokesperson
from .screens import ActsScreen, Card, CardList, KeeperForm


class SpokespersonList(CardList):
    """In office or not, each with its liaison and filing."""

    page_title = "新闻发言人"
    header_icon = "user"
    tabs = {"now": "在任", "past": "已离任"}
    placeholder = "按姓名或者机构查找"
    add = ("press:spokesperson_add", "登记新闻发言人")

    def rows(self, tab: str, words: str) -> Any:
        named = Q(name__icontains=words) | Q(body__name__icontains=words)
        seen = Spokesperson.objects.filter(named, body__in=bodies_seen(self.request.user))
        return (
            seen.filter(ended_on__isnull=tab == "now")
            .select_related("body")
            .prefetch_related("liaisons", "filings__receipt")
        )

    def cards(self, shown: Any) -> list[Card]:
        return [self._card(one) for one in shown]

    def _card(self, one: Spokesperson) -> Card:
        state = spokespersons.filing_state(one)
        warnings = [] if one.is_leading else ["不是分管（主管）领导，请核对"]
        liaison = spokespersons.liaison_of(one)
        facts = [one.get_kind_display(), f"联络员：{liaison or '未登记'}", *warnings]
        settled = state == FilingState.FILED and liaison and not warnings
        return Card(
            f"{one.name}　{one.post}",
            reverse("press:spokesperson", args=[one.pk]),
            str(one.body),
            state.label,
            facts,
            "" if settled or one.ended_on else "overdue",
        )


class SpokespersonAdd(KeeperForm):
    form_class = AppointForm
    page_title = "登记新闻发言人"
    header_icon = "user"
    overview = ("press:spokespersons", "新闻发言人")
    words = "部门新闻发言人由主管领导担任。登记后请登记联络员并报送备案，备案后向社会公布。"

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        self.made = spokespersons.appoint(self.request.user, data.pop("body"), **data)
        return self.done("已登记。请登记联络员，然后报送备案。")

    def get_success_url(self) -> str:
        return reverse("press:spokesperson", args=[self.made.pk])


class SpokespersonView(ActsScreen):
    """One spokesperson: what is known, liaison, filing and receipt, history."""

    template_name = "press/admin/spokesperson.html"
    page_title = "新闻发言人"
    header_icon = "user"
    overview = ("press:spokespersons", "新闻发言人")
    acts = {"change": SpokespersonForm, "liaison": LiaisonForm, "file": Empty, "receipt": ReceiptForm}

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        seen = Spokesperson.objects.filter(body__in=bodies_seen(self.request.user)).select_related("body")
        self.one = get_object_or_404(seen, pk=kwargs["pk"])

    def make_form(self, act: str, data: Any = None, files: Any = None) -> Any:
        if act != "change":
            return super().make_form(act, data, files)
        return SpokespersonForm(data, files, prefix=act, instance=Spokesperson.objects.get(pk=self.one.pk))

    def do_change(self, data: dict[str, Any]) -> str:
        spokespersons.change(self.one, self.request.user, **data)
        return "已保存。登记内容有变更的，请重新报送备案。"

    def do_liaison(self, data: dict[str, Any]) -> str:
        spokespersons.name_liaison(self.one, self.request.user, **data)
        return "联络员已登记，请报送备案。"

    def do_file(self, data: dict[str, Any]) -> str:
        spokespersons.file(self.one, self.request.user)
        return "已报送备案，等待新闻发布机构的回执。"

    def do_receipt(self, data: dict[str, Any]) -> str:
        filing = self.one.filings.first()
        if filing is None:
            raise PermissionDenied("还没有报送备案。")
        spokespersons.give_receipt(filing, self.request.user, data["number"])
        return "回执已出具，该发言人列入公开名单。"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one, user = self.one, self.request.user
        filings = list(one.filings.select_related("by", "receipt__by"))
        state = spokespersons.filing_state(one)
        return super().get_context_data(**kwargs) | {
            "one": one,
            "state": state,
            "checks": [(label, value in one.conditions) for value, label in Condition.choices],
            "liaisons": list(one.liaisons.all()),
            "filings": filings,
            "changes": list(one.changes.select_related("by")),
            "keeps": held_at(user, KEEPERS, one.body_id) is not None,
            "may_file": state in (FilingState.MISSING, FilingState.CHANGED),
            "may_receipt": state == FilingState.WAITING
            and may_receipt(user, one.body_id)
            and filings[0].by_id != user.pk,
        }


@require_admin_access
def photo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The photo of a spokesperson, for those who see the register."""
    seen = Spokesperson.objects.filter(body__in=bodies_seen(request.user))  # type: ignore[arg-type]
    return private_file(get_object_or_404(seen, pk=pk).photo)


@require_admin_access
def material_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A paper of the folder."""
    seen = Material.objects.filter(body__in=bodies_of(request.user))  # type: ignore[arg-type]
    return private_file(get_object_or_404(seen, pk=pk).file, opens_pdf=True)
