"""虚假信息线索举报 by the public (R-129)."""

from django.db import models

from foundation.submissions.models import Submission

from .models import RumourCase


class RumourReport(Submission):
    """What somebody saw or heard and doubts. Where it was seen is text; nothing of it is ever public."""

    wagtail_reference_index_ignore = True
    link = models.CharField("在哪里看到的", max_length=500, blank=True)
    case = models.ForeignKey(
        RumourCase, models.PROTECT, null=True, related_name="public_reports", verbose_name="澄清事项"
    )

    class Meta(Submission.Meta):
        verbose_name = "虚假信息线索举报"
        verbose_name_plural = "虚假信息线索举报"
