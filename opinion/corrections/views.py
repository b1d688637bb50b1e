"""The reader's form; the pages that lead to it are kept by the proxy, it is not."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from wagtail.models import Page

from foundation.signoff.pages import SignedPage
from foundation.submissions.views import PublicFormView

from .forms import ReportForm
from .models import LONGEST_SENTENCE
from .services import KIND, of_page, start_clock


class ReportView(PublicFormView):
    """What is wrong with one page."""

    kind_key = KIND
    form_class = ReportForm
    template_name = "corrections/report.html"
    title = "纠错"

    def prepare(self) -> None:
        page = get_object_or_404(
            Page.objects.live().public(), pk=self.kwargs["page_id"], depth__gt=1
        ).specific
        if not isinstance(page, SignedPage) or page.body is None:
            raise Http404("本页没有责任单位。")
        self.subject, self.body, self.unit = page, page.body, page.unit

    def own_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return of_page(self.subject) | {"sentence": data["sentence"]}

    def on_received(self, submission: Any) -> None:
        start_clock(submission)

    def initial(self) -> dict[str, Any]:
        return {"sentence": self.request.GET.get("sentence", "")[:LONGEST_SENTENCE]}

    def context(self) -> dict[str, Any]:
        return {"subject": self.subject, "button": "提交纠错"}
