"""A county with two bureaus, and the people who may or may not set parameters."""

from types import SimpleNamespace

import pytest

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Body, Unit, User
from foundation.organisations.services import ensure_groups
from tests.databases import restore_migrated_rows
from tests.offices import appoint


@pytest.fixture
def county(db):
    restore_migrated_rows()
    ensure_groups()
    county = Body.objects.create(name="示范县人民政府", code="sfx", kind="government")
    finance = Body.objects.create(name="示范县财政局", short_name="县财政局", code="sfx-czj", parent=county)
    health = Body.objects.create(
        name="示范县卫生健康局", short_name="县卫健局", code="sfx-wjj", parent=county
    )
    unit = Unit.objects.create(body=finance, name="办公室")
    return SimpleNamespace(
        county=county,
        finance=finance,
        health=health,
        operator=appoint("yunwei", "若水", PostKind.OPERATOR, county),
        office=appoint("czj-bgs", "钱复明", PostKind.OFFICE_REVIEWER, finance),
        health_office=appoint("wjj-bgs", "孙安", PostKind.OFFICE_REVIEWER, health),
        editor=appoint("czj-bj", "林小北", PostKind.EDITOR, finance, unit),
        leader=appoint("czj-ld", "方立诚", PostKind.LEADER, finance),
        supervisor=appoint("jiandu", "郑监督", PostKind.SUPERVISOR, county),
        admin=User.objects.create_superuser("admin", "a@example.gov.cn", "Shifan-2026-demo"),
    )
