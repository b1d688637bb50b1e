"""Files are added to a finding: checked by content as whatever the public hands in, kept as they came."""

import hashlib
from collections.abc import Sequence
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from foundation.organisations.models import Body, User
from foundation.submissions.uploads import check_count, problem

from .acting import record, taken
from .enums import EventKind
from .evidence_models import EvidenceFile
from .models import Finding
from .states import Step


@transaction.atomic
def add_evidence(
    finding: Finding, user: User, *, files: Sequence[UploadedFile], note: str = ""
) -> list[EvidenceFile]:
    """Keep the files that the finding has not yet; a second click adds nothing.

    Raises PermissionDenied, ValidationError with what is wrong with each file.
    """
    finding = taken(finding, Step.EVIDENCE, user)
    if not files:
        raise ValidationError({"files": "请选择文件。"})
    check_files(files, finding.body)
    return keep(finding, user, files, note)


def check_files(files: Sequence[UploadedFile], body: Body) -> None:
    """Raises ValidationError with every file that cannot be taken."""
    refused = [words for file in files if (words := problem(file, body))]
    try:
        check_count(len(files), body)
    except ValidationError as too_many:
        refused = [*too_many.messages, *refused]
    if refused:
        raise ValidationError({"files": refused})


def keep(finding: Finding, user: User, files: Sequence[UploadedFile], note: str = "") -> list[EvidenceFile]:
    """For services that hold the row and have checked the files."""
    known = set(finding.evidence.values_list("sha256", flat=True))
    kept = []
    for file in files:
        digest = hashlib.file_digest(file.file, "sha256").hexdigest()  # type: ignore[arg-type]
        file.seek(0)
        if digest in known:
            continue
        known.add(digest)
        name = file.name or ""
        row = EvidenceFile(
            finding=finding, name=name, size=file.size or 0, sha256=digest, note=note.strip(), by=user
        )
        # The name may say who somebody is; the store needs only the kind.
        row.file.save(f"{digest[:24]}{PurePath(name).suffix.lower()}", file, save=False)
        row.save()
        kept.append(row)
    if kept:
        words = "、".join(row.name for row in kept)
        record(finding, EventKind.EVIDENCE, f"{len(kept)}个文件：{words}", user)
    return kept
