"""Who may do what, what waits, and the figures of places and bodies."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncMonth
from django.utils import timezone

from disclosure.attributes.selectors import scope_of
from foundation.duties.models import Duty
from foundation.duties.reach import BLIND_POSTS, reach_of
from foundation.organisations.enums import PostKind
from foundation.organisations.models import Appointment, Body, User
from foundation.organisations.selectors import appointments_of, bodies_below

from .enums import State
from .models import CatalogueFiling, Deposit, DepositSetting, Handover, PlaceReport, ReadingPlace, VisitRecord
from .rules import Quarter

OFFICE_POSTS = frozenset({PostKind.OFFICE_REVIEWER, PostKind.LEADER})


def bodies_worked_for(user: User) -> set[int]:
    """Bodies in which the user holds a post; 平台运维 works for none."""
    return {held.post.body_id for held in appointments_of(user) if held.post.kind not in BLIND_POSTS}


def bodies_watched(user: User) -> set[int]:
    """Those, and for supervisors (主管部门) all below."""
    held = appointments_of(user)
    above = {one.post.body_id for one in held if one.post.kind == PostKind.SUPERVISOR}
    own = {one.post.body_id for one in held if one.post.kind not in BLIND_POSTS}
    return own | bodies_below(above)


def bodies_sent_for(user: User) -> set[int]:
    """Bodies that the user sends for: those of the office, and as their officer (专人) while working there."""
    held = appointments_of(user)
    office = {one.post.body_id for one in held if one.post.kind in OFFICE_POSTS}
    return office | officer_for(user, {one.post.body_id for one in held})


def officer_for(user: User, worked_for: set[int]) -> set[int]:
    """Whoever has left a body is not its officer any more, though the setting still says so."""
    named = DepositSetting.objects.filter(officer=user, body__in=worked_for)
    return set(named.values_list("body", flat=True))


def may_send(user: User, body: Body) -> bool:
    """The officer of the body (专人), and its office."""
    return body.pk in bodies_sent_for(user)


def places_served(user: User) -> QuerySet[ReadingPlace]:
    """Places kept by a body that the user works for; those who only supervise do not serve."""
    kept = {
        held.post.body_id
        for held in appointments_of(user)
        if held.post.kind not in {*BLIND_POSTS, PostKind.SUPERVISOR}
    }
    return ReadingPlace.objects.filter(body__in=kept)


def may_serve(user: User, place: ReadingPlace) -> bool:
    """Whether the user may write down what happens at the place."""
    return places_served(user).filter(pk=place.pk).exists()


def deposits_seen(user: User) -> QuerySet[Deposit]:
    """The own scope's, those of places one keeps, those one is the officer for."""
    if user.is_superuser:
        return Deposit.objects.all()
    worked_for = bodies_worked_for(user)
    kept = Q(place__body__in=worked_for) | Q(body__in=officer_for(user, worked_for))
    return Deposit.objects.filter(scope_of(user) | kept)


def handovers_seen(user: User) -> QuerySet[Handover]:
    """Sheets of the bodies and of the places in sight."""
    if user.is_superuser:
        return Handover.objects.all()
    seen = bodies_watched(user)
    return Handover.objects.filter(Q(body__in=seen) | Q(place__body__in=seen))


def filings_seen(user: User) -> QuerySet[CatalogueFiling]:
    """Catalogues of what is not public are for the office and above, not for every editor."""
    reach = reach_of(user)
    if reach.everything:
        return CatalogueFiling.objects.all()
    return CatalogueFiling.objects.filter(body__in=reach.bodies | bodies_sent_for(user))


def places_seen(user: User) -> QuerySet[ReadingPlace]:
    """Places whose visits and reports the user may read."""
    if user.is_superuser:
        return ReadingPlace.objects.all()
    return ReadingPlace.objects.filter(body__in=bodies_watched(user))


def waiting(body: Body, place: ReadingPlace) -> QuerySet[Deposit]:
    """What may go on the next sheet (批次): it waits and is on no other one."""
    found = Deposit.objects.filter(body=body, place=place, state=State.WAITING, handover=None)
    return found.order_by("formed_on", "pk")


def batches(user: User) -> QuerySet[Any, Any]:
    """How many wait, by body and place; what is on a sheet already is not counted. One query."""
    rows = deposits_seen(user).filter(state=State.WAITING, handover=None).order_by()
    return rows.values("body", "body__name", "place", "place__name").annotate(
        count=Count("pk", distinct=True)
    )


def visits_by_month(user: User) -> QuerySet[Any, Any]:
    """Visits and items by place and month, newest first. One query."""
    rows = VisitRecord.objects.filter(place__in=places_seen(user))
    return (
        rows.annotate(month=TruncMonth("visited_on"))
        .order_by()
        .values("place__name", "month")
        .annotate(visits=Count("pk", distinct=True), supplied=Count("items", distinct=True))
        .order_by("-month", "place__name")
    )


def _counted(rows: QuerySet, **more) -> Coalesce:
    """How many of these rows belong to the body of the outer query."""
    mine = rows.filter(body=OuterRef("pk"), **more).order_by().values("body")
    counted = mine.annotate(n=Count("pk")).values("n")[:1]
    return Coalesce(Subquery(counted), 0, output_field=IntegerField())


def bodies_depositing(user: User) -> QuerySet[Body]:
    """Every body in sight with its officer, what was handed over, what waits and is overdue (R-033). One query."""
    about = ContentType.objects.get_for_model(Deposit)
    deposits = Deposit.objects.exclude(state=State.DROPPED)
    bodies = Body.objects.all() if user.is_superuser else Body.objects.filter(pk__in=bodies_watched(user))
    counted = bodies.annotate(
        handed=_counted(deposits, state=State.HANDED),
        handed_late=_counted(deposits, state=State.HANDED, is_late=True),
        waits=_counted(deposits, state=State.WAITING),
        overdue=_counted(Duty.objects.overdue().filter(content_type=about)),
    )
    return counted.select_related("deposit_setting__officer").order_by("-overdue", "-waits", "name")


def has_officer() -> Exists:
    """Of a body: somebody is named who works there today; all others are 未落实专人."""
    here = Appointment.objects.on(timezone.localdate()).filter(
        user=OuterRef("deposit_setting__officer"), post__body=OuterRef("pk"), user__is_active=True
    )
    return Exists(here)


def figures_of(place: ReadingPlace, quarter: Quarter) -> dict[str, object]:
    """What a place reports: received by body, late, visits, items. Two queries."""
    days = (quarter.first, quarter.last)
    handed = Deposit.objects.filter(place=place, state=State.HANDED, handover__handed_on__range=days)
    rows = list(
        handed.order_by()
        .values("body__name")
        .annotate(received=Count("pk"), late=Count("pk", filter=Q(is_late=True)))
        .order_by("-received", "body__name")
    )
    visits = VisitRecord.objects.filter(place=place, visited_on__range=days)
    counted = visits.aggregate(visits=Count("pk", distinct=True), items=Count("items", distinct=True))
    return {
        "rows": [
            {"body": row["body__name"], "received": row["received"], "late": row["late"]} for row in rows
        ],
        "received": sum(row["received"] for row in rows),
        "late": sum(row["late"] for row in rows),
        **counted,
    }


def report_of(place: ReadingPlace, quarter: Quarter) -> PlaceReport | None:
    """What was submitted."""
    return place.reports.filter(year=quarter.year, quarter=quarter.number).first()


def unreported(places: QuerySet[ReadingPlace], quarter: Quarter) -> QuerySet[ReadingPlace]:
    """Those of the places that were open in the quarter and have not reported it."""
    done = PlaceReport.objects.filter(year=quarter.year, quarter=quarter.number)
    return places.filter(is_active=True, started_on__lte=quarter.last).exclude(reports__in=done)
