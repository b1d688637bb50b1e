"""Closed vocabularies of what the public hands in."""

from django.db.models import TextChoices


class Identity(TextChoices):
    """As whom somebody writes."""

    PERSON = "person", "公民"
    ORGANISATION = "organisation", "法人或者其他组织"
