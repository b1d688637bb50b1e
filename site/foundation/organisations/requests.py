"""The type of a request that a logged-in person makes; the admin's own checks let nobody else through."""

from django.http import HttpRequest

from .models import User


class StaffRequest(HttpRequest):
    """A request by a person who works on the site."""

    user: User
