"""The menu 保密审查: each item for the posts that have something to do there."""

from collections.abc import Iterable

from django.urls import reverse
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from foundation.organisations.models import Appointment
from foundation.organisations.requests import StaffRequest
from foundation.organisations.selectors import appointments_of

from . import access
from .states import OPENERS
from .viewsets import AddresseeViewSet, BasisViewSet


class PostMenuItem(MenuItem):
    """Shown to holders of some posts."""

    def __init__(self, label: str, url: str, posts: Iterable[str], **kwargs) -> None:
        super().__init__(label, url, **kwargs)
        self.posts = frozenset(posts)

    def is_shown(self, request: StaffRequest) -> bool:
        return any(held.post.kind in self.posts for held in _posts_of(request))


def _posts_of(request: StaffRequest) -> list[Appointment]:
    """The user's posts, read once for the whole menu."""
    if not hasattr(request, "_secrecy_posts"):
        request._secrecy_posts = appointments_of(request.user)  # type: ignore[attr-defined]
    return request._secrecy_posts  # type: ignore[attr-defined]


def secrecy_menu(basis: BasisViewSet, addressees: AddresseeViewSet) -> SubmenuMenuItem:
    """The items in the order of the work."""
    rows = (
        ("待复审", reverse("secrecy:waiting"), access.READ_INSPECTIONS, "tasks"),
        ("提请确定", reverse("secrecy:referrals"), access.READ_REFERRALS | OPENERS, "help"),
        ("征求意见", reverse("secrecy:consultations"), access.READ_CONSULTATIONS, "mail"),
        ("涉密登记", reverse("secrecy:classified"), access.CLASSIFIED, "lock"),
        ("保密检查", reverse("secrecy:inspections"), access.READ_INSPECTIONS, "view"),
        ("依据库", reverse(basis.get_url_name("index")), access.LIBRARY_READ, "list-ul"),
        (
            "上报渠道",
            reverse(addressees.get_url_name("index")),
            access.HANDLERS | access.LEADERS | access.CHAIN_WRITE,
            "redirect",
        ),
    )
    items = [
        PostMenuItem(label, url, posts, name=f"secrecy-{number}", icon_name=icon, order=number)
        for number, (label, url, posts, icon) in enumerate(rows, start=1)
    ]
    return SubmenuMenuItem("保密审查", Menu(items=items), name="secrecy", icon_name="lock", order=510)
