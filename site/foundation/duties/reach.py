"""Whose duties a person sees: their unit's, their body's, or those of the bodies they supervise."""

from dataclasses import dataclass, field

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Appointment, User
from foundation.organisations.selectors import appointments_of, bodies_below

# Posts that answer for one unit only. 平台运维 keeps the platform and looks over nobody's work.
UNIT_POSTS = frozenset({PostKind.EDITOR, PostKind.UNIT_HEAD})
# Those on duty for 舆情 have screens of their own, and see here what is theirs in person.
BLIND_POSTS = frozenset({PostKind.OPERATOR, PostKind.DUTY_OFFICER, PostKind.EMERGENCY, PostKind.INFORMANT})
# Who may urge in a whole body (催办): the disclosure office and those who lead or supervise.
URGING_POSTS = frozenset(
    {
        PostKind.OFFICE_REVIEWER,
        PostKind.DEPUTY_LEADER,
        PostKind.LEADER,
        PostKind.MAIN_LEADER,
        PostKind.SUPERVISOR,
        PostKind.REQUESTS_HEAD,
    }
)
# Who approves a longer time limit: 政府信息公开工作机构负责人 (条例 33), and the leaders.
EXTENDING_POSTS = frozenset(
    {PostKind.REQUESTS_HEAD, PostKind.DEPUTY_LEADER, PostKind.LEADER, PostKind.MAIN_LEADER}
)


@dataclass(frozen=True, slots=True)
class Reach:
    """Numbers of units and bodies: those in sight, ``own_units`` the person drafts for, ``headed`` ones.

    ``urges`` are the bodies in which the person urges and changes what is due, ``extends`` where time is given.
    """

    person: int | None
    units: frozenset[int] = frozenset()
    own_units: frozenset[int] = frozenset()
    bodies: frozenset[int] = frozenset()
    headed: frozenset[int] = frozenset()
    urges: frozenset[int] = frozenset()
    extends: frozenset[int] = frozenset()
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

    def may_change(self, body_id: int) -> bool:
        """Correct, pause, pass on, cancel, declare done: the same people as urge (R-081: every act is recorded)."""
        return body_id in self.urges

    def may_extend(self, body_id: int) -> bool:
        return body_id in self.extends

    def may_pass_on(self, body_id: int, unit_id: int | None) -> bool:
        """A head passes on inside the unit only; the service sees to that."""
        return self.may_change(body_id) or unit_id in self.headed


def reach_of(user: User, held: list[Appointment] | None = None) -> Reach:
    """One query, and one a level of bodies for supervisors."""
    if not user.is_authenticated:
        return Reach(None)
    held = appointments_of(user) if held is None else held
    units = {one.post.unit_id for one in held if one.post.unit_id and one.post.kind in UNIT_POSTS}
    office = {one.post.body_id for one in held if one.post.unit and one.post.unit.is_disclosure_office}
    above = [one for one in held if one.post.kind not in UNIT_POSTS | BLIND_POSTS]
    heads = [one.post for one in held if one.post.unit and one.post.kind == PostKind.UNIT_HEAD]
    extends = {post.body_id for post in heads if post.unit and post.unit.is_disclosure_office}
    extends |= {one.post.body_id for one in held if one.post.kind in EXTENDING_POSTS}
    area = bodies_below({one.post.body_id for one in held if one.post.kind == PostKind.SUPERVISOR})
    bodies = {one.post.body_id for one in above} | area
    return Reach(
        person=user.pk,
        units=frozenset(units),
        own_units=frozenset(
            one.post.unit_id for one in held if one.post.unit_id and one.post.kind == PostKind.EDITOR
        ),
        headed=frozenset(post.unit_id for post in heads if post.unit_id),
        bodies=frozenset(bodies | office),
        urges=frozenset({one.post.body_id for one in above if one.post.kind in URGING_POSTS} | area | office),
        extends=frozenset(extends),
        everything=user.is_superuser,
    )
