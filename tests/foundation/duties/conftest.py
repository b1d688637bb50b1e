"""A small ledger: one kind of duty of each clock, and a second unit that is no disclosure office."""

import datetime as dt

import pytest

from foundation.duties import services as duties
from foundation.duties.enums import Clock
from foundation.duties.kinds import DutyKind, register_kind
from foundation.organisations.enums import PostKind
from foundation.organisations.models import Unit
from tests.offices import appoint

PUBLISH, INTERPRET, RUMOUR, REPORT = "test.publish", "test.interpret", "test.rumour", "test.report"
for kind in (
    DutyKind(PUBLISH, "主动公开", "条例第二十六条", parameter="pub.days.default", base_event="文件形成"),
    DutyKind(INTERPRET, "政策解读", "国办发〔2016〕80号", parameter="interp.max_days", base_event="文件公布"),
    DutyKind(RUMOUR, "舆情回应", "国办发〔2016〕61号", clock=Clock.HOURS),
    DutyKind(REPORT, "年度报告", "条例第四十九条"),
):
    register_kind(kind)


@pytest.fixture
def finance(office):
    """财务科 with an editor, a head and nobody else."""
    unit = Unit.objects.create(body=office.body, name="财务科")
    office.finance_editor = appoint("caiwu", "马小财", PostKind.EDITOR, office.body, unit)
    office.finance_head = appoint("caizhang", "于财长", PostKind.UNIT_HEAD, office.body, unit)
    return unit


@pytest.fixture
def opened(office):
    """Opens a duty about the office's column, or whatever is said."""

    def open_one(kind: str = PUBLISH, **fields):
        values = {
            "subject": office.column,
            "label": "《关于做好防汛工作的通知》公开",
            "body": office.body,
            "unit": office.unit,
            "base_on": dt.date(2026, 1, 23),
        } | fields
        return duties.open_duty(kind, **values)

    return open_one
