"""The reader's form, which no cache keeps, and the list of consultations, the same for everybody."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from disclosure.documents.rules import OutlineEntry
from foundation.submissions.views import PublicFormView

from .course_models import ConsultationCourse
from .enums import Source, State
from .forms import OpinionForm
from .models import ConsultationPage
from .opinions import KIND, check_open, closed_words
from .public import clauses_of, standing_of

PER_PAGE = 20
TITLE = "提出意见"


class OpinionFormView(PublicFormView):
    """One opinion on a consultation: by clause or on the whole, without an account."""

    kind_key = KIND
    form_class = OpinionForm
    template_name = "consultations/opinion_form.html"
    title = TITLE
    is_alike = True
    subject: ConsultationPage
    clauses: list[OutlineEntry]

    def prepare(self) -> None:
        """The notice as it is public now; Http404 for any other."""
        pages = ConsultationPage.objects.live().public().select_related("body", "unit", "course")
        self.subject = get_object_or_404(pages, pk=self.kwargs["page_id"])
        if self.subject.body is None:
            raise Http404("公告没有发布机构。")
        self.body, self.unit = self.subject.body, self.subject.unit
        self.clauses = clauses_of(self.subject)

    def form_options(self) -> dict[str, Any]:
        return {"clauses": self.clauses}

    def initial(self) -> dict[str, Any]:
        asked = self.request.GET.get("clause", "")
        return {"clause": asked if any(one.anchor == asked for one in self.clauses) else ""}

    def own_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        anchor = data.get("clause", "")
        label = next((one.label for one in self.clauses if one.anchor == anchor), "")
        return {
            "consultation": self.subject,
            "clause": anchor,
            "clause_label": label[:120],
            "source": Source.WEB,
        }

    def on_received(self, submission: Any) -> None:
        """The closing minute may have passed while typing: then nothing is kept, and the form says so."""
        check_open(self.subject)

    def context(self) -> dict[str, Any]:
        standing = standing_of(self.subject)
        return {
            "subject": self.subject,
            "standing": standing,
            "closed": ""
            if standing.takes_opinions
            else closed_words(self.subject, is_sent=self.request.method == "POST"),
        }


def consultations(request: HttpRequest) -> HttpResponse:
    """Consultations by state (``?state=``), newest first; open ones unless asked otherwise."""
    today = timezone.localdate()
    public = ConsultationCourse.objects.public()
    tabs = [(state, public.in_state(state, today).count()) for state in State]
    asked = request.GET.get("state", "")
    chosen = State(asked) if asked in State.values else State.OPEN
    order = ("closes_on", "pk") if chosen == State.OPEN else ("-opens_on", "-pk")
    rows = public.in_state(chosen, today).select_related("page__body", "results_page").order_by(*order)
    context = {
        "tabs": tabs,
        "chosen": chosen,
        "today": today,
        "listing_page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "consultations/list.html", context)
