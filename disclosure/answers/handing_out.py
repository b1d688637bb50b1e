"""Letter and files of a signed answer on their way to the applicant: exactly as signed, and each time on record."""

import hashlib
import logging
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import FileResponse, Http404

from foundation.signoff.file_responses import private_file

from .delivery import document_of
from .models import Delivery, LinkOpening, SignedAnswer

logger = logging.getLogger(__name__)
LETTER = "letter"
NOT_AS_SIGNED = "该文件与签发时不一致或者已经丢失，不能下载。请联系受理机构。"


def hand_out(delivery: Delivery, which: str, *, way: str = "", is_recorded: bool = True) -> FileResponse:
    """``which`` is ``letter``, or the place of a file in the list; ``way`` says how, where it is not by the link.

    Raises Http404 for what is not there, ValidationError for what is no longer what was signed.
    """
    file, name, digest = _paper(delivery.signed, which)
    _check(file, digest, delivery.signed)
    if is_recorded:
        LinkOpening.objects.create(delivery=delivery, what=f"{way}{name}"[:200])
    return private_file(file, name)


def _paper(signed: SignedAnswer, which: str) -> tuple[Any, str, str]:
    if which == LETTER:
        return signed.letter.file, f"{signed.letter.kind_label}.docx", signed.letter.sha256
    place = int(which) if which.isascii() and which.isdigit() and len(which) < 5 else 0
    if not 1 <= place <= len(signed.files):
        raise Http404("没有这个文件。")
    row = signed.files[place - 1]
    try:
        return document_of(row).file, row["name"], row["sha256"]
    except ObjectDoesNotExist:
        logger.error("file of a signed answer is gone: %s", signed.pk)
        raise ValidationError(NOT_AS_SIGNED) from None


def _check(file: Any, digest: str, signed: SignedAnswer) -> None:
    try:
        with file.open("rb") as handle:
            is_whole = hashlib.file_digest(handle, "sha256").hexdigest() == digest
    except OSError:
        is_whole = False
    if not is_whole:
        logger.error("file of a signed answer is not what was signed: %s", signed.pk)
        raise ValidationError(NOT_AS_SIGNED)
