"""Who is told of a finding: at once in the register, and by a mail that says nothing of its content."""

from collections.abc import Iterable

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Appointment
from foundation.organisations.selectors import holders, line_of
from foundation.rules.parameters import choices
from foundation.signoff.mails import address_of, tell

from .access import OFFICER_POSTS
from .enums import Level, Notice
from .models import Delivery, Finding
from .parameters import RECIPIENTS
from .roster import on_duty


def tell_recipients(finding: Finding, kind: Notice) -> list[str]:
    """Those whom the level's parameter names, and the head of the unit that handles it. Their names."""
    posts = choices(RECIPIENTS[Level(finding.level)].key, finding.body)
    held = [one for post in posts for one in holders(post, body_id=finding.body_id, unit_id=None)]
    return _deliver(finding, kind, [*held, *_heads(finding)])


def tell_emergency(finding: Finding) -> list[str]:
    """The 应急 role of the body, else of the nearest body above that has one (R-139)."""
    for body_id in line_of(finding.body_id):
        if held := list(holders(PostKind.EMERGENCY, body_id=body_id, unit_id=None)):
            return _deliver(finding, Notice.EMERGENCY, held)
    return []


def tell_desk(finding: Finding, entered_by: object) -> list[str]:
    """A reporter in the field entered it: whoever is on duty now, else everybody of the desk."""
    held = [
        one
        for post in sorted(OFFICER_POSTS)
        for one in holders(post, body_id=finding.body_id, unit_id=None)
        if one.user != entered_by
    ]
    now = {shift.person_id for shift in on_duty(finding.body)}
    present = [one for one in held if one.user_id in now]
    return _deliver(finding, Notice.ENTERED, present or held)


def tell_head(finding: Finding) -> list[str]:
    """The head of the unit that was made responsible."""
    return _deliver(finding, Notice.ASSIGNED, _heads(finding))


def _heads(finding: Finding) -> Iterable[Appointment]:
    unit = finding.handling_unit_id
    return holders(PostKind.UNIT_HEAD, body_id=None, unit_id=unit) if unit else ()


def _deliver(finding: Finding, kind: Notice, held: Iterable[Appointment]) -> list[str]:
    """Each person once for each occasion."""
    known = set(finding.deliveries.filter(kind=kind).values_list("recipient_id", flat=True))
    if kind == Notice.LEVEL:
        known = set()
    people = {one.user_id: one for one in held if one.user_id not in known}
    Delivery.objects.bulk_create(
        Delivery(finding=finding, kind=kind, recipient=one.user, post_title=one.post.title)
        for one in people.values()
    )
    tell(
        [one.user for one in people.values()],
        f"{kind.label}：{finding.number}（{finding.get_level_display()}）",
        f"{kind.label}：{finding.number}，级别{finding.get_level_display()}，请登录平台查看并办理。",
        "内容不在邮件中显示。",
        f"办理：{address_of('monitoring:finding', finding.pk)}",
    )
    return [str(one.user) for one in people.values()]
