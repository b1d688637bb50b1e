"""Closed vocabularies of the pre-check that the database keeps."""

from django.db.models import TextChoices


class Decision(TextChoices):
    """What a person decided about a finding."""

    DISMISSED = "dismissed", "忽略"
    REOPENED = "reopened", "恢复提示"


class Category(TextChoices):
    """Why an expression is on the list."""

    TYPO = "typo", "错别字"
    WORDING = "wording", "不规范表述"
    SENSITIVE = "sensitive", "敏感表述"
    NAME = "name", "机构和法规名称"
    SECRET = "secret", "涉密标志"
