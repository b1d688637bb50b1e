"""More people for a post, in the own right or as delegates."""

import datetime as dt

from foundation.organisations.enums import HoldingKind
from foundation.organisations.models import Appointment, User
from tests.offices import LONG_AGO, PASSWORD


def join(user: User, username: str, name: str, *, delegate: bool = False) -> User:
    """A second holder of this user's post, or a delegate (代理) of this user."""
    post = Appointment.objects.get(user=user, kind=HoldingKind.PERMANENT).post
    other = User.objects.create_user(
        username,
        email=f"{username}@example.gov.cn",
        password=PASSWORD,
        last_name=name[0],
        first_name=name[1:],
    )
    terms = (
        {"kind": HoldingKind.DELEGATE, "on_behalf_of": user, "ends_on": dt.date(2099, 1, 1)}
        if delegate
        else {}
    )
    Appointment.objects.create(post=post, user=other, starts_on=LONG_AGO, **terms)
    return other
