"""What was recorded of a finding stays as it was written."""

from collections.abc import Iterator

from foundation.signoff.triggers import Trigger, append_only

from .evidence_models import EvidenceFile
from .models import Assessment, Evaluation, FindingEvent, PolicySummary

MESSAGE = "舆情办理记录只能追加"


def record_triggers() -> Iterator[Trigger]:
    return append_only(FindingEvent, Assessment, Evaluation, PolicySummary, EvidenceFile, message=MESSAGE)
