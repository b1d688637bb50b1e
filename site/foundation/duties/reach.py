"""Whose duties a person sees: their unit's, their body's, or those of the bodies they supervise."""

from dataclasses import dataclass, field

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Appointment, User
from foundation.organisations.selectors import appointments_of, bodies_below

# Posts that answer for one unit only. 平台运维 keeps the platform and looks over nobody's work.
UNIT_POSTS = frozenset({PostKind.EDITOR, PostKind.UNIT_HEAD})
BLIND_POSTS = frozenset({PostKind.OPERATOR})
# Who may urge in a whole body (催办): the disclosure office and those who lead or supervise.
URGING_POSTS = frozenset(
    {
        PostKind.OFFICE_REVIEWER,
        PostKind.DEPUTY_LEADER,
        PostKind.LEADER,
        PostKind.MAIN_LEADER,
        PostKind.SUPERVISOR,
    }
)


@dataclass(frozen=True, slots=True)
class Reach:
    """Numbers of units and bodies in sight, ``own_units`` those the person drafts for, ``urges`` bodies to urge in."""

    person: int | None
    units: frozenset[int] = frozenset()
    own_units: frozenset[int] = frozenset()
    bodies: frozenset[int] = frozenset()
    urges: frozenset[int] = frozenset()
    everything: bool = field(default=False)

    def may_see(self, body_id: int, unit_id: int | None, person_id: int | None) -> bool:
        """The same answer as the query gives."""
        return (
            self.everything
            or body_id in self.bodies
            or unit_id in self.units
            or (person_id is not None and person_id == self.person)
        )

    def may_urge(self, body_id: int) -> bool:
        return body_id in self.urges


def reach_of(user: User, held: list[Appointment] | None = None) -> Reach:
    """One query, and one a level of bodies for supervisors."""
    if not user.is_authenticated:
        return Reach(None)
    held = appointments_of(user) if held is None else held
    units = {one.post.unit_id for one in held if one.post.kind in UNIT_POSTS}
    office = {one.post.body_id for one in held if one.post.unit and one.post.unit.is_disclosure_office}
    above = [one for one in held if one.post.kind not in UNIT_POSTS | BLIND_POSTS]
    area = bodies_below({one.post.body_id for one in held if one.post.kind == PostKind.SUPERVISOR})
    bodies = {one.post.body_id for one in above} | area
    return Reach(
        person=user.pk,
        units=frozenset(units),
        own_units=frozenset(one.post.unit_id for one in held if one.post.kind == PostKind.EDITOR),
        bodies=frozenset(bodies | office),
        urges=frozenset({one.post.body_id for one in above if one.post.kind in URGING_POSTS} | area | office),
        everything=user.is_superuser,
    )
