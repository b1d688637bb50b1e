"""The archive of the county with its keeper, and a body that hands over to it."""

import pytest

from disclosure.deposits.enums import PlaceKind
from disclosure.deposits.handovers import prepare, record_receipt
from disclosure.deposits.models import DepositSetting, ReadingPlace
from disclosure.deposits.selectors import waiting
from foundation.organisations.models import Body, Unit
from tests.offices import appoint
from tests.uploads import a_file


@pytest.fixture
def friday(time_machine):
    time_machine.move_to("2026-03-06T12:00+08:00")
    return time_machine


@pytest.fixture
def archive(office) -> ReadingPlace:
    body = Body.objects.create(name="示范县档案馆", code="sfx-dag")
    return ReadingPlace.objects.create(
        kind=PlaceKind.ARCHIVE, name="示范县档案馆查阅室", body=body, address="示范路2号", hours="工作日",
        phone="0000-0000003", has_sign=True, started_on="2025-01-01",
    )  # fmt: skip


@pytest.fixture
def keeper(archive):
    unit = Unit.objects.create(body=archive.body, name="查阅科")
    return appoint("guanyuan", "石清和", "editor", archive.body, unit)


@pytest.fixture
def setting(office, archive) -> DepositSetting:
    setting = DepositSetting.objects.create(
        body=office.body, officer=office.editor, catalogue_receiver="示范县政务公开办公室"
    )
    setting.places.add(archive)
    return setting


@pytest.fixture
def receipt():
    """What both sides signed; called with what is different."""

    def fields(**more) -> dict:
        values = {
            "handed_on": None,
            "copies": 2,
            "giver": "林小北",
            "receiver": "石清和",
            "electronic": a_file("全文.txt"),
            "scan": a_file("交接单.pdf"),
        }
        return values | more

    return fields


@pytest.fixture
def hand_over(office, archive, receipt):
    """Everything that waits goes to the archive on that day."""

    def act(day, mode: str = "in_person"):
        chosen = [deposit.pk for deposit in waiting(office.body, archive)]
        sheet = prepare(office.editor, office.body, archive, chosen, mode)
        return record_receipt(office.editor, sheet, **receipt(handed_on=day))

    return act
