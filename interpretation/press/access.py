"""Who keeps the registers of press work: those who hold a post of the body; some acts ask for certain posts."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Appointment, User
from foundation.organisations.selectors import appointments_of, appointments_shown, line_of
from foundation.secrecy.access import names
from foundation.signoff.takedown_selectors import superiors

from .enums import Team
from .models import TeamMember

LEADERS = frozenset({PostKind.DEPUTY_LEADER, PostKind.LEADER, PostKind.MAIN_LEADER})
# Who writes: drafts statements, keeps the log, plans conferences.
KEEPERS = frozenset({PostKind.EDITOR, PostKind.UNIT_HEAD, PostKind.OFFICE_REVIEWER})
READERS = KEEPERS | LEADERS
# The news agency (新闻发布机构) sits in the office of the government.
AGENCY = frozenset({PostKind.OFFICE_REVIEWER})


def held_at(user: User, kinds: Iterable[str], body_id: int | None) -> Appointment | None:
    """The first post of these kinds that the user holds in the body today, in whichever of its units."""
    wanted = frozenset(kinds)
    held = (one for one in appointments_of(user) if one.post.kind in wanted)
    return next((one for one in held if one.post.body_id == body_id), None)


def require(user: User, kinds: Iterable[str], body_id: int | None, what: str) -> Appointment:
    """The post by which the user may do ``what``. Raises PermissionDenied."""
    found = held_at(user, kinds, body_id)
    if found is None:
        raise PermissionDenied(f"{what}由本机构的{names(kinds)}办理，您目前不在这些岗位上。")
    return found


def bodies_of(user: User, kinds: Iterable[str] = READERS) -> set[int]:
    """Bodies in which the user holds one of these posts."""
    wanted = frozenset(kinds)
    return {held.post.body_id for held in appointments_of(user) if held.post.kind in wanted}


def bodies_seen(user: User) -> set[int]:
    """The user's own bodies; the agency's people and supervisors also see those below, whose filings they take."""
    from foundation.organisations.selectors import bodies_below

    above = {
        held.post.body_id
        for held in appointments_of(user)
        if held.post.kind in AGENCY | {PostKind.SUPERVISOR}
    }
    return bodies_of(user) | bodies_below(above)


def may_receipt(user: User, body_id: int | None) -> bool:
    """Whether the user takes filings of this body: the office of the body or of one above, or its supervisor."""
    for held in appointments_of(user):
        if held.post.kind in AGENCY and held.post.body_id in line_of(body_id):
            return True
        if held.post.kind == PostKind.SUPERVISOR and held.post.body_id in superiors(body_id):
            return True
    return False


def is_offered(user: User) -> bool:
    """Whether the menu is shown. Costs nothing beyond what the menu has read."""
    return any(held.post.kind in READERS | {PostKind.SUPERVISOR} for held in appointments_shown(user))


def is_member(user: User, body_id: int, team: str) -> bool:
    """Whether the user works in this team of the body (R-121)."""
    return TeamMember.objects.filter(user=user, body_id=body_id, team=team).exists()


def require_member(user: User, body_id: int, team: str) -> None:
    """Raises PermissionDenied."""
    if not is_member(user, body_id, team):
        raise PermissionDenied(
            f"本任务由“{Team(team).label}”组人员办理。请先由办公室在“新闻发布机构人员”中登记。"
        )
