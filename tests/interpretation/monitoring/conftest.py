"""People on duty for 舆情 in the office, and a finding that is ready to be reported."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pytest

from foundation.organisations.enums import PostKind
from foundation.organisations.models import User
from interpretation.monitoring import services
from interpretation.monitoring.enums import Channel, Level
from interpretation.monitoring.models import Finding
from tests.offices import Office, appoint

ZONE = ZoneInfo("Asia/Shanghai")
REPORT = {
    "happened_at": "2026年1月7日晚",
    "place": "甲河镇农贸市场",
    "content": "有网民发帖称市场停水两天。",
    "spread": "本地论坛1帖，回复20余条。",
    "demands": "尽快恢复供水。",
    "suggestion": "请供水公司核实并公布恢复时间。",
}


def at(hour: int, minute: int = 0, day: int = 8) -> dt.datetime:
    """A moment of January 2026, Beijing time."""
    return dt.datetime(2026, 1, day, hour, minute, tzinfo=ZONE)


@dataclass
class Desk:
    """The office with those on duty."""

    office: Office
    officer: User
    emergency: User
    informant: User

    def finding(self, **fields) -> Finding:
        """Registered by the officer at the moment it is (10:00 known, unless said)."""
        user = fields.pop("user", self.officer)
        values = {
            "title": "网民反映甲河镇农贸市场停水",
            "channel": Channel.NETWORK,
            "level": Level.ORDINARY,
            "known_at": at(10),
            **REPORT,
        } | fields
        return services.register(self.office.body, user, **values)


@pytest.fixture
def desk(office) -> Desk:
    """Officer, emergency desk and a reporter in the field."""
    return Desk(
        office,
        officer=appoint("zhiban", "叶值守", PostKind.DUTY_OFFICER, office.body),
        emergency=appoint("yingji", "程应时", PostKind.EMERGENCY, office.body),
        informant=appoint("xinxi", "夏乡音", PostKind.INFORMANT, office.body),
    )
