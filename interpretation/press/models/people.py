"""The fields by which a record says who did it."""

from typing import Any

from django.conf import settings
from django.db import models


def person(label: str, **more: Any) -> models.ForeignKey:
    """An account that is never deleted while something names it."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=label, **more
    )
