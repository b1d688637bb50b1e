"""Letters are drafted and issued; templates and letterheads change."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from foundation.organisations.models import Body, User
from foundation.rules.access import may_set

from .checking import LARGEST_BYTES, template_problems
from .kinds import LetterKind, letter_kind
from .models import Letter, Letterhead, NumberSeries, TemplateVersion
from .rendering import render
from .rules import LONGEST_NUMBER, chinese_date, render_number
from .selectors import (
    common_values,
    letterhead_of,
    letters_about,
    prefix_of,
    template_in_force,
    version_in_force,
)
from .values import kept_of, samples_of, values_of

# Who writes the samples of the platform's own templates.
SAMPLE_BODY = {"name": "示范县人民政府办公室", "number_prefix": "示政办发"}
# Whose name stands in the register where nobody of the office took the step.
BY_PLATFORM = "系统自动生成"
NOT_YOURS = "只有平台运维和本机构的政务公开办公室可以设定公文模板和信头。"


def _made(
    kind: LetterKind, head: Letterhead, template: bytes, fields: Mapping[str, Any], number: str, date: str
) -> bytes:
    values = values_of(kind, fields) | common_values(head, number=number, date=date)
    return render(template, values, title=kind.label, author=head.body.name)


def draft(key: str, body: Body | None, fields: Mapping[str, Any], on: dt.date | None = None) -> bytes:
    """The letter as a Word file without number and record: for reading, for signing, for filling in by hand.

    A form of the whole platform has no body. ``fields``: every field of the kind by name.
    Raises UnknownKind, WrongFields, BrokenTemplate.
    """
    kind, date = letter_kind(key), chinese_date(on or timezone.localdate())
    head = letterhead_of(body) if body else Letterhead(body=Body())
    return _made(kind, head, template_in_force(key, body).data, fields, "", date)


def preview(key: str, body: Body | None) -> bytes:
    """The template in force, filled with the sample values. Raises UnknownKind, BrokenTemplate, ValidationError."""
    kind = letter_kind(key)
    today = timezone.localdate()
    head = letterhead_of(body) if body else Letterhead(body=Body(**SAMPLE_BODY))
    number = _number(kind, head, today.year, 1) if kind.series else ""
    template = template_in_force(key, body).data
    return _made(kind, head, template, samples_of(kind), number, chinese_date(today))


def issue(
    key: str,
    body: Body,
    fields: Mapping[str, Any],
    subject: models.Model,
    by: User | None,
    *,
    on: dt.date | None = None,
    subject_text: str = "",
) -> Letter:
    """Make the letter, give it the next number of its series and keep the exact file. All or nothing.

    Whether ``by`` may write this letter is for the caller to decide; None is the platform, for what follows from the
    reader's own step and decides nothing (a receipt). ``on`` is the 成文日期, today by default.
    Raises UnknownKind, WrongFields, BrokenTemplate, ValidationError.
    """
    kind, day = letter_kind(key), on or timezone.localdate()
    stored: list[Any] = []
    try:
        with transaction.atomic():
            letter, data = _composed(kind, body, fields, day)
            letter.subject_type = ContentType.objects.get_for_model(subject)
            letter.subject_id, letter.subject_text = subject.pk, (subject_text or str(subject))[:255]
            letter.by, letter.person_name = by, by.get_full_name() if by else BY_PLATFORM
            letter.file.save(f"{key}-{day:%Y%m%d}.docx", ContentFile(data), save=False)
            stored.append(letter.file)
            letter.save()
            return letter
    except IntegrityError as taken:
        _discard(stored)
        raise ValidationError("文号已经用过，请检查信头的文号样式。") from taken
    except BaseException:
        _discard(stored)
        raise


def _composed(kind: LetterKind, body: Body, fields: Mapping[str, Any], day: dt.date) -> tuple[Letter, bytes]:
    """The letter under its next number, without its matter, and its file."""
    head = letterhead_of(body)
    sequence = _next(body, kind.series, day.year) if kind.series else None
    number = _number(kind, head, day.year, sequence) if sequence else ""
    template = template_in_force(kind.key, body)
    data = _made(kind, head, template.data, fields, number, chinese_date(day))
    letter = Letter(
        kind=kind.key,
        body=body,
        series=kind.series,
        year=day.year,
        sequence=sequence,
        number=number,
        issued_on=day,
        template=template.version,
        template_sha256=template.sha256,
        fields=kept_of(kind, fields),
        sha256=hashlib.sha256(data).hexdigest(),
    )
    return letter, data


@transaction.atomic
def issue_once(
    key: str,
    body: Body,
    fields: Mapping[str, Any],
    subject: models.Model,
    by: User,
    *,
    on: dt.date | None = None,
) -> Letter:
    """The same for a matter that gets one letter of the kind: a second call returns the first letter.

    The matter's row is locked, so that two clicks are one letter. Raises as ``issue`` does.
    """
    type(subject)._base_manager.select_for_update().get(pk=subject.pk)
    before = letters_about(subject).filter(kind=key).first()
    return before or issue(key, body, fields, subject, by, on=on)


def _discard(stored: list[Any]) -> None:
    """The rows are rolled back with the transaction; a file on disk is not."""
    for file in stored:
        file.delete(save=False)


def _next(body: Body, series: str, year: int) -> int:
    """The next number of a series, under its lock: given back when the transaction fails, so none is left out."""
    row, _new = NumberSeries.objects.get_or_create(body=body, series=series, year=year)
    row = NumberSeries.objects.select_for_update().get(pk=row.pk)
    row.last += 1
    row.save(update_fields=["last"])
    return row.last


def _number(kind: LetterKind, head: Letterhead, year: int, sequence: int) -> str:
    number = render_number(
        head.number_pattern, prefix=prefix_of(head), word=kind.series, year=year, seq=sequence
    )
    if len(number) > LONGEST_NUMBER:
        raise ValidationError(f"文号超过{LONGEST_NUMBER}个字，请缩短信头的文号样式或机关代字。")
    return number


def add_version(key: str, body: Body | None, upload: Any, note: str, by: User) -> TemplateVersion:
    """A new template for the body, or for the platform. Raises PermissionDenied, ValidationError, UnknownKind."""
    kind = letter_kind(key)
    _check_right(by, body)
    data = upload.read(LARGEST_BYTES + 1)
    if data == template_in_force(key, body).data:
        raise ValidationError({"upload": "与现行模板完全相同，不需要再上传。"})
    if problems := template_problems(kind, data):
        raise ValidationError({"upload": problems})
    return _add(key, body, note, by, data)


def restore(key: str, body: Body | None, note: str, by: User) -> TemplateVersion:
    """Withdraw what this scope had: the superior's, the platform's or the built-in template holds again.

    Raises PermissionDenied, ValidationError, UnknownKind.
    """
    letter_kind(key)
    _check_right(by, body)
    current = version_in_force(key, body)
    if current is None or current.body_id != (body.pk if body else None):
        raise ValidationError("这里没有自己的模板，不需要恢复。")
    return _add(key, body, note, by, b"")


def _check_right(by: User, body: Body | None) -> None:
    if not may_set(by, body):
        raise PermissionDenied(NOT_YOURS)


@transaction.atomic
def _add(key: str, body: Body | None, note: str, by: User, data: bytes) -> TemplateVersion:
    note = note.strip()
    if not note:
        raise ValidationError({"note": "请写明改了什么、为什么改。"})
    if body:
        Body.objects.select_for_update(no_key=True).get(pk=body.pk)
    last = TemplateVersion.objects.filter(kind=key, body=body).aggregate(top=models.Max("number"))["top"] or 0
    version = TemplateVersion(
        kind=key,
        body=body,
        number=last + 1,
        sha256=hashlib.sha256(data).hexdigest() if data else "",
        note=note[:200],
        by=by,
        person_name=by.get_full_name(),
    )
    if data:
        version.file = ContentFile(data, name=f"{key}.docx")
    version.save()
    return version


def set_letterhead(head: Letterhead, by: User) -> Letterhead:
    """Change what all templates of a body show from now on; letters that went out stay as they were.

    Raises PermissionDenied, ValidationError.
    """
    _check_right(by, head.body)
    head.changed_by = by
    head.full_clean(validate_unique=False)
    head.save()
    return head
