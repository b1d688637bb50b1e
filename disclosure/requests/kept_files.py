"""Files that the office keeps with a case: proof of delivery, scans, replies."""

import hashlib
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from foundation.organisations.models import User
from foundation.submissions.uploads import problem

from .models import Case, CaseFile


def keep_file(case: Case, kind: str, upload: UploadedFile, by: User | None) -> CaseFile:
    """Check the file by its content and keep it; under a name that tells nobody who sent it. Raises ValidationError."""
    if refused := problem(upload, case.body):
        raise ValidationError(refused)
    upload.seek(0)
    digest = hashlib.file_digest(upload.file, "sha256").hexdigest()  # type: ignore[arg-type]
    upload.seek(0)
    name = upload.name or ""
    kept = CaseFile(
        case=case, kind=kind[:40], name=PurePath(name).name[-100:], size=upload.size or 0, sha256=digest, added_by=by
    )  # fmt: skip
    kept.file.save(f"{digest[:24]}{PurePath(name).suffix.lower()}", upload, save=False)
    kept.save()
    return kept
