"""Who may register, check and read redacted copies."""

from django.db.models import Q, QuerySet

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Appointment, User
from foundation.organisations.selectors import holders, units_edited_by
from foundation.secrecy import access

from .enums import State
from .models import Redaction

CHECKERS = frozenset(
    {
        PostKind.UNIT_HEAD,
        PostKind.SECRECY_REVIEWER,
        PostKind.SECRECY_SECOND,
        PostKind.OFFICE_REVIEWER,
    }
)


def is_original(document_id: int) -> bool:
    """Whether a file was redacted for the public. One query."""
    return Redaction.objects.filter(original_id=document_id).exists()


def seen_by(user: User) -> QuerySet[Redaction]:
    """Those of the user's units and of the bodies the user checks for. Whoever reads one may open the original."""
    units = {*access.units_reached(user), *units_edited_by(user).values_list("pk", flat=True)}
    scope = Q(unit__in=units) | Q(body__in=access.bodies_reached(user, CHECKERS)) | Q(registered_by=user)
    return (
        Redaction.objects.filter(scope)
        .select_related("original", "copy", "body", "unit")
        .prefetch_related("checks")
    )


def checker(redaction: Redaction, user: User) -> Appointment | None:
    """The post by which the user may check it."""
    return access.acting(user, CHECKERS, redaction.body_id, redaction.unit_id)


def checkers_asked(redaction: Redaction) -> list[User]:
    """Who is asked to check a new copy: the head of its unit, else whoever may check for the body."""
    for kinds in ([PostKind.UNIT_HEAD], sorted(CHECKERS - {PostKind.UNIT_HEAD})):
        held = [
            one.user
            for kind in kinds
            for one in holders(kind, body_id=redaction.body_id, unit_id=redaction.unit_id)
            if one.user_id != redaction.registered_by_id
        ]
        if held:
            return held
    return []


def check_refusal(redaction: Redaction, user: User) -> str:
    """Why this user may not check it; empty when the user may."""
    if redaction.state == State.PASSED:
        return "本件已核对通过，可以放入页面或者答复书。"
    if redaction.state != State.WAITING:
        return "本件已核对（核对未通过），请重新制作遮盖件后另行登记。"
    if user.pk == redaction.registered_by_id:
        return "遮盖件由登记人以外的第二人核对。"
    if checker(redaction, user) is None:
        return f"遮盖件由本机构的{access.names(CHECKERS)}核对，您目前不在这些岗位上。"
    return ""
