"""Public pages of 依申请公开: home, search before the form, the form, the blank form, the confirmation."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from disclosure.requests.enums import State
from foundation.letters.files import word_file
from foundation.letters.services import draft
from foundation.submissions.intake import Receipt
from foundation.submissions.limits import counted, sender
from foundation.submissions.views import PublicFormView, came_from_elsewhere

from . import flowchart, mails, printing, services
from .forms import ApplicationForm, fields_of_case
from .kind import KIND
from .letters import APPLICATION_FORM, fields_of
from .selectors import already_public, how_counted, office_of
from .sheet import name_of, sheet_of

NONE = "本站没有受理政府信息公开申请的机关。"
# Clicks on “这已解答我的问题” that count from one sender within an hour. Technical, no legal source.
SOLVED_AN_HOUR = 20


def home(request: HttpRequest) -> HttpResponse:
    """依申请公开 of a body (``?body=``): guide, flow chart, form, entry, query, questions (R-198). Two queries."""
    office, bodies = office_of(request.GET.get("body", ""))
    shown = {
        "office": office,
        "bodies": bodies,
        "chart": flowchart.chart(),
        "steps": flowchart.rows(),
        "has_pdf": printing.is_there(),
    }
    return render(request, "applications/home.html", shown)


def find(request: HttpRequest) -> HttpResponse:
    """What is public already (``?q=``); ``?part`` answers with the list alone, for the form's script."""
    words = request.GET.get("q", "")
    hits, total = already_public(words)
    shown = {"words": words.strip(), "hits": hits, "total": total, "body": request.GET.get("body", "")}
    template = "applications/hits.html" if "part" in request.GET else "applications/find.html"
    return render(request, template, shown)


@require_GET
def blank_form(request: HttpRequest, extension: str) -> HttpResponse:
    """附件3, to be filled in by hand (``?body=``). Raises Http404."""
    office, _bodies = office_of(request.GET.get("body", ""))
    if office is None:
        raise Http404(NONE)
    sheet = sheet_of(office.body.name)
    if extension == "docx":
        response = word_file(draft(APPLICATION_FORM.key, office.body, fields_of(sheet)), name_of(None))
        del response["Cache-Control"]  # nothing of anybody stands in it
        return response
    if extension != "pdf" or not printing.is_there():
        raise Http404("本站暂不提供PDF格式，请下载Word格式。")
    return pdf_file(printing.pdf(sheet), name_of(None))


def pdf_file(content: bytes, name: str) -> HttpResponse:
    """A download; ``name`` is given without its extension."""
    response = HttpResponse(content, content_type=printing.CONTENT_TYPE)
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.pdf")
    response["X-Content-Type-Options"] = "nosniff"
    return response


@csrf_exempt
@never_cache
@require_POST
def solved(request: HttpRequest) -> HttpResponse:
    """这已解答我的问题: counted by day, without cookie and without a word of who said so."""
    if not came_from_elsewhere(request) and counted("foi.solved", sender(request)) <= SOLVED_AN_HOUR:
        services.solved()
    return redirect("applications:thanks")


@never_cache
@require_GET
def thanks(request: HttpRequest) -> HttpResponse:
    """After the click."""
    return render(request, "applications/thanks.html")


class ApplyView(PublicFormView):
    """在线申请."""

    kind_key = KIND
    form_class = ApplicationForm
    template_name = "applications/apply.html"
    title = "政府信息公开申请"

    def prepare(self) -> None:
        office, _bodies = office_of(self.request.POST.get("to") or self.request.GET.get("body", ""))
        if office is None:
            raise Http404(NONE)
        self.office, self.body = office, office.body

    def initial(self) -> dict[str, Any]:
        return {"to": self.body.pk, "subject": self.request.GET.get("subject", "")[:200]}

    def own_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        self.items = data["items"]
        return fields_of_case(data)

    def on_received(self, submission: Any) -> None:
        services.arrived(submission, self.items)

    def context(self) -> dict[str, Any]:
        return {"button": "提交申请", "office": self.office}

    def receipt(self, receipt: Receipt | None) -> HttpResponse:
        if receipt is None:
            return super().receipt(receipt)
        case: Any = receipt.submission
        case.refresh_from_db()
        if receipt.is_new and (mail := getattr(case, "confirmation_mail", None)):
            mails.send(mail)
        shown = {
            "receipt": receipt,
            "title": self.title,
            "case": case,
            "how": how_counted(case),
            "waits": case.state == State.UNCONFIRMED,
        }
        return render(self.request, "applications/receipt.html", shown)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the mail: looking at it changes nothing, the button confirms."""
    case = mails.case_of(token)
    if case is None:
        raise Http404("这个确认链接不完整，请从邮件中完整复制。")
    error = ""
    if request.method == "POST":
        if came_from_elsewhere(request):
            error = "请在本页再次点击。"
        else:
            case = services.confirm(case)
    shown = {
        "case": case,
        "error": error,
        "is_confirmed": case.confirmed_on is not None,
        "is_open": case.state == State.UNCONFIRMED,
    }
    response = render(request, "applications/confirm.html", shown)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
