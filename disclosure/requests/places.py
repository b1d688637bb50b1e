"""Where the page of a case is."""

from django.urls import reverse

from .models import Case


def address_of(case: Case) -> str:
    """The address within the admin."""
    return reverse("requests_admin:case", args=[case.pk])
