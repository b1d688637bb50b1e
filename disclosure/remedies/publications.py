"""Answers made public (R-196; 条例 44): as a page of the site that goes through its chain like any other.

The draft is written from nothing of the application but its subject; who asked never reaches the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Exists, Max, OuterRef, QuerySet
from django.utils.html import format_html, format_html_join

from disclosure.catalogue.enums import ColumnType
from disclosure.catalogue.models import ColumnPage
from disclosure.documents.models import InformationPage
from disclosure.requests.enums import AnswerKind, Ending
from disclosure.requests.models import Case, CaseItem
from foundation.organisations.models import Body, Unit, User
from foundation.rules.parameters import value

from .access import require_keeper
from .anonymity import NAMED, names_in
from .enums import Use
from .models import Publication
from .models.entries import note
from .parameters import REPEATED_FROM
from .words import needed

LONGEST_TITLE = 100


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Applications for the same thing, each answered by giving it."""

    near_key: str
    number: int
    cases: list[Case]


def answered_with_release(bodies: Sequence[int] | QuerySet[Body]) -> QuerySet[Case]:
    """Closed cases of which something was given to the applicant."""
    given = CaseItem.objects.filter(case=OuterRef("pk"), kind=AnswerKind.GRANTED)
    return Case.objects.filter(Exists(given), body__in=bodies, ending=Ending.ANSWERED).without_personal_data()


def suggestions(body: Body, most: int = 20) -> list[Suggestion]:
    """Subjects asked for so often that they should be public (R-196), newest first. Two queries."""
    given = answered_with_release([body.pk]).exclude(near_key="").filter(publications__isnull=True)
    repeated = (
        given.order_by()
        .values("near_key")
        .annotate(number=Count("pk"), last=Max("closed_on"))
        .filter(number__gte=value(REPEATED_FROM.key, body))
        .order_by("-last")[:most]
    )
    numbers = {row["near_key"]: row["number"] for row in repeated}
    alike: dict[str, list[Case]] = {key: [] for key in numbers}
    for case in given.filter(near_key__in=numbers).order_by("received_on"):
        alike[case.near_key].append(case)
    return [Suggestion(key, numbers[key], cases) for key, cases in alike.items()]


def columns_for(user: User, use: Use) -> list[ColumnPage]:
    """Columns that the user may write in; 依申请公开 ones alone for the log."""
    columns = ColumnPage.objects.live().filter(external_url="").select_related("body")
    if use == Use.LOG:
        columns = columns.filter(column_type=ColumnType.ON_REQUEST)
    return [one for one in columns if one.permissions_for_user(user).can_add_subpage()]


@transaction.atomic
def begin(
    cases: Sequence[Case],
    by: User,
    *,
    use: Use,
    column: ColumnPage,
    unit: Unit,
    title: str,
    question: str,
    answer: str,
    reason: str,
) -> Publication:
    """A draft page in the editor's hands; nothing of it is public before its chain is complete.

    Raises PermissionDenied, ValidationError.
    """
    if not cases:
        raise ValidationError({"cases": "请选择申请。"})
    body = cases[0].body
    if any(case.body_id != body.pk for case in cases) or unit.body_id != body.pk:
        raise ValidationError("只能一并公开同一机关办理的申请。")
    require_keeper(body.pk, by)
    locked = Case.objects.select_for_update().filter(pk__in=[case.pk for case in cases])
    known = answered_with_release([body.pk]).filter(pk__in=locked)
    if known.count() != len(cases):
        raise ValidationError("只有已办结、并且答复为予以公开的申请可以公开答复内容。")
    if Publication.objects.filter(cases__in=cases, use=use, page__isnull=False).exists():
        raise ValidationError("其中有申请已经起草过公开内容，请在原稿上修改。")
    if column not in columns_for(by, use):
        raise ValidationError({"column": "您不能在该栏目起草，请选择交给本科室的栏目。"})
    title = needed(title, "title", "标题")[:LONGEST_TITLE]
    question = needed(question, "question", "公众关心的问题")
    answer = needed(answer, "answer", "公开的内容")
    if names_in("\n".join((title, question, answer, reason)), locked):
        raise ValidationError({"answer": NAMED})
    page = InformationPage(
        title=title, body=body, unit=unit, owner=by, live=False, text=_text(use, question, answer)
    )
    column.add_child(instance=page)
    page.save_revision(user=by, log_action="wagtail.create")
    made = Publication.objects.create(
        use=use, body=body, page=page, reason=needed(reason, "reason", "理由"), made_by=by
    )
    made.cases.set(cases)
    note(made, "起草", f"{made.get_use_display()}：{title}", by)
    return made


def _text(use: Use, question: str, answer: str) -> str:
    """What was typed, as paragraphs; escaped."""
    words = [line.strip() for line in answer.splitlines() if line.strip()]
    paragraphs = format_html_join("", "<p>{}</p>", ((line,) for line in words))
    if use == Use.PROACTIVE:
        return paragraphs
    return format_html("<h3>问</h3><p>{}</p><h3>答</h3>{}", question, paragraphs)


def public_log() -> QuerySet[Publication]:
    """What stands in the public log: pages that are live, newest first."""
    found = Publication.objects.filter(use=Use.LOG, page__live=True)
    return found.select_related("body", "page").order_by("-page__first_published_at", "-pk")
