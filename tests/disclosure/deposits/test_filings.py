"""The three catalogues are filed in numbered versions, with a receipt (R-037)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from disclosure.deposits.filings import make_version, record_filing
from disclosure.deposits.models import CatalogueFiling
from foundation.duties.models import Duty

pytestmark = pytest.mark.django_db
INSIDE = {
    "openness_basis": "《中华人民共和国政府信息公开条例》第十六条",
    "openness_note": "属于讨论记录，尚未形成正式决定",
}
RECEIPT = {"filed_on": dt.date(2026, 3, 6), "receipt_number": "县公开办收〔2026〕8号", "received_by": "贺新"}


@pytest.fixture
def signed(office, setting, friday):
    """One document of each attribute."""
    on_request = INSIDE | {"openness_basis": "《中华人民共和国政府信息公开条例》第十九条"}
    return [
        office.publish(office.document()),
        office.publish(office.document(openness="on_request", openness_reason="N9", **on_request)),
        office.publish(office.document(openness="withheld", openness_reason="N7", **INSIDE)),
    ]


@pytest.mark.rows("R-037")
def test_each_attribute_has_one_row_and_a_duty_of_five_days(office, signed):
    duties = Duty.objects.open().filter(kind="catalog.report")
    assert {duty.period for duty in duties} == {"proactive", "on_request", "withheld"}
    assert {str(duty.due_on) for duty in duties} == {"2026-03-13"}
    for value, page in zip(("proactive", "on_request", "withheld"), signed, strict=True):
        filing = make_version(office.editor, office.body, value)
        with filing.csv.open() as stored:
            text = stored.read().decode("utf-8-sig")
        assert (filing.version, filing.entries) == (1, 1)
        assert page.title in text and text.count("\n") == 2


@pytest.mark.rows("R-037")
def test_the_public_sees_only_the_first(signed, client):
    shown = client.get("/catalogue/").content.decode()
    assert [page.title in shown for page in signed] == [True, False, False]


@pytest.mark.rows("R-037")
def test_the_receipt_ends_the_duty_and_what_is_signed_after_begins_anew(office, signed, friday):
    filing = make_version(office.editor, office.body, "proactive")
    assert make_version(office.editor, office.body, "proactive") == filing  # the same content
    office.publish(office.document())
    record_filing(office.editor, filing, **RECEIPT)
    with pytest.raises(ValidationError, match="已于2026-03-06报送"):
        record_filing(office.editor, filing, **RECEIPT)
    assert Duty.objects.open().filter(kind="catalog.report", period="proactive").count() == 1
    second = make_version(office.editor, office.body, "proactive")
    assert (second.version, second.entries) == (2, 2)
    assert second.digest != filing.digest
    record_filing(office.editor, second, **RECEIPT)
    assert not Duty.objects.open().filter(kind="catalog.report", period="proactive").exists()


def test_a_body_that_files_nowhere_owes_nothing(office, friday):
    office.publish(office.document())
    assert not Duty.objects.filter(kind="catalog.report").exists()
    with pytest.raises(ValidationError, match="目录报送单位"):
        make_version(office.reviewer, office.body, "proactive")
    with pytest.raises(PermissionDenied):
        make_version(office.secrecy, office.body, "proactive")


def test_the_screens(office, signed, client):
    client.force_login(office.reviewer)
    client.post(reverse("deposits:filing_add"), {"body": office.body.pk, "value": "withheld"})
    filing = CatalogueFiling.objects.get()
    screen = reverse("deposits:filing", args=[filing.pk])
    assert filing.digest in client.get(screen).content.decode()
    client.post(screen, {"filed_on": "2026-03-06", "received_by": "贺新", "receipt_number": "收8号"})
    assert "收8号" in client.get(reverse("deposits:filings")).content.decode()
    stored = client.get(reverse("deposits:filing_file", args=[filing.pk, "xlsx"]))
    assert b"".join(stored.streaming_content).startswith(b"PK")


def test_what_is_withheld_is_not_for_every_editor(office, signed, client):
    from tests.offices import appoint

    type(office.unit).objects.filter(pk=office.unit.pk).update(is_disclosure_office=False)
    filing = make_version(office.editor, office.body, "withheld")
    colleague = appoint("tongshi", "叶知行", "editor", office.body, office.unit)
    client.force_login(colleague)
    assert client.get(reverse("deposits:filing", args=[filing.pk])).status_code == 404
