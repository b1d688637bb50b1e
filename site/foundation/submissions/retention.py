"""Personal data goes when it is no longer needed (个人信息保护法 第十九条、第四十七条)."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation.rules.parameters import value

from .encryption import encrypted_fields
from .findings import masked
from .models import Addition, key_of
from .registry import all_kinds, kind_of
from .uploads import remove_files_of


def forget_due() -> str:
    """Delete the personal data of what has been closed for long enough, kind by kind and body by body. A job."""
    told = []
    for kind in all_kinds():
        rows = files = 0
        kept = kind.model._default_manager.filter(forgotten_at=None).order_by()
        for body_id in kept.values_list("body_id", flat=True).distinct():
            before = timezone.now() - dt.timedelta(days=value(kind.kept_days, body_id))
            due = kind.model._default_manager.forgettable(body_id, before)
            for submission in due.without_personal_data().iterator():
                files += forget(submission)
                rows += 1
        if rows:
            told.append(f"{kind.label} {rows} 件、附件 {files} 个")
    return f"删除到期的个人信息：{'；'.join(told)}" if told else ""


@transaction.atomic
def forget(submission: Any) -> int:
    """Empty what is encrypted, remove the files, mask numbers in the words. Number of files removed.

    Works for rows that no key can read any more: nothing is read, only overwritten.
    """
    model = type(submission)
    removed = remove_files_of(submission)
    model._default_manager.filter(pk=submission.pk).update(
        **dict.fromkeys((field.name for field in encrypted_fields(model)), ""),
        text=masked(submission.text),
        findings=[],
        forgotten_at=timezone.now(),
    )
    for addition in Addition.objects.filter(**key_of(submission)):
        addition.text, addition.findings = masked(addition.text), []
        addition.save(update_fields=["text", "findings"])
    kind_of(submission).on_forgotten(submission)
    return removed
