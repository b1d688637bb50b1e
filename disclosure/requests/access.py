"""Who does what with a case: posts, not persons, always of the body and unit of the case."""

from django.db.models import Q, QuerySet

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Appointment, Body, User
from foundation.organisations.selectors import appointments_of, appointments_shown
from foundation.secrecy import access

from .models import Case, CaseQuerySet

# 受理机构. A small body has no clerk of its own: its office reviewer does the same.
OFFICE = frozenset({PostKind.REQUESTS_CLERK, PostKind.OFFICE_REVIEWER})
# 政府信息公开工作机构负责人: consents to an extension (条例 33).
HEAD = frozenset({PostKind.REQUESTS_HEAD})
# 承办科室.
WRITERS = frozenset({PostKind.EDITOR, PostKind.UNIT_HEAD})
LEADERS = frozenset({PostKind.DEPUTY_LEADER, PostKind.LEADER, PostKind.MAIN_LEADER})
READERS = OFFICE | HEAD | LEADERS | {PostKind.SUPERVISOR}


def seen_by(user: User) -> CaseQuerySet:
    """Cases in the user's reach, without personal data."""
    held = appointments_of(user)
    scope = Q(unit__in=access.units_reached(user, held)) | Q(
        body__in=access.bodies_reached(user, READERS, held)
    )
    return Case.objects.filter(scope).select_related("body", "unit__body").without_personal_data()


def as_office(case: Case, user: User) -> Appointment | None:
    """By which post the user takes the steps of the 受理机构."""
    return access.acting(user, OFFICE, case.body_id)


def as_unit(case: Case, user: User) -> Appointment | None:
    """By which post the user works on the matter in the 承办科室."""
    return access.acting(user, WRITERS, case.body_id, case.unit_id)


def as_head(case: Case, user: User) -> Appointment | None:
    """By which post the user consents."""
    return access.acting(user, HEAD, case.body_id)


def may_read(case: Case, user: User) -> bool:
    return as_unit(case, user) is not None or access.acting(user, READERS, case.body_id) is not None


def may_see_identity(case: Case, user: User) -> bool:
    """Who writes to the applicant or answers for it: the receiving office and the named head (R-199)."""
    return access.acting(user, OFFICE | HEAD, case.body_id) is not None


def may_see_letters(case: Case, user: User) -> bool:
    """Letters name the applicant: for those who handle the case."""
    return may_see_identity(case, user) or as_unit(case, user) is not None


def bodies_entered(user: User) -> QuerySet[Body]:
    """Bodies whose applications the user takes in."""
    return Body.objects.filter(pk__in=access.bodies_reached(user, OFFICE)).order_by("pk")


def open_to_applications() -> QuerySet[Body]:
    """Bodies with a 受理机构, which alone receive applications (R-149). The highest first."""
    return Body.objects.filter(posts__kind__in=OFFICE).distinct().order_by("parent_id", "pk")


def is_offered(user: User) -> bool:
    """Whether the menu shows the desk. Costs nothing beyond what the menu has read."""
    return any(held.post.kind in READERS | WRITERS for held in appointments_shown(user))
