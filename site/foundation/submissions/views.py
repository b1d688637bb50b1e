"""The public form: works without script, needs no cookie, is kept by no cache and loses nothing that was typed."""

from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent, ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from foundation.organisations.models import Body, Unit
from foundation.rules.parameters import Who, value

from . import kept_forms, uploads
from .forms import PublicForm
from .intake import CHANGED, Receipt, found_again, receive, said
from .limits import counted, sender, so_far
from .parameters import CHALLENGE_AFTER, CHALLENGE_LOAD
from .registry import SubmissionKind, submission_kind
from .tokens import LIFETIME, Token, new_token, read_token

TOO_OFTEN = "您提交得过于频繁，请一小时后再试；急需反映的，请拨打页面底部的联系电话。您填写的内容仍在下面。"
STALE = "本页打开的时间过长或者不是从本网站提交，尚未收到您的内容。请核对下面的内容后再次提交。"
# Forms with files that one sender may have held within an hour; each try counts. Technical, no legal source.
HELD_TRIES = 60
ALL_SENDERS = "all"


def came_from_elsewhere(request: HttpRequest) -> bool:
    """Whether the browser says that another site's page sent this form. Old browsers say nothing."""
    site = request.headers.get("Sec-Fetch-Site", "")
    if site:
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    if origin == "null":  # a privacy setting; the token decides
        return False
    return bool(origin) and urlsplit(origin).netloc != request.get_host()


def too_much(request: HttpRequest) -> HttpResponse:
    """What the server cannot even read, in words."""
    response = render(request, "submissions/too_much.html", status=413)
    response["X-Robots-Tag"] = "noindex"
    return response


# No cookie identifies the sender, so that there is nothing a forged form could use: the signed token and the
# browser's word on where the form came from stand in for Django's check, whose cookie would go stale.
@method_decorator([csrf_exempt, never_cache], name="dispatch")
class PublicFormView(View):
    """Shows and takes one kind's form. A kind names ``kind_key``, ``form_class``, ``template_name``, ``title``.

    It overrides ``prepare`` (set self.body and self.unit, raise Http404 or ValidationError when nothing is taken) and,
    where it has fields of its own, ``own_fields`` and ``on_received``.
    """

    kind_key: ClassVar[str]
    form_class: ClassVar[type[PublicForm]]
    template_name: ClassVar[str] = "submissions/form_page.html"
    title: ClassVar[str] = ""
    # Whether the empty form shows the same to everybody until something public changes.
    is_alike: ClassVar[bool] = False
    body: Body
    unit: Unit | None = None

    def prepare(self) -> None:
        """Find what the form is about."""
        raise NotImplementedError

    def own_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        """Fields of the kind's model beside the standard ones."""
        return {}

    def on_received(self, submission: Any) -> None:
        """Open duties, write notices; in the transaction of the submission."""

    def form_options(self) -> dict[str, Any]:
        """What the kind's form is made with beside the usual."""
        return {}

    def initial(self) -> dict[str, Any]:
        return {}

    def context(self) -> dict[str, Any]:
        """More for the template."""
        return {}

    @property
    def kind(self) -> SubmissionKind:
        return submission_kind(self.kind_key)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            request.POST  # noqa: B018  (reads the body, whose size is limited)
        except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
            return too_much(request)
        response: HttpResponseBase | None = self.kept()
        if response is None:
            self.prepare()
            response = super().dispatch(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        return response

    def kept(self) -> HttpResponse | None:
        """The empty form as somebody else was shown it, with a token of its own."""
        key = kept_forms.key_of(self.request) if self.is_alike else ""
        found = kept_forms.find(key)
        if found is None or self.asks_challenge(found.body_id):
            return None
        return HttpResponse(found.with_token(new_token(self.kind_key).signed))

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        key = kept_forms.key_of(request) if self.is_alike else ""
        asks = self.asks_challenge(self.body)
        token = new_token(self.kind_key)
        form = self.form_class(
            token=token, body=self.body, asks_challenge=asks, initial=self.initial(), **self.form_options()
        )
        response = self.show(form)
        # Changed while it was made: the reader may have it, nobody else.
        if key and not asks and key == kept_forms.key_of(request):
            kept_forms.keep(key, response.content.decode(), token.signed, self.body)
        return response

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        brought = read_token(request.POST.get("token", ""), self.kind_key)
        usable = brought is not None and brought.age < LIFETIME and not came_from_elsewhere(request)
        before = found_again(self.kind, brought) if brought else None
        posted = said(request.POST)
        if before and usable and before.submission.posted_digest == posted:
            return self.receipt(before)
        token = brought if brought and usable and not before else new_token(self.kind_key)
        form = self.form_class(
            request.POST,
            request.FILES,
            token=token,
            body=self.body,
            asks_challenge=self.asks_challenge(self.body),
            **self.form_options(),
        )
        if form.is_trapped:
            return self.receipt(None)
        if before:
            form.add_error(None, CHANGED.format(number=before.submission.number))
        elif not usable:
            form.add_error(None, STALE)
        self.keep_files(form, brought)
        if form.is_valid() and (receipt := self.take(form, posted)) is not None:
            return self.receipt(receipt)
        return self.show(form, status=400)

    def keep_files(self, form: PublicForm, brought: Token | None) -> None:
        """Hold what was uploaded, also when the form is shown again."""
        if "attachments" not in form.fields:
            return
        form.is_valid()
        if brought and brought.key != form.token.key:
            uploads.move(brought.key, form.token.key)
        uploads.let_go(form.token.key, self.request.POST.getlist("remove"))
        if form.good_files and counted("held", sender(self.request)) <= HELD_TRIES:
            uploads.hold(form.token.key, form.good_files)
        try:
            uploads.check_count(len(form.held), self.body)
        except ValidationError as refused:
            form.add_error("attachments", refused)

    def take(self, form: PublicForm, posted: str) -> Receipt | None:
        """The receipt; None when it is refused, which then stands on the form."""
        if counted(f"{self.kind_key}", sender(self.request)) > value(self.kind.per_hour, self.body):
            form.add_error(None, TOO_OFTEN)
            return None
        counted(ALL_SENDERS)
        try:
            return receive(
                self.kind,
                form.token,
                form.cleaned_data,
                body=self.body,
                unit=self.unit,
                posted=posted,
                on_received=self.on_received,
                **self.own_fields(form.cleaned_data),
            )
        except ValidationError as refused:
            form.add_error(None, refused)
            return None

    def asks_challenge(self, body: Who) -> bool:
        """Whether load asks for a question: much from one sender, or from all together."""
        if so_far(self.kind_key, sender(self.request)) >= value(CHALLENGE_AFTER.key, body):
            return True
        return so_far(ALL_SENDERS) >= value(CHALLENGE_LOAD.key)

    def show(self, form: PublicForm, status: int = 200) -> HttpResponse:
        shown = {"form": form, "title": self.title, "body": self.body, **self.context()}
        return render(self.request, self.template_name, shown, status=status)

    def receipt(self, receipt: Receipt | None) -> HttpResponse:
        """Shown in answer to the form itself: the code stands in no address and no log. A machine is thanked."""
        shown = {"receipt": receipt, "kind": self.kind, "title": self.title, **self.context()}
        return render(self.request, "submissions/receipt.html", shown)
