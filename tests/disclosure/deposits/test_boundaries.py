"""What ends with a post, what can be met, and what a body does not owe."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from disclosure.deposits.daily import settle
from disclosure.deposits.filings import make_version, record_filing
from disclosure.deposits.models import Deposit
from disclosure.deposits.selectors import waiting
from disclosure.deposits.services import page_published
from disclosure.documents.models import DocumentPage
from foundation.duties.models import Duty
from foundation.organisations.models import Appointment, Body, Unit
from foundation.signoff.enums import ChangeKind
from tests.offices import appoint

pytestmark = pytest.mark.django_db
ON_REQUEST = {
    "openness": "on_request", "openness_reason": "N9", "openness_note": "属于内部事务信息",
    "openness_basis": "《中华人民共和国政府信息公开条例》第十九条",
}  # fmt: skip
FILED = {"filed_on": dt.date(2026, 3, 6), "receipt_number": "收8号", "received_by": "贺新"}


def due(value: str):
    return Duty.objects.open().filter(kind="catalog.report", period=value)


@pytest.fixture
def moved(office, setting, friday):
    """The officer has gone to another body; the setting still names them."""
    office.publish(office.document())
    filing = make_version(office.editor, office.body, "proactive")
    other = Body.objects.create(name="示范县财政局", code="sfx-czj")
    Appointment.objects.filter(user=office.editor).update(ends_on="2026-03-05")
    appoint_again = appoint(
        "tongren", "同仁", "editor", other, Unit.objects.create(body=other, name="办公室")
    )
    Appointment.objects.filter(user=appoint_again).update(user=office.editor)
    return filing


@pytest.mark.rows("R-033")
def test_whoever_has_left_is_not_the_officer_any_more(office, moved, archive, client):
    client.force_login(office.editor)
    for name, args in (
        ("filing", [moved.pk]),
        ("filing_file", [moved.pk, "csv"]),
        ("deposit", [Deposit.objects.get().pk]),
    ):
        assert client.get(reverse(f"deposits:{name}", args=args)).status_code == 404
    for name, args in (("filing_add", []), ("batch", [office.body.pk, archive.pk])):
        assert client.get(reverse(f"deposits:{name}", args=args)).status_code in (302, 403)
    with pytest.raises(PermissionDenied):
        make_version(office.editor, office.body, "proactive")
    supervisor = appoint("jiandu", "监督员", "supervisor", office.body)
    client.force_login(supervisor)
    assert "未落实专人" in client.get(reverse("deposits:bodies"), {"standing": "nobody"}).content.decode()


def test_a_number_too_large_for_the_database_is_nobodys_page(archive, keeper, friday, client):
    client.force_login(keeper)
    typed = {"place": archive.pk, "visited_on": "2026-03-06", "visitor": "王先生", "need": "低保"}
    for number in ("9" * 30, "９", "-1"):
        answer = client.post(reverse("deposits:visit"), typed | {"pages": [number]})
        assert answer.status_code == 200  # the form again, with what is wrong


@pytest.mark.rows("R-027")
def test_a_place_that_opens_next_week_is_not_shown_today(archive, friday, client):
    archive.started_on = dt.date(2026, 3, 7)
    archive.save()
    assert archive.name not in client.get("/reading-places/").content.decode()
    friday.move_to("2026-03-07T00:10+08:00")
    assert archive.name in client.get("/reading-places/").content.decode()


@pytest.mark.rows("R-028")
def test_a_button_is_shown_to_those_only_who_may_use_it(office, archive, keeper, friday, client):
    for user, shown in ((keeper, True), (office.secrecy, False)):
        client.force_login(user)
        text = client.get(reverse("deposits:visits")).content.decode()
        assert (reverse("deposits:visit") in text) is shown and "没有符合条件的查阅登记" in text
    assert reverse("deposits:filing_add") not in client.get(reverse("deposits:filings")).content.decode()


@pytest.mark.rows("R-037")
def test_a_slip_of_the_pen_does_not_make_the_catalogue_due(office, setting, friday):
    page = office.publish(office.document())
    record_filing(office.editor, make_version(office.editor, office.body, "proactive"), **FILED)
    draft = page.get_latest_revision_as_object()
    draft.state_change(ChangeKind.MINOR)
    draft.save_revision(user=office.editor)
    office.publish(DocumentPage.objects.get(pk=page.pk))
    assert not due("proactive").exists()


@pytest.mark.rows("R-037")
def test_what_left_a_catalogue_after_its_version_makes_it_due_again(office, setting, friday):
    from disclosure.attributes.models import CatalogueEntry

    office.publish(office.document())
    office.publish(office.document())
    filing = make_version(office.editor, office.body, "proactive")
    _leaves(CatalogueEntry.objects.first())
    record_filing(office.editor, filing, **FILED)
    assert due("proactive").count() == 1


def _leaves(entry, value="withheld"):
    """The document is signed again under another attribute."""
    entry.pk, entry.value, entry._state.adding = None, value, True
    entry.save(force_insert=True)


@pytest.mark.rows("R-037")
def test_an_empty_catalogue_is_filed_when_it_was_before_and_not_due_when_it_never_was(
    office, setting, friday
):
    from disclosure.attributes.models import CatalogueEntry

    office.publish(office.document(**ON_REQUEST))
    _leaves(CatalogueEntry.objects.first())
    assert not due("on_request").exists()  # it never had a version
    with pytest.raises(ValidationError, match="还没有条目"):
        make_version(office.editor, office.body, "on_request")
    record_filing(office.editor, make_version(office.editor, office.body, "withheld"), **FILED)
    _leaves(CatalogueEntry.objects.first(), "proactive")
    empty = make_version(office.editor, office.body, "withheld")
    assert (empty.version, empty.entries) == (2, 0)
    record_filing(office.editor, empty, **FILED)
    assert not due("withheld").exists()


def test_a_catalogue_that_came_back_to_what_was_filed_is_not_due(office, setting, friday):
    from disclosure.attributes.models import CatalogueEntry

    office.publish(office.document())
    record_filing(office.editor, make_version(office.editor, office.body, "proactive"), **FILED)
    for value in ("withheld", "proactive"):
        _leaves(CatalogueEntry.objects.first(), value)
    assert due("proactive").exists()
    make_version(office.editor, office.body, "proactive")
    assert not due("proactive").exists()


@pytest.mark.rows("R-029")
def test_an_old_page_is_not_overdue_because_of_a_slip_of_the_pen(office, archive, request, friday):
    page = office.publish(
        office.document(
            written_on=dt.date(2025, 1, 5), printed_on=None, document_number="示政办发〔2025〕7号"
        )
    )
    request.getfixturevalue("setting")
    page.change_kind = ChangeKind.MINOR
    assert page_published(page) == []
    page.change_kind = ChangeKind.CORRECTION
    (deposit,) = page_published(page)
    assert str(deposit.formed_on) == "2026-03-06"


def test_what_waits_for_a_place_that_closed_is_dropped(office, setting, archive, friday):
    office.publish(office.document())
    archive.is_active = False
    archive.save()
    assert "停止开放撤销送交1件" in settle()
    assert not Duty.objects.open().filter(kind="deposit.send").exists()
    assert not waiting(office.body, archive).exists() and settle() == ""


@pytest.mark.rows("R-034")
def test_the_daily_job_after_a_long_pause_and_twice_opens_each_report_once(archive, keeper, friday):
    settle()
    settle()
    friday.move_to("2026-10-20T12:00+08:00")
    settle()
    settle()
    assert sorted(Duty.objects.filter(kind="deposit.report").values_list("period", flat=True)) == [
        "2025Q4", "2026Q3",
    ]  # fmt: skip
