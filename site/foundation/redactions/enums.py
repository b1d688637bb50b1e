"""Closed vocabularies of redacted copies."""

from django.db.models import TextChoices


class State(TextChoices):
    """Where a redacted copy stands; derived from its checks."""

    WAITING = "waiting", "待核对"
    PASSED = "passed", "核对通过"
    FAILED = "failed", "核对未通过"
