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

from disclosure.answers.handing_out import LETTER, hand_out
from disclosure.answers.models import Delivery
from disclosure.requests import services as cases
from disclosure.requests import writing
from disclosure.requests.enums import State
from disclosure.requests.letters import RECEIPT
from disclosure.requests.models import Case, ReasonRequest, Supplement
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
from .selectors import deliveries_of, how_counted, letters_for_applicant
from .sheet import name_of, sheet_of
from .views import pdf_file

LONGEST_REPLY = 5000
# How a file was fetched, in the record of openings.
BY_CODE = "凭回执码下载："
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
    """The case that number and code open, or why none does. One query, two for a wrong code."""
    number, code = entered_number(_posted(request, "number")), _posted(request, "code")
    if so_far("wrong_code", sender(request)) >= value(WRONG_CODES.key):
        return None, TOO_OFTEN
    if not number or not code.strip():
        return None, NEEDS_NUMBER
    digests = code_digests(code)
    found = Case.objects.filter(code_digest__in=digests, number=number).select_related("body").first()
    found = found or _part(number, digests)
    if found is None:
        counted("wrong_code", sender(request))
        return None, NOT_FOUND
    return found, ""


def _part(number: str, digests: list[str]) -> Case | None:
    """What was split off has no code of its own: that of the application it came from opens it."""
    links = Case.objects.values_list("split_from", "split_from__code_digest")
    whole, digest = links.filter(number=number).first() or (None, None)
    while whole and digest not in digests:
        whole, digest = links.get(pk=whole)
    return Case.objects.select_related("body").get(number=number) if whole else None


def described(case: Case) -> dict[str, Any]:
    """What the page shows of a case; personal data is not among it."""
    events = [event for event in timeline(case) if event.told]
    taken = {event.step for event in events}
    deliveries = deliveries_of(case, events)
    letters = letters_for_applicant(events, deliveries)
    clock = clock_of(case)
    deadline = reckoning_of(clock).deadline if clock else None
    return {
        "case": case,
        "how": how_counted(case),
        "steps": [(event, letters.get(event.pk), deliveries.get(event.pk)) for event in events],
        "clock": clock,
        "reckoned": deadline.explanation if deadline else "",
        "supplement": _open_supplement(case),
        "reason": _open_reason(case, taken),
        "parts": case.parts.without_personal_data().order_by("pk") if "split" in taken else (),
        "whole": _number_of_whole(case),
        "may_withdraw": State(case.state) in STEPS["withdraw"].sources,
        "has_pdf": printing.is_there(),
        "has_receipt": has_receipt(case),
        "is_forgotten": case.forgotten_at is not None,
    }


def _open_supplement(case: Case) -> Supplement | None:
    if case.state != State.SUPPLEMENT:
        return None
    return case.supplements.filter(replied_on=None, lapsed_on=None).first()


def _number_of_whole(case: Case) -> str:
    """The application that this one was part of."""
    wholes = Case.objects.filter(pk=case.split_from_id) if case.split_from_id else Case.objects.none()
    return wholes.values_list("number", flat=True).first() or ""


def _open_reason(case: Case, taken: set[str]) -> ReasonRequest | None:
    """Reasons that are asked for and may still be given. No query for a case that was not asked."""
    if "ask_reason" not in taken or State(case.state) not in STEPS["give_reason"].sources:
        return None
    return ReasonRequest.objects.filter(case=case, replied_on=None, judged_on=None).first()


def _act(act: str, case: Case, request: HttpRequest) -> dict[str, Any]:
    if came_from_elsewhere(request):
        return {"error": FROM_ELSEWHERE}
    words = request.POST.get("words", "")
    try:
        if act == "supplement":
            return _supplemented(case, words, request)
        if act == "reason":
            return _reasoned(case, words)
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


def _reasoned(case: Case, words: str) -> dict[str, Any]:
    """说明理由. Raises ValidationError."""
    text = clean(words)
    if len(text) > LONGEST_REPLY:
        raise ValidationError(too_long("理由", LONGEST_REPLY, len(text)))
    cases.give_reason(case, text=text)
    return {"done": "已收到您说明的理由，本机关将依法认定。"}


@csrf_exempt
@never_cache
@require_POST
def letter(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A letter of one's own case as its Word file. Raises Http404."""
    case, error = _asked(request)
    if case is None:
        return _back(request, error)
    events = timeline(case)
    deliveries = deliveries_of(case, events).values()
    if delivery := next((one for one in deliveries if one.signed.letter_id == pk), None):
        return _handed_out(request, delivery, LETTER)
    found = next((one for one in letters_for_applicant(events, {}).values() if one.pk == pk), None)
    if found is None:
        raise Http404("没有这份文书。")
    return _private(private_file(found.file, f"{found.kind_label}_{case.number}.docx"))


@csrf_exempt
@never_cache
@require_POST
def answer_file(request: HttpRequest, pk: int, place: int) -> HttpResponseBase:
    """A file that came with an answer of one's own case, once it is delivered. Raises Http404."""
    case, error = _asked(request)
    if case is None:
        return _back(request, error)
    deliveries = deliveries_of(case, timeline(case)).values()
    delivery = next((one for one in deliveries if one.pk == pk), None)
    if delivery is None:
        raise Http404("没有这个文件。")
    return _handed_out(request, delivery, str(place))


def _handed_out(request: HttpRequest, delivery: Delivery, which: str) -> HttpResponseBase:
    """As signed, and on record with the delivery. Raises Http404."""
    try:
        return _private(hand_out(delivery, which, way=BY_CODE))
    except ValidationError as changed:
        return _back(request, changed.messages[0])


def _private(response: HttpResponseBase) -> HttpResponseBase:
    response["X-Robots-Tag"] = "noindex"
    return response


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


@csrf_exempt
@never_cache
@require_POST
def receipt(request: HttpRequest) -> HttpResponseBase:
    """登记回执 of an application that no officer took in: the applicant confirmed it, and takes it along (R-159)."""
    case, error = _asked(request)
    if case is None:
        return _back(request, error)
    if not has_receipt(case):
        raise Http404("确认收到申请之后、办结之前，可以下载登记回执。")
    return word_file(draft(RECEIPT.key, case.body, writing.receipt_fields(case)), f"登记回执_{case.number}")


def has_receipt(case: Case) -> bool:
    """Whether it can say today by when the answer is due."""
    return case.received_on is not None and case.is_open and case.forgotten_at is None


def _back(request: HttpRequest, error: str) -> HttpResponse:
    return render(request, "applications/track.html", {"error": error, "longest": LONGEST_REPLY}, status=400)
