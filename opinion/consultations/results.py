"""A result is begun from the ledger, keeps its figures, and concludes the consultation when it becomes public."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Min
from django.utils import timezone
from django.utils.html import escape

from disclosure.catalogue.enums import ColumnType
from disclosure.catalogue.models import ColumnPage
from foundation.organisations.models import User
from foundation.submissions.findings import masked

from . import ledger_access as access
from .course_models import ConsultationCourse
from .enums import IdentityType, Source, Verdict
from .ledger import NOT_MANAGER, mark_of, require_running
from .models import ConsultationPage
from .opinion_models import Opinion
from .public import clauses_of
from .result_models import ConsultationResultPage
from .services import results_published, results_withdrawn

EXCERPT = 120


def ledger_mark(notice: ConsultationPage) -> str:
    """What the ledger is now; any arrival, change or withdrawal makes another."""
    return mark_of(Opinion.objects.filter(consultation=notice))


def take_figures(page: ConsultationResultPage) -> None:
    """Put the numbers and the table of verdicts into the page as the ledger has them; seven queries at most."""
    notice = page.notice
    if notice is None:
        page.figures, page.table = {}, []
        return
    mark = ledger_mark(notice)
    if page.figures and (page.figures["mark"], page.figures["notice"]) == (mark, notice.pk):
        return
    opinions = Opinion.objects.filter(consultation=notice).for_the_public().order_by()
    page.figures = {
        "mark": mark,
        "notice": notice.pk,
        "on": timezone.localdate().isoformat(),
        "total": opinions.count(),
        "sources": _counted(opinions, "source", Source),
        "identities": _counted(opinions, "identity", IdentityType),
        "verdicts": _counted(opinions.filter(confirmed_at__isnull=False), "verdict", Verdict),
        "themes": _themes(opinions),
    }
    page.table = _table(notice, opinions)


def _counted(opinions: Any, field: str, choices: Any) -> list[list[Any]]:
    """Label and number, in the order of the choices; what does not occur is left out."""
    numbers = dict(opinions.values_list(field).annotate(n=Count("pk")).values_list(field, "n"))
    return [[str(one.label), numbers[one.value]] for one in choices if numbers.get(one.value)]


def _themes(opinions: Any) -> list[list[Any]]:
    """Most frequent first; what was put under no theme comes last, in words for readers."""
    rows = opinions.values_list("theme__name").annotate(n=Count("pk")).order_by("-n", "theme__name")
    named = [[name, number] for name, number in rows if name]
    return [*named, *(["其他方面", number] for name, number in rows if not name)]


def _table(notice: ConsultationPage, opinions: Any) -> list[dict[str, Any]]:
    """One row for what was answered alike: theme, clause, verdict, reason; with one excerpt."""
    answered = opinions.filter(confirmed_at__isnull=False)
    alike = ("theme__name", "clause_label", "verdict", "verdict_reason")
    rows = list(
        answered.values(*alike)
        .annotate(number=Count("pk"), first=Min("pk"))
        .order_by("theme__sort_order", "theme__name", "-number", "first")
    )
    # As the draft runs, the whole first; Chinese numerals in the order of their code points are in no order.
    places = {entry.label: place for place, entry in enumerate(clauses_of(notice))}
    rows.sort(key=lambda row: places.get(row["clause_label"], len(places)) if row["clause_label"] else -1)
    texts = dict(answered.filter(pk__in=[row["first"] for row in rows]).values_list("pk", "text"))
    return [
        {
            "theme": row["theme__name"] or "",
            "clause": row["clause_label"] or "全文",
            "verdict": str(Verdict(row["verdict"]).label),
            "reason": row["verdict_reason"],
            "number": row["number"],
            "excerpt": _excerpt(texts.get(row["first"], "")),
        }
        for row in rows
    ]


def _excerpt(text: str) -> str:
    """The beginning of an opinion, numbers of people hidden."""
    shown = " ".join(masked(text).split())
    return shown if len(shown) <= EXCERPT else f"{shown[:EXCERPT]}……"


@transaction.atomic
def begin_result(user: User, notice: ConsultationPage) -> ConsultationResultPage:
    """The draft of the result, or the one there is. Raises PermissionDenied, ValidationError."""
    if found := ConsultationResultPage.objects.filter(notice=notice).order_by("-pk").first():
        return found
    require_running(notice)
    if access.may_manage(user, notice) is None:
        raise PermissionDenied(NOT_MANAGER)
    column = _column_for(notice, user)
    page = ConsultationResultPage(
        title=f"{notice.title.removesuffix('的公告').removesuffix('的通知')}情况及采纳情况"[:255],
        body_id=notice.body_id,
        unit_id=notice.unit_id,
        owner=user,
        live=False,
        notice=notice,
        asked=f"<p>{escape(notice.overview)}</p>" if notice.overview else "",
    )
    take_figures(page)
    column.add_child(instance=page)
    page.save_revision(user=user, log_action="wagtail.create")
    return page


def _column_for(notice: ConsultationPage, user: User) -> Any:
    """Beside the notice, else a column for consultations that the user may write in."""
    columns = ColumnPage.objects.filter(column_type=ColumnType.CONSULTATION, external_url="")
    for column in (notice.get_parent().specific, *columns):
        if column.permissions_for_user(user).can_add_subpage():
            return column
    raise PermissionDenied("您没有可以存放征集结果的栏目。请联系平台运维人员把“征集调查”栏目交给本科室。")


@transaction.atomic
def conclude(page: ConsultationResultPage) -> None:
    """The result is public: the consultation is concluded, its duty met, its opinions closed."""
    if page.notice is None:
        return
    results_published(page.notice, page, timezone.localdate(page.first_published_at))
    Opinion.objects.filter(consultation=page.notice, closed_at=None).update(closed_at=timezone.now())


@transaction.atomic
def reopen(page: ConsultationResultPage) -> None:
    """The result was taken down: it is owed again."""
    course = ConsultationCourse.objects.filter(page_id=page.notice_id, results_page_id=page.pk).first()
    if course and page.notice:
        results_withdrawn(page.notice)


def unanswered(notice: ConsultationPage) -> int:
    """Opinions without a confirmed verdict, whoever sent them. One query."""
    return Opinion.objects.unanswered().filter(consultation=notice).count()
