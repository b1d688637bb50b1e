"""Registrations with the Wagtail admin."""

from wagtail import hooks

from .viewsets import OrganisationViewSetGroup


@hooks.register("register_admin_viewset")
def registers() -> OrganisationViewSetGroup:
    return OrganisationViewSetGroup()
