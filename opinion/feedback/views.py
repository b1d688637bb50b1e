"""Public pages of 公众留言: the 动态公示栏, each answered letter, and the form."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from foundation.submissions.rules import entered_number
from foundation.submissions.views import PublicFormView

from .access import open_to_letters
from .duties import KIND
from .enums import Nature
from .forms import LetterForm
from .models import Letter
from .selectors import public_counts, public_letters
from .services import arrived

PER_PAGE = 20
LONGEST_QUERY = 50


def letters(request: HttpRequest) -> HttpResponse:
    """Answered letters, the latest first (``?q=`` words, ``?nature=``). Five queries, however many there are."""
    words = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    nature = request.GET.get("nature", "")
    shown = {
        "listing_page": Paginator(public_letters(words, nature), PER_PAGE).get_page(request.GET.get("page")),
        "words": words,
        "nature": nature,
        "natures": Nature.choices,
        "counts": public_counts(timezone.localdate()),
        "year": timezone.localdate().year,
    }
    return render(request, "feedback/letters.html", shown)


def letter(request: HttpRequest, number: str) -> HttpResponse:
    """One question with its answer."""
    found = get_object_or_404(Letter.objects.public(), number=entered_number(number))
    return render(request, "feedback/letter.html", {"letter": found})


class WriteView(PublicFormView):
    """我要留言."""

    kind_key = KIND
    form_class = LetterForm
    template_name = "feedback/write.html"
    title = "我要留言"

    def prepare(self) -> None:
        bodies = list(open_to_letters())
        if not bodies:
            raise Http404("本站没有受理留言的机关。")
        asked = self.request.POST.get("to") or self.request.GET.get("to", "")
        self.body = next((body for body in bodies if str(body.pk) == asked), bodies[0])

    def initial(self) -> dict[str, Any]:
        """A link may say what is wanted, as that from the progress of an application does (R-194)."""
        asked = self.request.GET.get("nature", "")
        return {"to": self.body.pk} | ({"nature": asked} if asked in Nature.values else {})

    def own_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return {"nature": data["nature"], "topic": data["topic"]}

    def context(self) -> dict[str, Any]:
        return {"button": "提交留言"}

    def on_received(self, submission: Any) -> None:
        arrived(submission)
