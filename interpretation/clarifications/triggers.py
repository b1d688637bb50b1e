"""Records of matters stay as they were written."""

from collections.abc import Iterator

from foundation.signoff.triggers import Trigger, append_only

from .models import CaseEvent
from .page_models import ClarificationConsent
from .record_models import CloseOut, Verification


def record_triggers() -> Iterator[Trigger]:
    return append_only(CaseEvent, Verification, CloseOut, ClarificationConsent, message="办理记录只能追加")
