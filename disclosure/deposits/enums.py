"""Closed vocabularies of reading places and deposits."""

from django.db.models import TextChoices


class PlaceKind(TextChoices):
    """Where the public reads government information (条例 25; R-027)."""

    ARCHIVE = "archive", "档案馆"
    LIBRARY = "library", "图书馆"
    HALL = "hall", "政务服务大厅"
    OFFICE = "office", "机关查阅室"


class Cause(TextChoices):
    """Why something is handed over (R-030, R-031)."""

    FORMED = "formed", "新公开"
    CHANGED = "changed", "变更"
    REPEALED = "repealed", "废止、撤下"


class State(TextChoices):
    """Where a deposit stands."""

    WAITING = "waiting", "待送交"
    HANDED = "handed", "已交接"
    DROPPED = "dropped", "不再送交"


class Mode(TextChoices):
    """How it gets there (R-030)."""

    IN_PERSON = "in_person", "当面送交"
    BY_POST = "by_post", "邮寄"
