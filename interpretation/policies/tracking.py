"""Which documents still need their interpretation: for the report, the panel and, later, the reminders."""

import datetime as dt
from dataclasses import dataclass
from functools import partial

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.models import WorkflowState

from disclosure.documents.models import DocumentPage
from foundation.organisations.enums import PostKind
from foundation.organisations.models import User
from foundation.organisations.selectors import appointments_of
from foundation.rules.parameters import spread, value
from foundation.workdays.rules import WorkCalendar

from .models import InterpretationPage
from .rules import InterpretationDue, interpretation_due, last_publication_overdue
from .selectors import DAYS, needing_interpretation

# Posts that answer for one unit only; every other post looks over its body.
UNIT_POSTS = frozenset({PostKind.EDITOR, PostKind.UNIT_HEAD})


DRAFT, RETURNED = "草稿", "退回修改"
SUBMITTABLE = (DRAFT, RETURNED)


@dataclass(frozen=True, slots=True)
class Tracked:
    """One document with the clock of its interpretation. ``left`` in working days, ``late`` in natural days."""

    due: InterpretationDue
    left: int
    late: int

    @property
    def state(self) -> str:
        if self.due.done_on:
            return "已解读（超期）" if self.late else "已解读"
        return "已超期" if self.late else "未解读"


def documents_seen_by(user: User) -> QuerySet[DocumentPage]:
    """Documents that need an interpretation: the own unit's for editors, the body's for those above (R-097)."""
    return needing_interpretation().filter(scope_of(user))


def scope_of(user: User) -> Q:
    """Which pages these are."""
    if user.is_superuser:
        return Q()
    scope = Q(pk__in=[])
    for appointment in appointments_of(user):
        post = appointment.post
        scope |= Q(unit_id=post.unit_id) if post.kind in UNIT_POSTS else Q(body_id=post.body_id)
    return scope


def published(documents: QuerySet[DocumentPage]) -> QuerySet[DocumentPage]:
    """With ``published_at`` as shown to readers, so that the database can order by it."""
    return documents.annotate(published_at=Coalesce("original_published_at", "first_published_at"))


def overdue(documents: QuerySet[DocumentPage], calendar: WorkCalendar) -> QuerySet[DocumentPage]:
    """Those without an interpretation whose due day is over, found by the database."""
    _, own = spread(DAYS)
    late = Q(published_at__date__lte=_last_overdue(None, calendar)) & ~Q(body_id__in=own)
    for body_id in own:
        late |= Q(body_id=body_id, published_at__date__lte=_last_overdue(body_id, calendar))
    return published(documents).filter(late, is_interpreted=False)


def _last_overdue(body_id: int | None, calendar: WorkCalendar) -> dt.date:
    return last_publication_overdue(calendar, timezone.localdate(), partial(value, DAYS, body_id))


def track(document: DocumentPage, calendar: WorkCalendar, today: dt.date) -> Tracked:
    """The clock of one document of ``needing_interpretation``. No query."""
    interpreted_at = document.interpreted_at
    done_on = timezone.localdate(interpreted_at) if interpreted_at else None
    published_on = document.public_date
    days = value(DAYS, document.body_id, published_on)
    due = interpretation_due(calendar, published_on, done_on, days)
    left = 0 if done_on else calendar.workdays_left(today, due.due_on)
    return Tracked(due, left, calendar.overdue_days(due.due_on, done_on or today))


def state_of(page: InterpretationPage) -> str:
    """Where an interpretation stands, in one word.

    Without a query after ``prefetch_workflow_states``; ``is_waiting`` is annotated where it is shown.
    """
    if page.live:
        return "已公开"
    if getattr(page, "is_waiting", False):
        return "已签发，待文件公开时同步公开"
    state = page.current_workflow_state
    if state is None:
        return DRAFT
    return RETURNED if state.status == WorkflowState.STATUS_NEEDS_CHANGES else "审签中"
