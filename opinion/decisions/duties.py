"""The yearly catalogue is due (R-103): opened with the year for bodies that had one, met by its publication."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from foundation.duties import services as ledger
from foundation.duties.kinds import DutyKind, register_kind
from foundation.duties.models import Duty
from foundation.organisations.models import Body

from .models import DecisionCatalogue
from .parameters import CATALOGUE_DAYS

KIND = "decision.catalogue"


def register_kinds() -> None:
    """Called when the app is ready."""
    register_kind(
        DutyKind(
            key=KIND,
            label="公布年度重大行政决策目录",
            basis=CATALOGUE_DAYS.basis,
            parameter=CATALOGUE_DAYS.key,
            base_event="年度开始",
        )
    )


def open_yearly() -> str:
    """Every body that kept a catalogue before owes this year's. May run again at any time."""
    year = timezone.localdate().year
    done = DecisionCatalogue.objects.filter(year=year, published_at__isnull=False).values("body")
    kept = DecisionCatalogue.objects.filter(year__lt=year).values("body")
    opened = 0
    for body in Body.objects.filter(pk__in=kept).exclude(pk__in=done):
        if Duty.objects.of(body, KIND).filter(period=str(year)).exists():
            continue
        ledger.open_duty(
            KIND,
            subject=body,
            label=f"公布{body.name}{year}年度重大行政决策目录",
            body=body,
            base_on=dt.date(year, 1, 1),
            period=str(year),
            url=reverse("decisions_admin:catalogues"),
            confirmed=True,
        )
        opened += 1
    return f"新登记年度决策目录{opened}件" if opened else ""
