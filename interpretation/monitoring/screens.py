"""What the screens of 政务舆情 share."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from foundation.organisations.models import Body
from foundation.organisations.screens import AdminScreen
from foundation.organisations.selectors import appointments_shown
from foundation.signoff.screens import FormScreen

from .access import Standing, standing_of


class OfConcern:
    """Knows in which capacities the user is here; lets nobody else in."""

    request: Any
    header_icon = "warning"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        if not self.request.user.is_authenticated:
            raise PermissionDenied
        self.standing: Standing = standing_of(self.request.user, appointments_shown(self.request.user))
        self.admit()

    def admit(self) -> None:
        """Raises PermissionDenied for whom the screen is not."""


class DeskScreen(OfConcern):
    """Roster, watch lists and sources of one body, for its desk and its leaders."""

    overview: tuple[str, str] | None = ("monitoring:register", "舆情台账")

    def admit(self) -> None:
        bodies = self.standing.desks
        if not bodies:
            raise PermissionDenied
        self.bodies = list(Body.objects.filter(pk__in=bodies))
        asked = self.request.GET.get("body", "")
        self.body = next((one for one in self.bodies if str(one.pk) == asked), self.bodies[0])
        self.may_keep = self.body.pk in self.standing.officer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {  # type: ignore[misc]
            "bodies": self.bodies,
            "body": self.body,
            "may_keep": self.may_keep,
        }


class ConcernScreen(OfConcern, AdminScreen):
    """For reading."""


class ConcernForm(OfConcern, FormScreen):
    """With one form."""

    template_name = "monitoring/form.html"
    button = "保存"
    overview = ("monitoring:register", "舆情台账")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"button": self.button}
