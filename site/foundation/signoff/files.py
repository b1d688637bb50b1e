"""Files in sign-off (Wagtail's documents and images).

Sealed. When a step opens over a revision, or a revision is cleared, every document and image it uses
(attachments, stream fields, rich text) is written down as a ``SealedFile`` with the SHA-256 of its bytes. While
that revision is under review, and for good once it is cleared, the file, its title and what else is shown of it
cannot be changed or deleted: the forms say why, ``save()`` and ``delete()`` raise PermissionDenied, the storage
keeps the bytes, triggers refuse ``update()`` and SQL. A new file is a new document. A returned or withdrawn
submission sets its files free.

Public. A file is public exactly while a live page's live revision has sealed it. Documents leave through
Wagtail's serve view, pictures through ``file_views.media``; no web server may hand out MEDIA_ROOT itself.
Everything else is 404 to the public and open to those who choose files into pages and to those who review or
wrote the page. Of pictures the public gets renditions only. Stored names carry a random token
(``file_storage``), should a server be set up carelessly.

Checked. Uploads in the admin pass ``file_rules``: name, extension and bytes must agree (``file_forms``).
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from wagtail.documents import get_document_model
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.models import Page, ReferenceIndex, Revision

from foundation.organisations.models import User
from foundation.organisations.selectors import appointments_of

from .file_models import FileKind, SealedFile
from .models import PostTaskState
from .selectors import may_see_record

Keeper = Callable[[Any, str], str]
_keepers: list[Keeper] = []
_MODELS = {FileKind.DOCUMENT: get_document_model, FileKind.IMAGE: get_image_model}
_POLICIES = {FileKind.DOCUMENT: document_policy, FileKind.IMAGE: image_policy}
# What of a file the public sees, so that it is content and not bookkeeping.
SHOWN = {
    FileKind.DOCUMENT: ("title", "file"),
    FileKind.IMAGE: (
        "title", "file", "description",
        "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
    ),
}  # fmt: skip


def kind_of(file: Any) -> FileKind:
    """The library a file belongs to."""
    return next(kind for kind, model in _MODELS.items() if isinstance(file, model()))


def used_in(page: Page) -> Iterator[tuple[FileKind, set[int]]]:
    """Kind and keys of every file the page's content refers to, as Wagtail itself finds references."""
    kinds = {ContentType.objects.get_for_model(model()).pk: kind for kind, model in _MODELS.items()}
    used: dict[FileKind, set[int]] = {}
    for content_type_id, object_id, *_ in ReferenceIndex._extract_references_from_object(page):
        if content_type_id in kinds and str(object_id).isdigit():
            used.setdefault(kinds[content_type_id], set()).add(int(object_id))
    yield from used.items()


def _digest(file: Any) -> str:
    try:
        with file.open_file() as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError:
        raise ValidationError(f"文件“{file.title}”在服务器上找不到，请重新上传后再送审。") from None


def seal_files(revision: Revision, page: Any = None) -> None:
    """Write down every file of a revision, once. Raises ValidationError when a file's bytes are gone.

    ``page`` is the revision as an object, if the caller has it already.
    """
    if not SealedFile.objects.filter(revision_id=revision.pk).exists():
        page = page or revision.as_object()
        if any(keys for _kind, keys in used_in(page)):
            _write_down(revision, page)


@transaction.atomic
def _write_down(revision: Revision, page: Any) -> None:
    rows = []
    for kind, keys in used_in(page):
        # Locked, so that a replacement under way is either seen here or refused afterwards.
        for file in _MODELS[kind]().objects.select_for_update().filter(pk__in=keys).order_by("pk"):
            rows.append(
                SealedFile(
                    kind=kind,
                    file_id=file.pk,
                    title=file.title,
                    name=file.file.name,
                    sha256=_digest(file),
                    page_id=page.pk,
                    page_title=page.title,
                    revision_id=revision.pk,
                )
            )
    SealedFile.objects.bulk_create(rows)


def binding_seal(file: Any) -> SealedFile | None:
    """What forbids changing this file: the publication before the review, if there are both."""
    sealed = SealedFile.objects.filter(kind=kind_of(file), file_id=file.pk).binding()
    return sealed.order_by("-is_cleared", "-pk").first() if file.pk else None


def register_keeper(keeper: Keeper) -> Keeper:
    """Let a feature keep files as they are; called from AppConfig.ready(). It gets the file and 替换 or 删除."""
    if keeper not in _keepers:
        _keepers.append(keeper)
    return keeper


def refusal(file: Any, act: str = "替换") -> str:
    """Why this file may not be changed or deleted, in Chinese; empty when it may."""
    if file.pk and (why_not := next(filter(None, (keeper(file, act) for keeper in _keepers)), "")):
        return why_not
    seal = binding_seal(file)
    if seal is None:
        return ""
    stage = "公开" if seal.is_cleared else "送审"
    return f"该文件已随《{seal.page_title}》{stage}，不能{act}。请上传新文件，在页面中改用新文件后重新送审。"


def refuse_change(file: Any, update_fields: Iterable[str] | None = None) -> None:
    """Raises PermissionDenied when a save would change what the public sees of a sealed file."""
    shown = SHOWN[kind_of(file)]
    written = shown if update_fields is None else [name for name in shown if name in set(update_fields)]
    if not file.pk or not written:
        return
    stored = type(file).objects.filter(pk=file.pk).values(*written).first()
    if stored is None or not any(_differs(file, name, value) for name, value in stored.items()):
        return
    if why_not := refusal(file, "替换或改名"):
        raise PermissionDenied(why_not)


def _differs(file: Any, name: str, stored: Any) -> bool:
    if name != "file":
        return getattr(file, name) != stored
    # An upload that is not stored yet may bear the old name.
    return file.file.name != stored or not file.file._committed


def is_public(kind: FileKind, file_id: int) -> bool:
    """Whether the public may have this file now. One query."""
    return SealedFile.objects.filter(kind=kind, file_id=file_id).public().exists()


def may_open(user: User | AnonymousUser, file: Any) -> bool:
    """Whether somebody may open a file that is not public.

    Whoever may choose it into a page could read it there; reviewers, writers and supervisors of a page that was
    submitted with it read it with the page.
    """
    if not isinstance(user, User) or not user.has_perm("wagtailadmin.access_admin"):
        return False
    kind = kind_of(file)
    if _POLICIES[kind].user_has_any_permission_for_instance(user, ["choose", "change"], file):
        return True
    sealed = SealedFile.objects.filter(kind=kind, file_id=file.pk)
    decided_by_posts = PostTaskState.objects.at_steps_of(appointments_of(user))
    if decided_by_posts.filter(revision_id__in=sealed.values("revision_id")).exists():
        return True
    pages = sealed.order_by().values_list("page_id", flat=True).distinct()
    return any(may_see_record(page_id, user) for page_id in pages)
