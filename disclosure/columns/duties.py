"""What columns owe to the ledger of duties: their next update, and what a statement promised (R-021, R-036)."""

import datetime as dt

from django.urls import reverse

from disclosure.catalogue.enums import Absence
from foundation.duties import services as ledger
from foundation.duties.enums import Clock
from foundation.duties.kinds import DutyKind
from foundation.duties.models import Duty

from .health import ColumnHealth

REFRESH, PLACEHOLDER, PERIOD = "column.refresh", "column.placeholder", "column.period"
KINDS = (
    DutyKind(
        REFRESH,
        "栏目更新",
        "《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）；栏目维护任务书",
        base_event="最近一次更新",
        clock=Clock.FIXED_DATE,
        ends_by="不需要定期更新的，请调整栏目维护任务的更新频率，或者作出未产生信息说明。",
    ),
    DutyKind(
        PERIOD,
        "按期公开",
        "公开目录规定的公开日期和周期（需求R-021）",
        base_event="所属期届满",
        clock=Clock.FIXED_DATE,
        ends_by="请公开该期信息并填写所属期，或者作出未产生信息说明。",
    ),
    DutyKind(
        PLACEHOLDER,
        "未产生信息说明到期",
        "《枞阳县行政机关政府信息公开主动公开工作指南（2020本）》八（四）",
        base_event="说明公开",
        clock=Clock.FIXED_DATE,
        ends_by="请公开信息，或者在栏目中重新填写说明。",
    ),
)


def settle(row: ColumnHealth, today: dt.date) -> None:
    """Bring the duties of one column in line with how it stands. Safe to repeat."""
    _settle_refresh(row, today)
    _settle_periods(row, today)
    _settle_placeholder(row, today)


def _settle_refresh(row: ColumnHealth, today: dt.date) -> None:
    # What comes round by the calendar has a duty for each period instead.
    column, due = row.column, row.standing.due if row.standing and not row.owed else None
    period = due.isoformat() if due else ""
    for duty in Duty.objects.open().of(column, REFRESH).exclude(period=period):
        if row.owed:
            ledger.cancel(duty, "改按所属期分别登记", None)
        elif due is None and row.health not in (row.health.FRESH, row.health.STANDING):
            ledger.cancel(duty, f"栏目现为“{row.health.label}”，不再按更新间隔计算", None)
        else:
            ledger.meet(duty, on=_done_on(row.updated_on, duty, today))
    if due and column.body:
        ledger.open_duty(
            REFRESH,
            subject=column,
            label=f"栏目“{column.title}”更新",
            body=column.body,
            unit=row.unit,
            person=row.care.person if row.care else None,
            base_on=min(row.updated_on or today, today),
            due_on=due,
            period=period,
            basis=row.frequency.source if row.frequency else "",
            url=reverse("columns:column", args=[column.pk]),
            confirmed=True,
        )


def _settle_periods(row: ColumnHealth, today: dt.date) -> None:
    """One duty for each period that is not public yet; an answered one is met, another rule ends the rest."""
    column, open_ones = row.column, {one.key: one for one in row.unanswered}
    for duty in Duty.objects.open().of(column, PERIOD).exclude(period__in=open_ones):
        if day := row.answered.get(duty.period):
            ledger.meet(duty, on=max(day, duty.base_on))
        else:
            ledger.cancel(duty, f"栏目现为“{row.health.label}”，不再按此期公开", None)
    if column.body is None:
        return
    for one in open_ones.values():
        ledger.open_duty(
            PERIOD,
            subject=column,
            label=f"栏目“{column.title}”{one.words}：{one.what}",
            body=column.body,
            unit=row.unit,
            person=row.care.person if row.care else None,
            base_on=min(one.begun, today),
            due_on=one.due,
            period=one.key,
            basis=column.item.legal_basis if column.item else "",
            url=reverse("columns:column", args=[column.pk]),
            confirmed=True,
        )


def _done_on(updated_on: dt.date | None, duty: Duty, today: dt.date) -> dt.date:
    """The day of the update that answers the duty; an update dated before it was due to begin counts today."""
    return updated_on if updated_on and duty.base_on < updated_on <= today else today


def _settle_placeholder(row: ColumnHealth, today: dt.date) -> None:
    """A duty on the day the information was expected; met by what is published or by a new statement."""
    column = row.column
    until = column.absence_until if column.absence == Absence.NOT_PRODUCED else None
    still_empty = row.updated_on is None
    period = until.isoformat() if until and still_empty else ""
    for duty in Duty.objects.open().of(column, PLACEHOLDER).exclude(period=period):
        ledger.meet(duty, on=today)
    if until and still_empty and column.body:
        ledger.open_duty(
            PLACEHOLDER,
            subject=column,
            label=f"栏目“{column.title}”的未产生信息说明到期",
            body=column.body,
            unit=row.unit,
            due_on=until,
            base_on=min(today, until),
            period=period,
            url=reverse("columns:column", args=[column.pk]),
        )
