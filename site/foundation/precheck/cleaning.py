"""清理后使用: a cleaned copy of a file takes its place in a draft; the original stays as it was.

The copy is a new file of the library with a digest of its own, checked like an upload.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from foundation.organisations.models import User
from foundation.signoff.file_models import FileKind
from foundation.signoff.file_rules import content_problem, name_problem
from foundation.signoff.files import kind_of
from foundation.signoff.submissions import locked

from .files.content import CLEANABLE, Notice, Unreadable
from .files.isolation import clean_copy, read_isolated
from .files.reading import can_be_cleaned
from .rules.finding import Finding, Kind
from .swapping import File, swap

_MODELS = {FileKind.DOCUMENT: get_document_model, FileKind.IMAGE: get_image_model}
_NOT_IN_DRAFT = "草稿中已经没有这个文件，可能已被替换。请返回编辑页面查看。"


@dataclass(frozen=True, slots=True)
class Cleaning:
    """What a cleaned copy no longer carries, and what stays for people to deal with."""

    file: File
    data: bytes
    removed: tuple[Notice, ...]
    left: tuple[Notice, ...]

    @property
    def sizes(self) -> tuple[int, int]:
        """Bytes before and after."""
        return self.file.file.size, len(self.data)


def file_key(file: File) -> str:
    """The name under which findings remember a file: document-12."""
    return f"{kind_of(file).value}-{file.pk}"


def cleanable(finding: Finding) -> tuple[str, int] | None:
    """Kind and number of the file that cleaning would rid of this finding; None where it would not."""
    says_so = finding.suggestion == CLEANABLE or (
        finding.kind == Kind.HIDDEN and "清理时会一并删去" in finding.suggestion
    )
    kind, _, number = finding.file.partition("-")
    return (kind, int(number)) if says_so and number else None


def find_file(kind: str, file_id: int) -> File | None:
    """A file of one of the two libraries."""
    return _MODELS[FileKind(kind)]().objects.filter(pk=file_id).first()


def editing_refusal(page: Any, user: User) -> str:
    """Why this user may not put another file into the draft now, in Chinese; empty when it may be done."""
    if page.workflow_in_progress:
        return "本稿件正在审签，期间不能更换文件。退回或撤回后再清理。"
    if (lock := page.get_lock()) and lock.for_user(user):
        return "本页面已锁定，不能更换文件。"
    if not page.permissions_for_user(user).can_edit():
        return "您不是本页面的编辑人员，不能更换文件。"
    return ""


def prepare(draft: Any, file: File) -> Cleaning:
    """Clean a file of the draft and read the copy back; nothing is stored. Raises ValidationError."""
    if not swap(draft, file, file):
        raise ValidationError(_NOT_IN_DRAFT)
    if not can_be_cleaned(file.filename):
        raise ValidationError("本格式不能自动清理。请在原文件中删除批注、修订和属性，另存后重新上传。")
    try:
        with file.open_file() as handle:
            data = handle.read()
        before = read_isolated(data, file.filename).notices
        cleaned = clean_copy(data, file.filename)
        after = read_isolated(cleaned, file.filename).notices
    except OSError:
        raise ValidationError("文件已丢失，请重新上传。") from None
    except Unreadable as problem:
        raise ValidationError(f"{problem}。") from None
    removed = tuple(notice for notice in before if notice not in after)
    return Cleaning(file, cleaned, removed, tuple(after))


def use_cleaned(page: Page, kind: str, file_id: int, user: User) -> Cleaning:
    """Store the cleaned copy and save the draft with it in the place of the original.

    Cleaning comes before the transaction: no lock is held while a file is read.
    Raises PermissionDenied, ValidationError.
    """
    if why_not := editing_refusal(page, user):
        raise PermissionDenied(why_not)
    file = find_file(kind, file_id)
    if file is None:
        raise ValidationError(_NOT_IN_DRAFT)
    done = prepare(page.get_latest_revision_as_object(), file)
    if not done.removed:
        raise ValidationError("该文件没有可以自动清理的内容。")
    if problem := name_problem(file.filename) or content_problem(file.filename, BytesIO(done.data)):
        raise ValidationError(f"清理后的文件未通过上传检查：{problem}")
    with transaction.atomic():
        held = locked(page)
        if why_not := editing_refusal(held, user):
            raise PermissionDenied(why_not)
        draft = held.get_latest_revision_as_object()
        if not swap(draft, file, _stored_copy(file, done.data, user)):
            raise ValidationError(_NOT_IN_DRAFT)
        draft.save_revision(user=user, log_action=True)
    return done


def _stored_copy(file: File, data: bytes, user: User) -> File:
    """A new file of the library with the same name, place and words."""
    same: dict[str, Any] = {"title": file.title, "collection": file.collection, "uploaded_by_user": user}
    if isinstance(file, AbstractImage):
        for name in ("description", *(f"focal_point_{side}" for side in ("x", "y", "width", "height"))):
            same[name] = getattr(file, name)
    copy: File = type(file).objects.create(file=ContentFile(data, name=file.filename), **same)
    copy.tags.set(file.tags.all())
    return copy
