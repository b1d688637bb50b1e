"""回执查询: the sender sees how far a submission is, adds words or withdraws it. One page for every kind."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from foundation.rules.parameters import value

from .findings import personal_data_in
from .limits import counted, sender, so_far
from .models import Addition, Submission, key_of
from .parameters import WRONG_CODES
from .registry import SubmissionKind, all_kinds
from .rules import clean, entered_number, too_long
from .tokens import code_digests
from .views import came_from_elsewhere

NOT_FOUND = "没有查到。请核对编号和回执码：回执码共12位，由数字和字母组成，不含 0、O、1、I。"
TOO_OFTEN = "查询得过于频繁，请一小时后再试。"
FROM_ELSEWHERE = "请在本页再次点击。"
LONGEST_ADDITION = 1000


@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def lookup(request: HttpRequest) -> HttpResponse:
    """The question, or the answer to it. The code is only ever posted: no address and no log has it."""
    shown: dict[str, Any] = {"longest": LONGEST_ADDITION}
    if request.method == "POST":
        shown |= _answer(request)
    status = 400 if shown.get("error") else 200
    response = render(request, "submissions/lookup.html", shown, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


def _answer(request: HttpRequest) -> dict[str, Any]:
    number, code = request.POST.get("number", "")[:60], request.POST.get("code", "")[:60]
    shown: dict[str, Any] = {"number": number, "code": code}
    if so_far("wrong_code", sender(request)) >= value(WRONG_CODES.key):
        return shown | {"error": TOO_OFTEN}
    found = find(number, code)
    if found is None:
        counted("wrong_code", sender(request))
        return shown | {"error": NOT_FOUND}
    kind, submission = found
    if act := request.POST.get("act"):
        shown |= _act(act, kind, submission, request)
        submission.refresh_from_db()
    return shown | described(kind, submission)


def find(number: str, code: str) -> tuple[SubmissionKind, Submission] | None:
    """By the code, and by the number where one is given. Every kind is asked every time."""
    digests = code_digests(code)
    found = [
        (kind, row)
        for kind in all_kinds()
        for row in kind.model._default_manager.filter(code_digest__in=digests).select_related("body")
    ]
    wanted = entered_number(number)
    return next(((kind, row) for kind, row in found if not wanted or row.number == wanted), None)


def described(kind: SubmissionKind, submission: Any) -> dict[str, Any]:
    """What the answer shows."""
    return {
        "kind": kind,
        "submission": submission,
        "state": "已撤回" if submission.withdrawn_at else kind.state(submission),
        "additions": list(submission.additions.all()),
        "why_not_add": kind.may_add(submission),
        "why_not_withdraw": kind.may_withdraw(submission),
    }


def _act(act: str, kind: SubmissionKind, submission: Any, request: HttpRequest) -> dict[str, Any]:
    if came_from_elsewhere(request):
        return {"error": FROM_ELSEWHERE}
    try:
        if act == "add":
            add_words(kind, submission, request.POST.get("words", ""))
            return {"done": "已收到您的补充。"}
        if act == "withdraw":
            withdraw(kind, submission)
            return {"done": "已撤回，本件不再办理。"}
    except ValidationError as refused:
        return {"error": "".join(refused.messages), "words": request.POST.get("words", "")}
    return {}


@transaction.atomic
def add_words(kind: SubmissionKind, submission: Any, words: str) -> Addition:
    """The sender adds to what was sent; the same words again are one addition. Raises ValidationError."""
    submission = type(submission)._default_manager.select_for_update().get(pk=submission.pk)
    if refused := kind.may_add(submission):
        raise ValidationError(refused)
    text = clean(words)
    if not text:
        raise ValidationError("请填写要补充的内容。")
    if len(text) > LONGEST_ADDITION:
        raise ValidationError(too_long("补充内容", LONGEST_ADDITION, len(text)))
    addition, is_new = Addition.objects.get_or_create(
        **key_of(submission), text=text, defaults={"findings": personal_data_in(text)}
    )
    if is_new:
        kind.on_added(submission)
    return addition


@transaction.atomic
def withdraw(kind: SubmissionKind, submission: Any) -> None:
    """The sender takes it back; a second time changes nothing. Raises ValidationError."""
    submission = type(submission)._default_manager.select_for_update().get(pk=submission.pk)
    if submission.withdrawn_at:
        return
    if refused := kind.may_withdraw(submission):
        raise ValidationError(refused)
    submission.withdrawn_at = timezone.now()
    submission.save(update_fields=["withdrawn_at"])
    kind.on_withdrawn(submission)
