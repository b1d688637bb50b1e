"""Filing a body's catalogues by attribute (目录报送, R-037): numbered, with a digest and a receipt."""

import csv
import datetime as dt
import hashlib
import io
from collections.abc import Iterator

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook

from disclosure.attributes.models import CatalogueEntry
from disclosure.attributes.selectors import catalogue
from disclosure.documents.enums import Openness
from disclosure.documents.openness import openness_label
from foundation.duties.models import Duty
from foundation.duties.services import cancel, meet_for, open_duty
from foundation.organisations.models import Body, User
from foundation.organisations.spreadsheets import harmless

from .duties import FILE
from .models import CatalogueFiling, DepositSetting
from .selectors import may_send

HEADINGS = ("标题", "文号", "类型", "责任科室", "公开属性", "理由", "签发人", "签发日期")
_NOT_THE_OFFICER = "目录由本单位送交专人或者办公室报送。"


def entry_written(entry: CatalogueEntry) -> None:
    """A document was signed: the catalogue it is in now, and the one it has left, have to be filed anew."""
    setting = DepositSetting.objects.filter(body=entry.body).exclude(catalogue_receiver="").first()
    if setting is None:
        return
    for value in _touched(entry):
        filed = CatalogueFiling.objects.filter(body=entry.body_id, value=value).exists()
        if filed or catalogue(value).filter(body=entry.body_id).exists():
            _open(setting, value, timezone.localdate(entry.at))
        else:
            _end(setting.body, value, "目录中已没有条目，也没有报送过")


def _touched(entry: CatalogueEntry) -> set[str]:
    """The catalogues that say something else since: the one it is in, and the one it has left.

    None when it was signed again after a slip of the pen: only the day and the hand are new.
    """
    earlier = CatalogueEntry.objects.filter(page_id=entry.page_id, pk__lt=entry.pk).order_by("-pk").first()
    if earlier is None:
        return {entry.value}
    told = "value", "title", "document_number", "kind", "unit_id", "reason"
    is_same = all(getattr(earlier, name) == getattr(entry, name) for name in told)
    return set() if is_same else {entry.value, earlier.value}


def _end(body: Body, value: str, why: str) -> None:
    if duty := Duty.objects.open().of(body, FILE).filter(period=value).first():
        cancel(duty, why, by=None)


def _open(setting: DepositSetting, value: str, day: dt.date) -> None:
    open_duty(
        FILE,
        subject=setting.body,
        label=f"报送{openness_label(value, setting.body_id)}目录",
        body=setting.body,
        person=setting.officer,
        base_on=day,
        period=value,
        url=reverse("deposits:filings"),
        confirmed=True,
    )


@transaction.atomic
def make_version(user: User, body: Body, value: str) -> CatalogueFiling:
    """Freeze one catalogue of a body as its next version. Raises PermissionDenied, ValidationError.

    The same content twice is one version.
    """
    if not may_send(user, body):
        raise PermissionDenied(_NOT_THE_OFFICER)
    setting = DepositSetting.objects.filter(body=body).first()
    if setting is None or not setting.catalogue_receiver:
        raise ValidationError("请先在“送交落实情况”中填写本单位的目录报送单位。")
    body = Body.objects.select_for_update(no_key=True).get(pk=body.pk)  # versions are numbered without a gap
    # Asked for before the rows: what is signed in between is filed again rather than left out.
    last_entry = CatalogueEntry.objects.filter(body=body).aggregate(last=Max("pk"))["last"]
    rows = list(_rows(body, value))
    newest = CatalogueFiling.objects.filter(body=body, value=value).first()
    if len(rows) == 1 and newest is None:
        raise ValidationError(f"{openness_label(value, body.pk)}目录中还没有条目，不必报送。")
    text = _as_csv(rows)
    digest = hashlib.sha256(text).hexdigest()
    if newest and newest.digest == digest:
        if newest.filed_on:
            _end(body, value, f"目录内容与已报送的第{newest.version}版相同")
        return newest
    filing = CatalogueFiling(
        body=body,
        value=value,
        version=newest.version + 1 if newest else 1,
        entries=len(rows) - 1,
        last_entry=last_entry,
        digest=digest,
        receiver=setting.catalogue_receiver,
        made_by=user,
    )
    name = f"{openness_label(value, body.pk)}目录-{body.code}-{filing.version}"
    filing.csv.save(f"{name}.csv", ContentFile(text), save=False)
    filing.xlsx.save(f"{name}.xlsx", ContentFile(_as_xlsx(rows)), save=False)
    filing.save()
    return filing


def _rows(body: Body, value: str) -> Iterator[list[str]]:
    """Headings, then one line for each document."""
    yield list(HEADINGS)
    label = openness_label(value, body.pk)
    entries = catalogue(value).filter(body=body).select_related("unit").order_by("at", "pk")
    for entry in entries.iterator(chunk_size=500):
        cells = (
            entry.title, entry.document_number, entry.kind, entry.unit.name if entry.unit else "", label,
            entry.get_reason_display(), entry.signed_by, timezone.localdate(entry.at).isoformat(),
        )  # fmt: skip
        yield [harmless(cell) for cell in cells]


def _as_csv(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")  # so that Excel reads it as UTF-8


def _as_xlsx(rows: list[list[str]]) -> bytes:
    book, buffer = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("目录")
    for row in rows:
        sheet.append(row)
    book.save(buffer)
    return buffer.getvalue()


@transaction.atomic
def record_filing(
    user: User, filing: CatalogueFiling, *, filed_on: dt.date, receipt_number: str, received_by: str
) -> CatalogueFiling:
    """The office has it: the duty is met; what was signed since is due anew.

    Raises PermissionDenied, ValidationError.
    """
    filing = CatalogueFiling.objects.select_for_update().select_related("body").get(pk=filing.pk)
    if not may_send(user, filing.body):
        raise PermissionDenied(_NOT_THE_OFFICER)
    if filing.filed_on:
        raise ValidationError(f"本版已于{filing.filed_on}报送，回执编号{filing.receipt_number}。")
    if not timezone.localdate(filing.made_at) <= filed_on <= timezone.localdate():
        raise ValidationError({"filed_on": "报送日期应在本版编制之日与今天之间，请核对。"})
    filing.filed_on = filed_on
    filing.receipt_number, filing.received_by = receipt_number.strip(), received_by.strip()
    filing.save(update_fields=["filed_on", "receipt_number", "received_by"])
    newer = CatalogueEntry.objects.filter(body=filing.body, pk__gt=filing.last_entry).order_by("pk")
    since = next((entry.at for entry in newer if filing.value in _touched(entry)), None)
    meet_for(FILE, subject=filing.body, period=filing.value, on=filed_on, by=user)
    setting = DepositSetting.objects.filter(body=filing.body).exclude(catalogue_receiver="").first()
    if since and setting:
        _open(setting, filing.value, timezone.localdate(since))
    return filing


def filed_catalogues(body: Body) -> list[tuple[str, str]]:
    """The three catalogues in the words of the body."""
    return [(value, f"{openness_label(value, body.pk)}目录") for value in Openness.values]
