"""Files that come with a form: checked by content, held while the form is put right, handed over with it."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from foundation.rules.parameters import Who, choices, value
from foundation.signoff.file_rules import content_problem, name_problem

from .models import HeldFile, Submission, SubmissionFile, key_of
from .parameters import FILE_COUNT, FILE_SIZE, FILE_TYPES

MEGABYTE = 1024 * 1024
# Long enough to find a missing paper, short enough not to hoard. Technical, no legal source.
HELD_FOR = dt.timedelta(days=1)


def allowed(body: Who) -> str:
    """What may be attached, in words."""
    types, size, count = (
        choices(FILE_TYPES.key, body),
        value(FILE_SIZE.key, body),
        value(FILE_COUNT.key, body),
    )
    return f"最多{count}个文件，每个不超过{size}MB。可用的格式：{'、'.join(types)}。"


def problem(file: UploadedFile, body: Who) -> str:
    """Why this file is not taken; empty when it is."""
    name, size = file.name or "", value(FILE_SIZE.key, body)
    if refused := name_problem(name):
        return refused
    extension = PurePath(name).suffix.lower().removeprefix(".")
    types = choices(FILE_TYPES.key, body)
    if extension not in types:
        return f"“{name}”的格式不能上传，可用的格式：{'、'.join(types)}。"
    if not file.size:
        return f"“{name}”是空文件，请重新选择。"
    if file.size > size * MEGABYTE:
        return f"“{name}”有{file.size / MEGABYTE:.1f}MB，超过了{size}MB，请压缩或者拆分后再上传。"
    refused = content_problem(name, file.file)  # type: ignore[arg-type]
    return f"“{name}”：{refused}" if refused else ""


def check_count(count: int, body: Who) -> None:
    """Raises ValidationError when there are more files than may come."""
    if count > (limit := value(FILE_COUNT.key, body)):
        raise ValidationError(f"附件最多{limit}个，现有{count}个，请移除{count - limit}个后再提交。")


def hold(key: str, files: Iterable[UploadedFile]) -> None:
    """Keep checked files for the form with this key. The same file twice is one."""
    for file in files:
        digest = hashlib.file_digest(file.file, "sha256").hexdigest()  # type: ignore[arg-type]
        file.seek(0)
        if HeldFile.objects.filter(key=key, sha256=digest).exists():
            continue
        held = HeldFile(key=key, name=file.name or "", size=file.size or 0, sha256=digest)
        held.file.save(_stored_name(digest, file.name or ""), file, save=False)
        try:
            with transaction.atomic():
                held.save()
        except IntegrityError:  # the same form at the same moment
            held.file.delete(save=False)


def _stored_name(digest: str, name: str) -> str:
    # The name that somebody gave may say who they are; the store needs only the kind.
    return f"{digest[:24]}{PurePath(name).suffix.lower()}"


def hand_over(key: str, submission: Submission) -> None:
    """What was held becomes the submission's; inside its transaction."""
    for held in HeldFile.objects.select_for_update().filter(key=key):
        SubmissionFile.objects.create(
            **key_of(submission), file=held.file.name, name=held.name, size=held.size, sha256=held.sha256
        )
        held.delete()


def let_go(key: str, chosen: Iterable[str]) -> None:
    """Remove held files that the sender does not want any more."""
    wanted = [int(pk) for pk in chosen if pk.isdecimal() and len(pk) < 19]  # a key has 63 bits
    _remove(HeldFile.objects.filter(key=key, pk__in=wanted))


def empty_holding_place() -> str:
    """Remove what no form came back for. A job."""
    removed = _remove(HeldFile.objects.filter(at__lt=timezone.now() - HELD_FOR))
    return f"清除 {removed} 个未随表单提交的附件" if removed else ""


def _remove(files: Iterable[HeldFile] | Iterable[SubmissionFile]) -> int:
    """Rows first: a file without a row is litter, a row without a file is an error."""
    removed = 0
    for one in files:
        one.delete()
        transaction.on_commit(lambda file=one.file: file.storage.delete(file.name))  # type: ignore[misc]
        removed += 1
    return removed


def remove_files_of(submission: Submission) -> int:
    """Remove every file of a submission for good."""
    return _remove(SubmissionFile.objects.filter(**key_of(submission)))


def move(key: str, to: str) -> None:
    """Held files follow the form when it gets a new token."""
    HeldFile.objects.filter(key=key).exclude(
        sha256__in=HeldFile.objects.filter(key=to).values("sha256")
    ).update(key=to)
