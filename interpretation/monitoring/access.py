"""Who sees and who handles findings. Restricted: those on duty, the unit concerned, and leaders; nobody else."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Appointment, User
from foundation.organisations.selectors import appointments_of, appointments_shown, bodies_below

from .models import Delivery, Finding, FindingQuerySet
from .states import Role

OFFICER_POSTS = frozenset({PostKind.DUTY_OFFICER, PostKind.OFFICE_REVIEWER})
LEADER_POSTS = frozenset({PostKind.DEPUTY_LEADER, PostKind.LEADER, PostKind.MAIN_LEADER})
# Who may enter a finding, and whom the menu shows the register.
ENTERING_POSTS = OFFICER_POSTS | {PostKind.EMERGENCY, PostKind.INFORMANT}
READING_POSTS = OFFICER_POSTS | LEADER_POSTS | {PostKind.EMERGENCY, PostKind.SUPERVISOR, PostKind.UNIT_HEAD}
# Roster, sources and watch lists: those on duty and the leaders; not units, not supervisors.
DESK_POSTS = OFFICER_POSTS | LEADER_POSTS


@dataclass(frozen=True, slots=True)
class Standing:
    """Bodies and units for which a person stands in which capacity."""

    person: int
    officer: frozenset[int] = frozenset()
    leads: frozenset[int] = frozenset()
    emergency: frozenset[int] = frozenset()
    informs: frozenset[int] = frozenset()
    supervises: frozenset[int] = frozenset()
    heads: frozenset[int] = frozenset()

    @property
    def desks(self) -> frozenset[int]:
        """Bodies whose roster, sources and watch lists the person reads."""
        return self.officer | self.leads

    @property
    def enters(self) -> frozenset[int]:
        """Bodies for which the person may enter a finding; a supervisor for those below (漏报, R-146)."""
        return self.officer | self.emergency | self.informs | self.supervises


def standing_of(user: User, held: list[Appointment] | None = None) -> Standing:
    """One query, and one a level of bodies for supervisors."""
    held = appointments_of(user) if held is None else held

    def bodies(kinds: frozenset[PostKind]) -> frozenset[int]:
        return frozenset(one.post.body_id for one in held if one.post.kind in kinds)

    own = bodies(frozenset({PostKind.SUPERVISOR}))
    return Standing(
        person=user.pk,
        officer=bodies(OFFICER_POSTS),
        leads=bodies(LEADER_POSTS),
        emergency=bodies(frozenset({PostKind.EMERGENCY})),
        informs=bodies(frozenset({PostKind.INFORMANT})),
        supervises=frozenset(bodies_below(set(own))) - own,
        heads=frozenset(
            one.post.unit_id for one in held if one.post.kind == PostKind.UNIT_HEAD and one.post.unit_id
        ),
    )


def seen_by(user: User, standing: Standing | None = None) -> FindingQuerySet:
    """Findings in the user's reach, newest first. A supervisor sees what was reported or missed below."""
    mine = standing or standing_of(user)
    desks = mine.desks
    told = Delivery.objects.filter(finding=OuterRef("pk"), recipient_id=mine.person)
    scope = (
        Q(body__in=desks)
        | Q(handling_unit__body__in=desks)
        | Q(unit__in=mine.heads)
        | Q(handling_unit__in=mine.heads)
        | Q(body__in=mine.emergency, is_emergency=True)
        | Q(body__in=mine.supervises) & (Q(reported_at__isnull=False) | Q(is_omitted=True))
        | Q(created_by_id=mine.person)
        | Exists(told)
    )
    return Finding.objects.filter(scope)


def roles_in(finding: Finding, standing: Standing) -> frozenset[Role]:
    """In which capacities a person deals with this finding. No query beyond the handling unit."""
    handling_body = finding.handling_unit.body_id if finding.handling_unit else None
    bodies = {finding.body_id, handling_body} - {None}
    found = {
        Role.OFFICER: bool(bodies & standing.officer),
        Role.LEADER: bool(bodies & standing.leads),
        Role.HEAD: finding.handling_unit_id in standing.heads,
        Role.EMERGENCY: finding.body_id in standing.emergency,
        Role.SUPERVISOR: finding.body_id in standing.supervises,
        Role.INFORMANT: finding.created_by_id == standing.person,
    }
    return frozenset(role for role, holds in found.items() if holds)


def is_offered(user: User) -> bool:
    """Whether the menu shows the register. Costs nothing beyond what the menu has read."""
    return any(held.post.kind in READING_POSTS for held in appointments_shown(user))


def may_enter(user: User) -> bool:
    """Whether the menu shows the entry form."""
    entering = ENTERING_POSTS | {PostKind.SUPERVISOR}
    return any(held.post.kind in entering for held in appointments_shown(user))


def keeps_desk(user: User) -> bool:
    """Whether the menu shows roster, sources and watch lists."""
    return any(held.post.kind in DESK_POSTS for held in appointments_shown(user))
