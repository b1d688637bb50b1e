"""What is due: handing over, the report of a place, the filing of a catalogue."""

import datetime as dt

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone

from foundation.duties import services as ledger
from foundation.duties.kinds import DutyKind, register_kind
from foundation.duties.models import Duty
from foundation.organisations.models import User
from foundation.rules.parameters import parameter

from .enums import Cause
from .models import Deposit, ReadingPlace
from .rules import Quarter

SEND, CHANGE, REPORT, FILE = "deposit.send", "deposit.change", "deposit.report", "catalog.report"
_KINDS = (
    (SEND, "送交查阅场所", "deposit.send_days", "信息形成"),
    (CHANGE, "变更、废止信息送交", "deposit.change_days", "信息变更或者废止"),
    (REPORT, "查阅点季度报告", "deposit.report_days", "季度结束"),
    (FILE, "公开属性目录报送", "catalog.report_days", "公文签发"),
)


def register_kinds() -> None:
    """Called when the app is ready."""
    for key, label, length, event in _KINDS:
        basis = parameter(length).basis
        register_kind(DutyKind(key=key, label=label, basis=basis, parameter=length, base_event=event))


def kind_for(deposit: Deposit) -> str:
    """Changes and repeals have a limit of their own."""
    return SEND if deposit.cause == Cause.FORMED else CHANGE


def open_for(deposit: Deposit, officer: User | None) -> Duty:
    """The unit has something to hand over; the officer (专人) is reminded."""
    what = "废止目录：" if deposit.cause == Cause.REPEALED else ""
    return ledger.open_duty(
        kind_for(deposit),
        subject=deposit,
        label=f"向{deposit.place.name}送交{what}《{deposit.title}》",
        body=deposit.body,
        unit=deposit.unit,
        person=officer,
        base_on=min(deposit.formed_on, timezone.localdate()),
        url=reverse("deposits:deposit", args=[deposit.pk]),
        confirmed=True,
    )


def running(deposit: Deposit) -> Duty | None:
    """Its open duty."""
    return Duty.objects.open().of(deposit).first()


def open_report(place: ReadingPlace, quarter: Quarter) -> Duty | None:
    """The report of a quarter that is over; None where it was due before, done or not."""
    if Duty.objects.of(place, REPORT).filter(period=quarter.key).exists():
        return None
    return ledger.open_duty(
        REPORT,
        subject=place,
        label=f"{place.name}{quarter}报告",
        body=place.body,
        base_on=quarter.last,
        period=quarter.key,
        url=reverse("deposits:report", args=[place.pk, quarter.key]),
        confirmed=True,
    )


def due_days(deposits: list[Deposit]) -> dict[int, dt.date | None]:
    """By when each that waits has to be handed over. One query."""
    about = ContentType.objects.get_for_model(Deposit)
    numbers = [str(deposit.pk) for deposit in deposits]
    found = Duty.objects.open().filter(content_type=about, object_id__in=numbers)
    return {int(duty.object_id): duty.due_on for duty in found}
