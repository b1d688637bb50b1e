"""Closed vocabularies of chains."""

from django.db.models import TextChoices


class Flag(TextChoices):
    """What about a page asks for more than the ordinary levels."""

    GOVERNMENT_NAME = "government_name", "以政府名义"
    DEPARTMENT_DRAFT = "department_draft", "部门代政府起草"
    FOUR_REVIEWS = "four_reviews", "四审四校"
    MAIN_LEADER = "main_leader", "须主要负责人审批"


class Place(TextChoices):
    """At which body a step's post is."""

    DRAFTER = "drafter", "起草机构"
    ISSUER = "issuer", "以其名义发布的机构"
