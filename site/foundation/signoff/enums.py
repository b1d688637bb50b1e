"""Closed vocabularies of sign-off."""

from django.db.models import TextChoices


class Decision(TextChoices):
    """What a seal records."""

    SUBMITTED = "submitted", "提交"
    APPROVED = "approved", "同意"
    RETURNED = "returned", "退回"
    WITHDRAWN = "withdrawn", "撤回"
    STRUCTURE = "structure", "建栏"


class ClearanceKind(TextChoices):
    """On what ground a revision may be live."""

    CHAIN = "chain", "审签完成"
    STRUCTURE = "structure", "栏目结构"
