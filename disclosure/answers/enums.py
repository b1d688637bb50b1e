"""Closed vocabularies of answers."""

from enum import StrEnum

from django.db.models import TextChoices


class Need(StrEnum):
    """What an answer of a kind must come with (R-173); the key of ``CaseItem.details`` it is kept under."""

    PLACE = "place"
    FILES = "files"
    SUPPLY_ON = "supply_on"
    HOLDER = "holder"
    WHY_NOT_OURS = "why_not_ours"
    SEARCH = "search"
    WITHHELD = "withheld"
    REASONS = "reasons"
    OPINION = "opinion"
    OPENNESS = "openness"
    EARLIER = "earlier"
    LAW = "law"
    CHANNEL = "channel"


class SearchedKind(TextChoices):
    """Where was searched (检索记录, R-176)."""

    SYSTEM = "system", "业务或者办公系统"
    ARCHIVE = "archive", "档案室（馆）"
    UNIT = "unit", "有关科室"
