"""A redacted copy is registered and checked (区分处理)."""

import hashlib
from collections.abc import Iterator
from dataclasses import asdict
from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from wagtail.documents import get_document_model

from foundation.organisations.models import Unit, User
from foundation.organisations.selectors import units_edited_by
from foundation.precheck.files.content import FileContent, Unreadable
from foundation.precheck.files.isolation import clean_copy, read_isolated
from foundation.precheck.rules.finding import Severity
from foundation.precheck.rules.scan import scan_text
from foundation.precheck.selectors import load_wordings
from foundation.signoff.file_rules import content_problem, name_problem
from foundation.signoff.files import binding_seal, may_open
from foundation.signoff.mails import address_of, tell

from .models import Redaction, RedactionCheck
from .rules import WrongPlaces, places_from
from .selectors import check_refusal, checker, checkers_asked, is_original

# What can be edited can be unredacted; these are also what can be rid of their properties.
SUFFIXES = (".pdf", ".png", ".jpg", ".jpeg")
SHORTEST_OPINION = 5


def register_redaction(
    user: User, *, original: Any, upload: UploadedFile, title: str, unit: Unit, places: str
) -> Redaction:
    """Store a redacted copy made from an original. Raises PermissionDenied, ValidationError.

    Files are read before the transaction: no lock is held meanwhile.
    """
    if not units_edited_by(user).filter(pk=unit.pk).exists() or not may_open(user, original):
        raise PermissionDenied("遮盖件由责任科室的编辑登记，且须能打开原件。")
    _refuse_original(original)
    try:
        redacted = places_from(places)
    except WrongPlaces as problem:
        raise ValidationError({"places": str(problem)}) from None
    data = upload.read()
    before = _sha256_of(original)
    cleaned, findings = _checked(data, upload, before)
    with transaction.atomic():
        # Under the lock: nobody publishes or registers the original in between.
        held = get_document_model().objects.select_for_update().get(pk=original.pk)
        _refuse_original(held)
        copy = get_document_model().objects.create(
            title=title,
            file=ContentFile(cleaned, name=upload.name),
            collection=held.collection,
            uploaded_by_user=user,
        )
        redaction = Redaction.objects.create(
            original=held,
            copy=copy,
            body=unit.body,
            unit=unit,
            original_sha256=before,
            copy_sha256=hashlib.sha256(cleaned).hexdigest(),
            places=[asdict(place) for place in redacted],
            findings=findings,
            registered_by=user,
            person_name=user.get_full_name(),
        )
        tell(
            checkers_asked(redaction),
            f"请核对遮盖件：{title}",
            f"{redaction.person_name}登记了遮盖件“{title}”，请对照原件核对；核对通过后才能使用。",
            f"核对：{address_of('redactions:redaction', redaction.pk)}",
        )
        return redaction


@transaction.atomic
def check_redaction(redaction: Redaction, user: User, *, agreed: bool, opinion: str) -> RedactionCheck:
    """The second person says whether nothing withheld is left. Raises PermissionDenied, ValidationError."""
    redaction = Redaction.objects.select_for_update().get(pk=redaction.pk)
    held = checker(redaction, user)
    if (why_not := check_refusal(redaction, user)) or held is None:
        raise PermissionDenied(why_not)
    if len(opinion.strip()) < SHORTEST_OPINION:
        raise ValidationError({"opinion": f"请写明核对意见，不少于{SHORTEST_OPINION}个字。"})
    check = RedactionCheck.objects.create(
        redaction=redaction,
        agreed=agreed,
        opinion=opinion.strip(),
        person=user,
        person_name=user.get_full_name(),
        post_title=str(held.post),
    )
    tell(
        [redaction.registered_by],
        f"遮盖件{'已核对通过' if agreed else '核对未通过'}：{redaction}",
        f"{check.person_name}：{check.opinion}",
        "可以放入页面或者答复书了。" if agreed else "请重新制作遮盖件后另行登记。",
        f"查看：{address_of('redactions:redaction', redaction.pk)}",
    )
    return check


def _refuse_original(original: Any) -> None:
    if hasattr(original, "redaction"):
        raise ValidationError({"original": "所选文件本身是遮盖件，请选择未遮盖的原件。"})
    if not is_original(original.pk) and (seal := binding_seal(original)):
        raise ValidationError(
            {
                "original": f"该文件已随《{seal.page_title}》送审或公开，不能再作为不公开的原件。"
                "请先退回或撤下该页面，再将原件重新上传后登记。"
            }
        )


def _sha256_of(document: Any) -> str:
    try:
        with document.open_file() as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError:
        raise ValidationError({"original": "原件在服务器上找不到，请重新上传。"}) from None


def _checked(data: bytes, upload: UploadedFile, original_sha256: str) -> tuple[bytes, list[str]]:
    """The copy without properties, and what the second person has to look at. Raises ValidationError."""
    name = upload.name or ""
    if PurePath(name).suffix.lower() not in SUFFIXES:
        raise ValidationError(
            {"upload": f"遮盖件请用PDF或图片（{'、'.join(SUFFIXES)}），可编辑的格式能还原遮盖。"}
        )
    if problem := name_problem(name) or content_problem(name, BytesIO(data)):
        raise ValidationError({"upload": problem})
    if hashlib.sha256(data).hexdigest() == original_sha256:
        raise ValidationError({"upload": "上传的文件与原件完全相同，没有遮盖。请上传遮盖后的文件。"})
    try:
        _refuse(_left_in(read_isolated(data, name), Severity.MUST_FIX))
        cleaned = clean_copy(data, name)
        content = read_isolated(cleaned, name)
    except Unreadable as problem:
        raise ValidationError({"upload": f"{problem}。"}) from None
    _refuse(_left_in(content, Severity.MUST_FIX))
    return cleaned, list(_left_in(content, Severity.CONFIRM))


def _refuse(problems: Iterator[str]) -> None:
    if found := list(problems):
        raise ValidationError({"upload": [f"遮盖不彻底：{problem}" for problem in found]})


def _left_in(content: FileContent, severity: Severity) -> Iterator[str]:
    """What the pre-check finds in the copy, in words: hidden text, remarks, personal data."""
    for notice in content.notices:
        if notice.severity == severity:
            yield f"{notice.place}{notice.message}。{notice.suggestion}"
    wordings = load_wordings().wordings
    for text in content.texts:
        for finding in scan_text(text.text, wordings, timezone.localdate()):
            if finding.severity == severity:
                yield finding.located(place=text.label).in_words
