"""The menu 保密审查: each item for the posts that have something to do there."""

from django.urls import reverse
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from foundation.organisations.requests import StaffRequest

from .viewsets import AddresseeViewSet, BasisViewSet


class RightMenuItem(MenuItem):
    """Shown to whose groups see it: groups follow posts, and are known without another query.

    A superuser holds every right by nature, and has no part in this unless a group gives it.
    """

    def __init__(self, label: str, url: str, right: str, **kwargs) -> None:
        super().__init__(label, url, **kwargs)
        self.right = right

    def is_shown(self, request: StaffRequest) -> bool:
        user = request.user
        if user.is_superuser:
            app, codename = self.right.split(".")
            held = user.groups.filter(permissions__content_type__app_label=app)
            return held.filter(permissions__codename=codename).exists()
        return user.has_perm(self.right)


def secrecy_menu(basis: BasisViewSet, addressees: AddresseeViewSet) -> SubmenuMenuItem:
    """The items in the order of the work."""
    rows = (
        ("待复审", reverse("secrecy:waiting"), "secrecyreview", "tasks"),
        ("提请确定", reverse("secrecy:referrals"), "referral", "help"),
        ("征求意见", reverse("secrecy:consultations"), "thirdpartyconsultation", "mail"),
        ("涉密登记", reverse("secrecy:classified"), "classifiedentry", "lock"),
        ("保密检查", reverse("secrecy:inspections"), "inspection", "view"),
        ("依据库", reverse(basis.get_url_name("index")), "basis", "list-ul"),
        ("上报渠道", reverse(addressees.get_url_name("index")), "addressee", "redirect"),
    )
    items = [
        RightMenuItem(
            label, url, f"secrecy.view_{what}", name=f"secrecy-{what}", icon_name=icon, order=number
        )
        for number, (label, url, what, icon) in enumerate(rows, start=1)
    ]
    return SubmenuMenuItem("保密审查", Menu(items=items), name="secrecy", icon_name="lock", order=510)
