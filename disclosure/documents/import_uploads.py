"""Uploads between the first step and the confirmation: kept privately, for one day, for their owner."""

import datetime as dt
import uuid
from collections.abc import Iterable
from pathlib import PurePath

from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from disclosure.catalogue.models import ColumnPage
from foundation.organisations.models import User

from .importing.blocks import ParsedDocument
from .importing.problems import ImportProblem
from .importing.reading import EXTENSIONS, check_size, read_document
from .imports import ImportPlan, carry_out, imported_before
from .models import DocumentPage, PendingImport

# Long enough to finish a morning's folder, short enough that nothing unreviewed piles up.
KEPT_FOR = dt.timedelta(days=1)


def columns_open_to(user: User | AnonymousUser) -> QuerySet[ColumnPage]:
    """Columns into which this user may import: those of a body where the user may add pages."""
    pages: QuerySet[Page] = PagePermissionPolicy().instances_user_has_permission_for(user, "add")
    return (
        ColumnPage.objects.filter(pk__in=pages.values("pk"), body__isnull=False, external_url="")
        .select_related("body", "unit")
        .order_by("path")
    )


def receive(files: Iterable[UploadedFile], column: ColumnPage, owner: User) -> uuid.UUID:
    """Check and keep uploaded files; returns their batch. A refused file leaves its reason, not its content."""
    clean_imports()
    batch = uuid.uuid4()
    for file in files:
        name = (file.name or "未命名文件")[-255:]
        pending = PendingImport(batch=batch, owner=owner, column=column, name=name)
        try:
            _check_name_and_size(name, file.size or 0)
            data = file.read()
            parsed = read_document(data, name)
        except ImportProblem as problem:
            pending.problem = problem.message
            pending.save()
            continue
        pending.title = (parsed.title or parsed.facts.name)[:255]
        if before := imported_before(parsed.sha256, column.body_id):
            pending.page_id = before.page_id
            pending.save()
        else:
            # Stored under a name of our own: the uploaded one may say anything.
            pending.file.save(f"{uuid.uuid4().hex}.upload", ContentFile(data))
    return batch


def _check_name_and_size(name: str, size: int) -> None:
    """Refuse before anything is read."""
    if PurePath(name).suffix.lower() == ".zip":
        raise ImportProblem("请解压后上传其中的文件，或由平台运维人员用批量导入命令处理压缩包", name)
    # Old Word files pass, so that their content is named and the way out told.
    if PurePath(name).suffix.lower() not in (*EXTENSIONS, ".doc", ".wps", ".pdf", ".rtf"):
        raise ImportProblem(f"不支持这种格式，只能导入 {'、'.join(EXTENSIONS)} 文件", name)
    check_size(size, name)


def read_pending(pending: PendingImport) -> ParsedDocument:
    """The uploaded file, read again. Raises ImportProblem."""
    with pending.file.open() as handle:
        return read_document(handle.read(), pending.name)


def confirm(pending: PendingImport, plan: ImportPlan, user: User) -> DocumentPage:
    """Create the draft once; a second confirmation returns the first draft. Raises DuplicateDocument."""
    with transaction.atomic():
        locked = PendingImport.objects.select_for_update().get(pk=pending.pk)
        if locked.page:
            return locked.page
        page = locked.page = carry_out(plan, user)
        storage, name = locked.file.storage, str(locked.file.name)
        locked.file = ""
        locked.save()
        transaction.on_commit(lambda: storage.delete(name))
    return page


def discard(pending: PendingImport) -> None:
    """Remove an upload and its file; a draft made from it stays."""
    if pending.file:
        pending.file.delete(save=False)
    pending.delete()


def clean_imports() -> None:
    """Remove uploads older than a day."""
    for pending in PendingImport.objects.filter(created_at__lt=timezone.now() - KEPT_FOR):
        discard(pending)
