"""A submission comes in: once, whatever happens on the way."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from foundation.organisations.models import Body, Unit

from . import uploads
from .consent import PRESENT
from .findings import personal_data_in
from .models import NumberSeries, Submission
from .registry import SubmissionKind, nothing
from .rules import fingerprint, near_key
from .tokens import Token, code_digests, keyed_digest

# Of a form's data, what is no word of the sender.
NOT_SAID = frozenset({"token", "question", "answer", "remove", "homepage", "csrfmiddlewaretoken"})
CHANGED = (
    "您此前已用本页提交过一件（编号 {number}），本次内容与上次不同，尚未提交。"
    "要补充上次来件的，请用回执码查询后补充；确需另行提交的，请再次点击提交。"
)
STANDARD = ("text", "identity", "name", "contact", "wants_answer")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the sender gets. ``is_new`` is false when the same form had come before."""

    submission: Submission
    code: str
    is_new: bool = True


def said(posted: Any) -> str:
    """A keyed digest of what somebody filled in, to tell a second click from a second letter."""
    words = sorted((name, values) for name, values in posted.lists() if name not in NOT_SAID)
    return keyed_digest("said", repr(words))


def found_again(kind: SubmissionKind, token: Token) -> Receipt | None:
    """The receipt of the form that bore this token, if it has arrived."""
    before = kind.model._default_manager.filter(idempotency_key=token.key).first()
    return Receipt(before, token.code, is_new=False) if before else None


def receive(
    kind: SubmissionKind,
    token: Token,
    data: dict[str, Any],
    *,
    body: Body,
    unit: Unit | None = None,
    posted: str = "",
    on_received: Callable[[Any], None] = nothing,
    **own: Any,
) -> Receipt:
    """Keep a submission with its held files and give its receipt; the same token again gives the same one.

    ``data`` is a valid form's; ``own`` the fields of the kind's model; ``on_received`` runs in the same transaction,
    once (duties, notices). Raises what ``on_received`` raises, and then nothing is kept; ValidationError for other
    words that came under the same token at the same moment.
    """
    try:
        with transaction.atomic():
            submission = record(
                kind,
                data,
                body=body,
                unit=unit,
                idempotency_key=token.key,
                code_digest=code_digests(token.code)[0],
                posted_digest=posted,
                consent_version=PRESENT if data.get("consent") else "",
                **own,
            )
            uploads.hand_over(token.key, submission)
            on_received(submission)
    except IntegrityError:
        before = found_again(kind, token)
        if before is None:
            raise
        if before.submission.posted_digest != posted:
            raise ValidationError(CHANGED.format(number=before.submission.number)) from None
        return before
    return Receipt(submission, token.code)


def record(
    kind: SubmissionKind, data: dict[str, Any], *, body: Body, unit: Unit | None = None, **own: Any
) -> Any:
    """Write the row with its number, flags and fingerprints. Also for what staff type in; inside a transaction."""
    text = data.get("text", "")
    standard = {name: data[name] for name in STANDARD if name in data}
    at = own.pop("received_at", None) or timezone.now()
    made = {
        "fingerprint": fingerprint(text),
        "near_key": near_key(text),
        "findings": personal_data_in(text),
    }
    # Last, because everybody who submits waits for the number.
    number = next_number(kind.prefix, timezone.localdate(at))
    return kind.model._default_manager.create(
        number=number, body=body, unit=unit, received_at=at, **made, **standard, **own
    )


def next_number(prefix: str, day: dt.date) -> str:
    """The next number of a day, e.g. ``LY20260302-0007``. Others wait until the transaction ends, so none is lost."""
    series = NumberSeries.objects.filter(prefix=prefix, day=day)
    if not series.update(last=F("last") + 1):
        NumberSeries.objects.get_or_create(prefix=prefix, day=day)
        series.update(last=F("last") + 1)
    return f"{prefix}{day:%Y%m%d}-{series.values_list('last', flat=True).get():04d}"
