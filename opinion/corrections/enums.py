"""Closed vocabularies of 纠错."""

from django.db.models import TextChoices


class State(TextChoices):
    """What became of a report."""

    WAITING = "waiting", "待办理"
    CORRECTED = "corrected", "已更正"
    NOT_WRONG = "not_wrong", "经核实无误"
    PASSED_ON = "passed_on", "不属本单位，已转告"
    INVALID = "invalid", "无效来件"


CLOSING = tuple(state for state in State if state != State.WAITING)
