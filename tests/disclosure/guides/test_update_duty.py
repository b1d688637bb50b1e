"""A changed fact of the body page makes the guide due; the guide that tells it as well meets the duty."""

import pytest

from disclosure.documents.checks import checklist
from disclosure.documents.side_panels import sections_of
from disclosure.guides.duties import UPDATE
from foundation.duties.models import Duty

NEW_PHONE, NEW_FAX = "0000-0000009", "0000-0000008"


def open_duties() -> list[Duty]:
    return list(Duty.objects.open().filter(kind=UPDATE))


@pytest.fixture(autouse=True)
def on_a_monday(time_machine):
    time_machine.move_to("2026-03-09T10:00+08:00")


@pytest.mark.rows("R-010")
def test_a_changed_phone_makes_the_guide_due_in_twenty_working_days(office, guide, body_page, change):
    assert open_duties() == []
    change(body_page, phone=NEW_PHONE)
    [duty] = open_duties()
    # 2026-04-06 is a holiday (清明节).
    assert (str(duty.base_on), str(duty.due_on)) == ("2026-03-09", "2026-04-07")
    assert duty.object_id == str(guide.pk)
    assert (duty.unit, "联系电话" in duty.label, "第十二条" in duty.basis) == (office.unit, True, True)


@pytest.mark.rows("R-010")
def test_the_new_version_meets_it_only_when_it_agrees(guide, body_page, change):
    change(body_page, phone=NEW_PHONE, fax=NEW_FAX)
    change(guide, phone=NEW_PHONE)
    assert len(open_duties()) == 1
    change(guide, fax=NEW_FAX)
    assert open_duties() == []
    [duty] = Duty.objects.filter(kind=UPDATE)
    assert duty.met_on
    assert not guide.changed_facts.exists()


@pytest.mark.parametrize("fields", [{"postcode": "000001"}, {"fax": ""}, {"phone": " 0000-0000001 "}])
def test_what_the_guide_does_not_tell_otherwise_opens_none(guide, body_page, change, fields):
    change(body_page, **fields)
    assert open_duties() == []


def test_a_telephone_of_its_own_is_no_duty_and_holds_none_open(office, draft_guide, body_page, change):
    guide = office.publish(draft_guide(phone="0000-0000007"))
    change(body_page, postcode="000001")
    assert open_duties() == []
    change(body_page, fax=NEW_FAX)
    change(guide, fax=NEW_FAX)
    assert Duty.objects.get(kind=UPDATE).met_on


def test_the_first_body_page_is_compared_whole(office, draft_guide, request):
    office.publish(draft_guide(address="示范县旧路9号"))
    request.getfixturevalue("body_page")
    [duty] = open_duties()
    assert "办公地址" in duty.label


def test_a_body_page_changed_back_cancels_it(guide, body_page, change):
    change(body_page, phone=NEW_PHONE)
    change(body_page, phone=guide.phone)
    assert open_duties() == []
    assert Duty.objects.get(kind=UPDATE).cancelled_at


@pytest.mark.parametrize("taken_down", ["guide", "body_page"])
def test_with_either_page_taken_down_nothing_is_due(office, guide, body_page, change, taken_down):
    change(body_page, phone=NEW_PHONE)
    office.take_down({"guide": guide, "body_page": body_page}[taken_down])
    assert open_duties() == []
    assert not guide.changed_facts.exists()


def test_the_editor_sees_what_differs_since_when_and_by_when(office, guide, body_page, change):
    change(body_page, phone=NEW_PHONE)
    [section] = [one for one in sections_of(guide, office.editor) if one.title == "与机构页核对"]
    assert section.summary == "1项不一致 · 指南最迟2026-04-07更新"
    for words in (guide.phone, NEW_PHONE, "2026-03-09变更"):
        assert words in section.body()
    assert any(NEW_PHONE in row.message and row.field == "phone" for row in checklist(guide).confirm)
