"""申请进度查询: with number and code the applicant sees what was done and when, and takes part. Nothing about others.

The code is only ever posted: no address and no log has it. Wrong codes are limited together with 回执查询.
"""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from disclosure.requests import services as cases
from disclosure.requests.enums import State
from disclosure.requests.models import Case, Supplement
from disclosure.requests.selectors import clock_of, timeline
from disclosure.requests.states import STEPS
from foundation.duties.ledger import reckoning_of
from foundation.letters.files import word_file
from foundation.letters.services import draft
from foundation.rules.parameters import value
from foundation.signoff.file_responses import private_file
from foundation.submissions import uploads
from foundation.submissions.limits import counted, sender, so_far
from foundation.submissions.lookup import FROM_ELSEWHERE, NOT_FOUND, TOO_OFTEN
from foundation.submissions.parameters import WRONG_CODES
from foundation.submissions.rules import clean, entered_number, too_long
from foundation.submissions.tokens import code_digests
from foundation.submissions.views import came_from_elsewhere

from . import printing
from .letters import APPLICATION_FORM, fields_of
from .selectors import how_counted, letters_for_applicant, remedies_told
from .sheet import name_of, sheet_of
from .views import pdf_file

LONGEST_REPLY = 5000
NEEDS_NUMBER = "请同时填写申请编号和回执码。"


@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """The question, or the time line. At most ten queries."""
    shown: dict[str, Any] = {"longest": LONGEST_REPLY}
    if request.method == "POST":
        case, error = _asked(request)
        shown |= {"number": _posted(request, "number"), "code": _posted(request, "code"), "error": error}
        if case is not None:
            if act := request.POST.get("act"):
                shown |= _act(act, case, request)
                case = Case.objects.select_related("body").get(pk=case.pk)
            shown |= described(case)
    response = render(request, "applications/track.html", shown, status=400 if shown.get("error") else 200)
    response["X-Robots-Tag"] = "noindex"
    return response


def _posted(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "")[:60]


def _asked(request: HttpRequest) -> tuple[Case | None, str]:
    """The case that number and code open, or why none does. One query."""
    number, code = entered_number(_posted(request, "number")), _posted(request, "code")
    if so_far("wrong_code", sender(request)) >= value(WRONG_CODES.key):
        return None, TOO_OFTEN
    if not number or not code.strip():
        return None, NEEDS_NUMBER
    found = (
        Case.objects.filter(code_digest__in=code_digests(code), number=number).select_related("body").first()
    )
    if found is None:
        counted("wrong_code", sender(request))
        return None, NOT_FOUND
    return found, ""


def described(case: Case) -> dict[str, Any]:
    """What the page shows of a case; personal data is not among it."""
    events = [event for event in timeline(case) if event.told]
    letters = letters_for_applicant(case, events)
    clock = clock_of(case)
    deadline = reckoning_of(clock).deadline if clock else None
    return {
        "case": case,
        "how": how_counted(case),
        "steps": [(event, letters.get(event.pk)) for event in events],
        "remedies": remedies_told(letters.values()),
        "clock": clock,
        "reckoned": deadline.explanation if deadline else "",
        "supplement": _open_supplement(case),
        "may_withdraw": State(case.state) in STEPS["withdraw"].sources,
        "has_pdf": printing.is_there(),
        "is_forgotten": case.forgotten_at is not None,
    }


def _open_supplement(case: Case) -> Supplement | None:
    if case.state != State.SUPPLEMENT:
        return None
    return case.supplements.filter(replied_on=None, lapsed_on=None).first()


def _act(act: str, case: Case, request: HttpRequest) -> dict[str, Any]:
    if came_from_elsewhere(request):
        return {"error": FROM_ELSEWHERE}
    words = request.POST.get("words", "")
    try:
        if act == "supplement":
            return _supplemented(case, words, request)
        if act == "withdraw":
            cases.withdraw(case, reason=clean(words)[:200])
            return {"done": "已撤回，本申请不再办理。"}
    except (ValidationError, PermissionDenied) as refused:
        return {"error": "".join(getattr(refused, "messages", [str(refused)])), "words": words}
    return {}


def _supplemented(case: Case, words: str, request: HttpRequest) -> dict[str, Any]:
    """补正, with files. Raises ValidationError."""
    text, files = clean(words), request.FILES.getlist("files")
    if not text and not files:
        raise ValidationError("请填写补正的内容，或者上传材料。")
    if len(text) > LONGEST_REPLY:
        raise ValidationError(too_long("补正内容", LONGEST_REPLY, len(text)))
    if problems := [refused for file in files if (refused := uploads.problem(file, case.body))]:
        raise ValidationError(problems)
    uploads.check_count(len(files), case.body)
    cases.supplement(case, text=text or "见所附材料。", files=files)
    return {"done": "已收到您的补正，答复期限自收到补正之日的次日起重新计算。"}


@csrf_exempt
@never_cache
@require_POST
def letter(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A letter of one's own case as its Word file. Raises Http404."""
    case, error = _asked(request)
    if case is None:
        return _back(request, error)
    found = next((one for one in letters_for_applicant(case, timeline(case)).values() if one.pk == pk), None)
    if found is None:
        raise Http404("没有这份文书。")
    return private_file(found.file, f"{found.kind_label}_{case.number}.docx")


@csrf_exempt
@never_cache
@require_POST
def own_form(request: HttpRequest, extension: str) -> HttpResponseBase:
    """附件3 as the applicant filled it in."""
    case, error = _asked(request)
    if case is None:
        return _back(request, error)
    if case.forgotten_at:
        raise Http404("本件的个人信息已经按期删除，不能再生成申请表。")
    sheet = sheet_of(case.body.name, case)
    if extension == "pdf" and printing.is_there():
        response = pdf_file(printing.pdf(sheet), name_of(case))
        response["Cache-Control"] = "private, no-store"
        return response
    return word_file(draft(APPLICATION_FORM.key, case.body, fields_of(sheet)), name_of(case))


def _back(request: HttpRequest, error: str) -> HttpResponse:
    return render(request, "applications/track.html", {"error": error, "longest": LONGEST_REPLY}, status=400)
