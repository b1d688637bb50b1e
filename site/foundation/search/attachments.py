"""Texts of attached files: read by a job in a process apart, never while a page is asked for or published."""

import logging
from collections.abc import Iterator

from django.db import transaction
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument

from foundation.precheck.files.content import Unreadable
from foundation.precheck.files.isolation import read_isolated

from . import kept_lists
from .engines import choosing
from .models import AttachmentText, SearchEntry
from .segmentation import tidy
from .services import index_rows
from .sources import AttachedFile, source_of

logger = logging.getLogger(__name__)
READ = frozenset({"pdf", "docx", "xlsx", "pptx", "ofd", "txt", "csv"})
# What an office did not mean to be read is not found either.
_NOT_SHOWN = ("批注", "修订中删除", "隐藏")


def read_files(entry: SearchEntry) -> int:
    """Read the files of one entry that are not read yet; how many could not be. Safe to repeat."""
    page = entry.page.specific
    source = source_of(type(page))
    shown = source.build(page).files if source and page.live else ()
    documents = get_document_model().objects.in_bulk([one.file_id for one in shown])
    rows = [
        row
        for one in shown
        if (document := documents.get(one.file_id))
        for row in _texts(entry, one, document)
    ]
    with transaction.atomic():
        entry.files.all().delete()
        AttachmentText.objects.bulk_create(rows, batch_size=500)
        SearchEntry.objects.filter(pk=entry.pk).update(files_read=True)
        choosing.write(index_rows([entry.pk]))
        kept_lists.forget()
    return sum(bool(row.failure) for row in rows)


def _texts(entry: SearchEntry, file: AttachedFile, document: AbstractDocument) -> list[AttachmentText]:
    """The pages of a file, from an earlier reading of the same bytes if there was one."""
    failure, pages = "", []
    same = {"file_id": document.pk, "file_hash": ""}
    try:
        same["file_hash"] = document.get_file_hash()
        known = AttachmentText.objects.filter(**same, failure="").order_by("entry", "pk")
        if first := known.values_list("entry", flat=True).first():
            kept = known.filter(entry=first).values_list("place", "text")
            return [AttachmentText(entry=entry, name=file.name, place=p, text=t, **same) for p, t in kept]
        pages = list(_read(document))
    except (Unreadable, OSError) as problem:
        failure = str(problem)[:255] if isinstance(problem, Unreadable) else "文件不在存储中，请重新上传"
        logger.warning(
            "Attachment %s of page %s is indexed without its text: %s", document.pk, entry.page_id, problem
        )
    if not pages:
        return [AttachmentText(entry=entry, name=file.name, failure=failure, **same)]
    return [AttachmentText(entry=entry, name=file.name, place=p[:60], text=t, **same) for p, t in pages]


def _read(document: AbstractDocument) -> Iterator[tuple[str, str]]:
    if document.file_extension.lower() not in READ:
        return
    with document.open_file() as handle:
        content = read_isolated(handle.read(), document.filename)
    for text in content.texts:
        words = tidy(text.text)
        if words and not any(part in text.label for part in _NOT_SHOWN):
            yield text.label, words
