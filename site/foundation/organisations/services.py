"""Rights follow posts: group membership is derived from appointments, never edited by hand."""

import datetime as dt
from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils import timezone
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from .enums import CONCERN_POSTS, REQUESTS_POSTS, REVIEWING_POSTS, PostKind
from .models import Appointment, Unit, User

EDITORS = "编辑"
REVIEWERS = "审核人"
SUPERVISORS = "监督员"
OPERATORS = "平台运维"
CONCERN = "舆情值班"
REQUESTS = "依申请公开"
SECRECY = "保密审查"
CLASSIFIED = "涉密登记"
_UNIT_GROUPS = "科室编辑·"
_GROUP_OF_POST = {
    PostKind.EDITOR: EDITORS,
    PostKind.SUPERVISOR: SUPERVISORS,
    PostKind.OPERATOR: OPERATORS,
    **dict.fromkeys(REVIEWING_POSTS, REVIEWERS),
    **dict.fromkeys(CONCERN_POSTS, CONCERN),
    **dict.fromkeys(REQUESTS_POSTS, REQUESTS),
}
# Besides the group above. Which menus these see; what they may do there is asked of the post itself.
_SECRECY_POSTS = REVIEWING_POSTS - {PostKind.UNIT_HEAD}
_CLASSIFIED_POSTS = {PostKind.SECRECY_REVIEWER, PostKind.SECRECY_SECOND, PostKind.MAIN_LEADER}
_SECRECY_MENUS = [
    "secrecy.view_secrecyreview", "secrecy.view_thirdpartyconsultation", "secrecy.view_inspection",
    "secrecy.view_basis",
]  # fmt: skip
# Pages put first for certain words, all of them public already, and words that mean the same.
_SEARCH = [
    *(f"wagtailsearchpromotions.{action}_searchpromotion" for action in ("add", "change", "delete")),
    *(f"search.{action}_synonym" for action in ("view", "add", "change", "delete")),
]
# 平台参数 and 制度库; who may set a parameter is asked of the post (foundation.rules.access).
_RULES_READ = ["rules.view_parameterversion", "rules.view_system"]
_PERMISSIONS = {
    SECRECY: [*_SECRECY_MENUS, "secrecy.view_addressee"],
    CLASSIFIED: ["secrecy.view_classifiedentry"],
    EDITORS: ["wagtailadmin.access_admin", "secrecy.view_referral"],
    REVIEWERS: ["wagtailadmin.access_admin", "secrecy.view_referral", *_RULES_READ],
    SUPERVISORS: [
        "wagtailadmin.access_admin", "secrecy.view_referral", *_SECRECY_MENUS, *_RULES_READ,
        "rules.add_system", "rules.change_system", *_SEARCH,
    ],
    CONCERN: ["wagtailadmin.access_admin"],
    REQUESTS: ["wagtailadmin.access_admin", *_RULES_READ],
    # Runs the platform, approves and edits no content.
    OPERATORS: [
        "wagtailadmin.access_admin",
        "organisations.view_user", "organisations.add_user", "organisations.change_user",
        "organisations.view_body", "organisations.add_body", "organisations.change_body",
        "organisations.view_unit", "organisations.add_unit", "organisations.change_unit",
        "organisations.view_post", "organisations.add_post", "organisations.change_post",
        "organisations.view_appointment", "organisations.add_appointment", "organisations.change_appointment",
        "signoff.view_chain", "signoff.add_chain", "signoff.change_chain",
        "signoff.view_approvaltype", "signoff.add_approvaltype", "signoff.change_approvaltype",
        "secrecy.view_basis", "secrecy.view_addressee", "workdays.change_holidaynotice",
        *_RULES_READ, "rules.add_system", "rules.change_system",
        "precheck.view_expression", "precheck.add_expression", "precheck.change_expression",
        *_SEARCH,
    ],
}  # fmt: skip
_MEDIA_PERMISSIONS = ["add_document", "choose_document", "add_image", "choose_image"]


def _permission(name: str) -> Permission:
    app, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def ensure_groups() -> None:
    """Create the groups that posts lead into. Safe to run again."""
    root_collection = Collection.get_first_root_node()
    for name, permissions in _PERMISSIONS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set([_permission(permission) for permission in permissions])
    editors = Group.objects.get(name=EDITORS)
    for codename in _MEDIA_PERMISSIONS:
        permission = Permission.objects.get(
            content_type__app_label__in=["wagtaildocs", "wagtailimages"], codename=codename
        )
        GroupCollectionPermission.objects.get_or_create(
            group=editors, collection=root_collection, permission=permission
        )


def unit_group(unit: Unit) -> Group:
    """The group of a unit's editors; page rights on the unit's columns hang on it.

    Found by the unit's number, so that a unit that is renamed keeps its rights; the name follows.
    """
    key = f"{_UNIT_GROUPS}{unit.pk}·"
    name = f"{key}{unit}"[:150]
    group = Group.objects.filter(name__startswith=key).first()
    if group is None:
        return Group.objects.create(name=name)
    if group.name != name:
        group.name = name
        group.save(update_fields=["name"])
    return group


def allow_unit_on_page(unit: Unit, page: Page) -> None:
    """Let the unit's editors add and change below this page. Publishing is nobody's right."""
    for codename in ("add_page", "change_page"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.get_or_create(group=unit_group(unit), page=page, permission=permission)


def withdraw_unit_from_page(page: Page) -> None:
    """Take every unit's rights on exactly this page away (before it is given to another unit)."""
    GroupPagePermission.objects.filter(page=page, group__name__startswith=_UNIT_GROUPS).delete()


def unit_groups_on(page_ids: Iterable[int]) -> dict[int, set[int]]:
    """Groups of unit editors that hold a right on exactly these pages, by page."""
    found: dict[int, set[int]] = {}
    rights = GroupPagePermission.objects.filter(page__in=page_ids, group__name__startswith=_UNIT_GROUPS)
    for page_id, group_id in rights.values_list("page_id", "group_id"):
        found.setdefault(page_id, set()).add(group_id)
    return found


def _groups_of(kind: PostKind) -> list[str]:
    found = [_GROUP_OF_POST[kind]]
    found += [SECRECY] if kind in _SECRECY_POSTS else []
    return found + ([CLASSIFIED] if kind in _CLASSIFIED_POSTS else [])


@transaction.atomic
def sync_groups(user: User, day: dt.date | None = None) -> None:
    """Make the user's groups follow the posts held on that day (today by default).

    Runs at every change of an appointment and at every login, so that a right ends on its last day.
    """
    held = (
        Appointment.objects.on(day or timezone.localdate())
        .filter(user=user)
        .select_related("post__unit__body")
    )
    wanted: set[Group] = set()
    for appointment in held:
        for name in _groups_of(PostKind(appointment.post.kind)):
            wanted.add(Group.objects.get_or_create(name=name)[0])
        if appointment.post.kind == PostKind.EDITOR and appointment.post.unit:
            wanted.add(unit_group(appointment.post.unit))
    user.groups.set(wanted)


def sync_all_groups(day: dt.date | None = None) -> int:
    """Bring the groups of everybody who holds or held a post up to date; returns how many people.

    For the nightly run: a right then ends with its last day even for a person who stays logged in, and the
    groups get what a newer version of the product gives them.
    """
    ensure_groups()
    people = User.objects.filter(appointments__isnull=False).distinct()
    for user in people:
        sync_groups(user, day)
    return len(people)
