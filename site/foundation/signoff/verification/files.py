"""Files that were sealed: their digests for a revision's own, and their bytes on disk."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import Model
from modelcluster.models import get_all_child_relations
from wagtail.documents import get_document_model

from ..file_models import FileKind, SealedFile
from .findings import Breach, Finding

BATCH = 500


@dataclass(frozen=True, slots=True)
class SealedDigests:
    """SHA-256 of the documents sealed with a batch of revisions."""

    known: dict[int, dict[int, str]]

    def of(self, revision_id: int | None, model: type[Model] | None, content: dict[str, Any]) -> list[str]:
        """Of those that stand in the child rows of this content (attachments), in any order."""
        known = self.known.get(revision_id or 0)
        if not known or model is None:
            return []
        used = (row.get(name) for rows, name in _document_fields(model) for row in content.get(rows) or [])
        return [known[key] for key in used if key in known]


def sealed_digests(revisions: Iterable[int]) -> SealedDigests:
    """One query."""
    known: dict[int, dict[int, str]] = defaultdict(dict)
    rows = SealedFile.objects.filter(revision_id__in=revisions, kind=FileKind.DOCUMENT)
    for revision, key, digest in rows.values_list("revision_id", "file_id", "sha256"):
        known[revision][key] = digest
    return SealedDigests(known)


@cache
def _document_fields(model: type[Model]) -> list[tuple[str, str]]:
    """Child relation and field of every reference to a document."""
    return [
        (relation.get_accessor_name(), field.name)
        for relation in get_all_child_relations(model)
        for field in relation.related_model._meta.fields
        if field.related_model is get_document_model()
    ]


def broken_files(done: Callable[[int], None]) -> Iterator[Finding]:
    """Each public file's bytes against the digest it was sealed with; a file sealed often is read once."""
    last = ""
    while batch := _batch_after(last):
        for name, digest, title, page in batch:
            found = _digest(name)
            if found != digest:
                detail = "文件不在" if found is None else "内容不同"
                yield Finding(Breach.FILE_CHANGED, f"《{page}》的“{title}”", detail)
        last = batch[-1][0]
        done(len(batch))


def public_files() -> int:
    """How many files ``broken_files`` reads."""
    return SealedFile.objects.public().order_by().values("name").distinct().count()


def _batch_after(name: str) -> list[tuple[str, str, str, str]]:
    rows = SealedFile.objects.public().filter(name__gt=name).order_by("name", "-pk")
    found: dict[str, tuple[str, str, str, str]] = {}
    for row in rows.values_list("name", "sha256", "title", "page_title")[:BATCH]:
        found.setdefault(row[0], row)
    return list(found.values())


def _digest(name: str) -> str | None:
    try:
        with default_storage.open(name) as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError:
        return None
