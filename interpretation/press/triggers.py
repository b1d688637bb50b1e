"""Records of press work stay as they were written."""

from collections.abc import Iterator

from foundation.signoff.triggers import Trigger, append_only

from .models import (
    ActivationEntry,
    AuthorisationRevocation,
    Evaluation,
    Filing,
    FilingReceipt,
    Interview,
    LiveEntry,
    PlanActivation,
    ReleaseAuthorisation,
    SpokespersonChange,
    StatementApproval,
    StatementVersion,
)

MESSAGE = "新闻发布的登记记录只能追加"


def record_triggers() -> Iterator[Trigger]:
    return append_only(
        ActivationEntry,
        AuthorisationRevocation,
        Evaluation,
        Filing,
        FilingReceipt,
        Interview,
        LiveEntry,
        PlanActivation,
        ReleaseAuthorisation,
        SpokespersonChange,
        StatementApproval,
        StatementVersion,
        message=MESSAGE,
    )
