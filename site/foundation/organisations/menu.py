"""The menu shows each person what their posts have to do with."""

from collections.abc import Callable

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.menu import MenuItem

from .models import User


class PostMenuItem(MenuItem):
    """Leads to the screen ``view``; shown to whom ``shown`` says, which reads no more than the posts of the request.

    ``shown`` asks ``selectors.appointments_shown``: nothing is decided by it, the screen asks again.
    """

    def __init__(self, label: str, view: str, shown: Callable[[User], bool], icon: str, order: int) -> None:
        super().__init__(label, reverse(view), name=view.replace(":", "-"), icon_name=icon, order=order)
        self.shown_to = shown

    def is_shown(self, request: HttpRequest) -> bool:
        return self.shown_to(request.user)  # type: ignore[arg-type]
