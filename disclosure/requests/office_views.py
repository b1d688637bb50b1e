"""受理机构: which bodies can receive applications, and which cannot (R-149)."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.utils import timezone

from foundation.organisations.models import Appointment, Body, Post, User
from foundation.organisations.screens import AdminScreen
from foundation.organisations.selectors import bodies_below
from foundation.secrecy.access import bodies_reached

from . import access

PER_PAGE = 50
NOT_YOURS = "受理机构设置情况由受理机构、机关领导和监督岗位查看。"


@dataclass(slots=True)
class Office:
    """One body, whether it has a post that receives applications, and who holds it today."""

    body: Body
    has_post: bool
    holders: list[str] = field(default_factory=list)

    @property
    def lacks(self) -> str:
        """What keeps applications from being received or read; empty when nothing does."""
        if not self.has_post:
            return "没有设置受理机构，不能接收申请"
        return "" if self.holders else "受理岗位空缺，收到的申请无人办理"


class OfficesView(AdminScreen):
    """Bodies in the user's reach and all below them; those without a receiving office first. Flat in queries."""

    template_name = "requests/offices.html"
    page_title = "受理机构设置情况"
    header_icon = "group"
    overview = ("requests_admin:desk", "依申请公开")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = Paginator(bodies_seen(self.request.user), PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {"shown": shown, "rows": offices(shown.object_list)}


def bodies_seen(user: User) -> Any:
    """Raises PermissionDenied for whoever has no part in 依申请公开."""
    reached = bodies_reached(user, access.READERS)
    if not reached:
        raise PermissionDenied(NOT_YOURS)
    posts = Post.objects.filter(body=OuterRef("pk"), kind__in=access.OFFICE)
    bodies = Body.objects.filter(pk__in=bodies_below(reached))
    return bodies.annotate(has_post=Exists(posts)).order_by("has_post", "name")


def offices(bodies: Any) -> list[Office]:
    """Each with who holds the post today. Two queries."""
    found = {body.pk: Office(body, body.has_post) for body in bodies}
    held = Appointment.objects.on(timezone.localdate()).filter(
        post__body__in=found, post__kind__in=access.OFFICE, user__is_active=True
    )
    for one in held.select_related("user", "post").order_by("pk"):
        office, name = found[one.post.body_id], one.user.get_full_name()
        if name not in office.holders:
            office.holders.append(name)
    return list(found.values())
