"""Where something was released, and for which units a person may record releases."""

from django.db.models import Q, QuerySet
from wagtail.models import Page

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Unit, User
from foundation.organisations.selectors import appointments_of, units_edited_by

from .models import Release, ReleaseQuerySet

OFFICE_POSTS = (PostKind.OFFICE_REVIEWER, PostKind.LEADER)


def releases_of(page: Page) -> ReleaseQuerySet:
    """Where a page's information was released beside the site, the latest first; one query."""
    return Release.objects.filter(page=page).select_related("page")


def units_of(user: User) -> QuerySet[Unit]:
    """Those the user edits for, and all of a body whose office the user is in."""
    bodies = [held.post.body_id for held in appointments_of(user) if held.post.kind in OFFICE_POSTS]
    edited = units_edited_by(user).values("pk")
    return Unit.objects.filter(Q(body__in=bodies) | Q(pk__in=edited)).select_related("body")
