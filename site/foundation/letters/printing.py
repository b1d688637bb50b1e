"""Letters and forms shown for printing, with the same text as a Word file."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import TemplateView

from foundation.organisations.models import Body
from foundation.organisations.requests import StaffRequest
from foundation.signoff.refusals import answer

from .files import word_file
from .rendering import BrokenTemplate
from .selectors import letters_about
from .services import draft, issue_once

WORD = "word"


@dataclass(frozen=True, slots=True)
class Printed:
    """What a printed page is as a letter: its kind, whose it is, its fields and its day."""

    key: str
    body: Body | None
    fields: dict[str, Any] = field(repr=False)
    name: str
    on: dt.date | None = None
    subject: Model | None = None  # what a numbered letter is about


class PrintedView(TemplateView):
    """A page for printing; ``?word`` gives the same as a Word file from the template in force."""

    request: StaffRequest

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        letter = self.letter(context)
        if letter.subject is not None:
            kept = letters_about(letter.subject).filter(kind=letter.key).first()
            context = context | {"is_numbered": True, "kept": kept}
        return super().render_to_response(context, **kwargs)

    def letter(self, context: dict[str, Any]) -> Printed:
        """The page as a letter; its context is there already, with every right asked."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        context = self.get_context_data(**kwargs)
        if WORD not in request.GET:
            return self.render_to_response(context)
        letter = self.letter(context)
        try:
            return word_file(draft(letter.key, letter.body, letter.fields, letter.on), letter.name)
        except BrokenTemplate as problem:
            return answer(request, [f"{problem}请联系平台运维在“公文模板”中改正，或先打印本页。"], 409)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Give the letter its number and keep the file, once; the same rights as for printing it."""
        letter = self.letter(self.get_context_data(**kwargs))
        if letter.subject is None or letter.body is None:
            return HttpResponseNotAllowed(["GET"])
        try:
            issue_once(
                letter.key, letter.body, letter.fields, letter.subject, self.request.user, on=letter.on
            )
        except (BrokenTemplate, ValidationError) as problem:
            return answer(request, getattr(problem, "messages", None) or [str(problem)], 409)
        return redirect(request.path)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"today": timezone.localdate(), "word": f"?{WORD}"}
