"""Letters and forms shown for printing, with the same text as a Word file."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.generic import TemplateView

from foundation.organisations.models import Body
from foundation.organisations.requests import StaffRequest
from foundation.signoff.refusals import answer

from .files import word_file
from .rendering import BrokenTemplate
from .services import draft

WORD = "word"


@dataclass(frozen=True, slots=True)
class Printed:
    """What a printed page is as a letter: its kind, whose it is, its fields and its day."""

    key: str
    body: Body | None
    fields: dict[str, Any] = field(repr=False)
    name: str
    on: dt.date | None = None


class PrintedView(TemplateView):
    """A page for printing; ``?word`` gives the same as a Word file from the template in force."""

    request: StaffRequest

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

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"today": timezone.localdate(), "word": f"?{WORD}"}
