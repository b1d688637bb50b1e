"""What screens and letters ask about answers."""

from typing import Any

from django.db.models import Prefetch

from disclosure.requests import access
from disclosure.requests.enums import WORKING, State
from disclosure.requests.models import Case
from disclosure.requests.panels import register_case_section, register_step_address
from foundation.organisations.enums import PostKind
from foundation.organisations.models import User
from foundation.organisations.selectors import appointments_shown
from foundation.redactions.models import Redaction

from .models import AnswerPage, SignedAnswer


def withheld_places(page: AnswerPage) -> list[tuple[str, str, str]]:
    """File, place and reason of everything that was blacked out (R-060)."""
    documents = [attachment.document_id for attachment in page.attachments.all()]
    if not documents:
        return []
    rows = Redaction.objects.filter(copy__in=documents).select_related("copy").order_by("pk")
    return [(row.copy.title, place.where, place.reason) for row in rows for place in row.redacted]


def sets_offices(user: User) -> bool:
    """Whether the menu shows 救济途径. Costs nothing beyond what the menu has read."""
    kinds = (PostKind.OFFICE_REVIEWER, PostKind.OPERATOR)
    return user.is_superuser or any(held.post.kind in kinds for held in appointments_shown(user))


def case_section(case: Case, user: User) -> dict[str, Any] | None:
    """The answer on the page of its case, once somebody may decide. Two queries."""
    letters = Prefetch("signed", SignedAnswer.objects.select_related("letter"))
    pages = list(AnswerPage.objects.filter(case=case).only("pk").prefetch_related(letters).order_by("pk"))
    signed = [one for page in pages for one in page.signed.all()]
    handles = access.may_see_letters(case, user)
    may_write = handles and State(case.state) in WORKING
    if not (pages or may_write):
        return None
    return {
        "items": case.items.all(),
        "signed": signed,
        "has_draft": bool(pages) and not pages[-1].signed.all(),
        "may_write": may_write,
        "sees_letters": handles,
    }


def register_on_case_page() -> None:
    """The section and the screens of the steps that lead to an answer. Called when the app is ready."""
    register_case_section("答复", "answers/case_section.html", case_section, order=10)
    for step, address in (
        ("answer_at_once", "answers:at_once"),
        ("submit", "answers:draft"),
        ("return", "answers:draft"),
        ("deliver", "answers:deliver"),
        ("supply", "answers:supply"),
    ):
        register_step_address(step, address)
