"""Every address of deposits, filings, letters, tokens and meetings against those who may not open it, GET and POST."""

import datetime as dt

import pytest
from django.urls import reverse

from disclosure.deposits import urls as deposit_urls
from disclosure.deposits.filings import make_version
from disclosure.deposits.models import CatalogueFiling, Deposit, Handover, VisitRecord
from disclosure.deposits.places import record_visit
from disclosure.exchange.models import AccessToken
from disclosure.exchange.services import create_token
from foundation.letters import urls as letter_urls
from foundation.letters.kinds import letter_kind
from foundation.letters.models import Letter
from foundation.letters.services import issue
from foundation.letters.values import samples_of
from foundation.organisations.models import Body, Unit
from foundation.secrecy.models import ThirdPartyConsultation
from tests.disclosure.deposits.conftest import (  # noqa: F401
    archive,
    friday,
    hand_over,
    keeper,
    receipt,
    setting,
)
from tests.offices import appoint

pytestmark = pytest.mark.django_db
SECRET = "尚未公开的拆迁补偿口径"
KEY = "third-party-consultation"
REFUSED = {302, 403, 404, 405}
# Lists open for everybody who works in the admin and show the own scope's rows.
LISTS = {
    "list", "list_results", "bodies", "bodies_results", "batches", "visits", "visits_results", "months",
    "months_results", "reports", "reports_results", "filings", "filings_results",
}  # fmt: skip


@pytest.fixture
def matters(office, setting, archive, keeper, friday, hand_over, tmp_path, settings):  # noqa: F811
    """One of everything that is not for everybody, and where each lies."""
    office.publish(office.document(title=SECRET))
    sheet = hand_over(dt.date(2026, 3, 6))
    office.publish(office.document(
        title=SECRET, openness="withheld", openness_reason="N7", openness_note="属于讨论记录",
        openness_basis="《中华人民共和国政府信息公开条例》第十六条",
    ))  # fmt: skip
    filing = make_version(office.editor, office.body, "withheld")
    record_visit(keeper, archive, visited_on=dt.date(2026, 3, 6), visitor="王先生", need=SECRET)
    consultation = ThirdPartyConsultation.objects.create(
        body=office.body, page_title=SECRET, subject="trade", holder_name="甲公司", holder_contact="城关镇",
        asked="报价", sent_on="2026-03-02", created_by=office.editor,
    )  # fmt: skip
    letter = issue(KEY, office.body, samples_of(letter_kind(KEY)), consultation, office.editor)
    create_token("县政府办OA", office.body, appoint("yw", "运维乙", "operator", office.body))
    return {"sheet": sheet.pk, "filing": filing.pk, "letter": letter.pk}


def deposit_addresses(matters) -> list[tuple[str, str]]:
    """Every address of the app, so that a new one cannot be left out."""
    known = {
        "deposit": [Deposit.objects.first().pk], "handover": [matters["sheet"]], "discard": [matters["sheet"]],
        "sheet": [matters["sheet"]], "envelope": [matters["sheet"]], "repealed": [matters["sheet"]],
        "file": [matters["sheet"], "scan"], "filing": [matters["filing"]],
        "filing_file": [matters["filing"], "csv"], "report": [Deposit.objects.first().place_id, "2025Q4"],
        "batch": [Deposit.objects.first().body_id, Deposit.objects.first().place_id],
    }  # fmt: skip
    names = [pattern.name for pattern in deposit_urls.urlpatterns]
    return [(name, reverse(f"deposits:{name}", args=known.get(name, []))) for name in names]


def letter_addresses(matters) -> list[tuple[str, str]]:
    body = Body.objects.get(code="sfx-zfb").pk
    known = {
        "kind": [KEY], "preview": [KEY], "template": [KEY], "version": [1], "letterhead": [body],
        "letter": [matters["letter"]],
    }  # fmt: skip
    names = [pattern.name for pattern in letter_urls.urlpatterns]
    return [(name, reverse(f"letters:{name}", args=known.get(name, []))) for name in names]


def others(office) -> dict[str, object]:
    """People who have nothing to do with it."""
    other = Body.objects.create(name="示范县财政局", code="sfx-czj")
    unit = Unit.objects.create(body=other, name="预算科")
    return {
        "nobody": None,
        "an editor elsewhere": appoint("bie1", "别处一", "editor", other, unit),
        "a leader elsewhere": appoint("bie2", "别处二", "leader", other),
        "the operator": appoint("bie3", "运维丙", "operator", office.body),
    }


def tables() -> list[int]:
    models = (Deposit, Handover, CatalogueFiling, VisitRecord, Letter)
    return [model.objects.count() for model in models]


@pytest.mark.rows("R-033")
@pytest.mark.parametrize("who", ["nobody", "an editor elsewhere", "a leader elsewhere", "the operator"])
def test_nobody_else_opens_or_changes_what_is_handed_over_and_filed(office, matters, client, who):
    person, before = others(office)[who], tables()
    if person:
        client.force_login(person)
    leaks = []
    for name, address in deposit_addresses(matters):
        for method in (client.get, client.post):
            answer = method(address)
            opens = person is not None and (name in LISTS or (name == "filing_add" and "leader" in who))
            if answer.status_code not in REFUSED | ({200} if opens else set()):
                leaks.append((name, method.__name__, answer.status_code))
            if not answer.streaming and SECRET in answer.content.decode():
                leaks.append((name, method.__name__, "names it"))
        if name in LISTS and person:
            answer = client.get(address, {"export": "csv"})
            if answer.streaming and SECRET in b"".join(answer.streaming_content).decode():
                leaks.append((name, "csv", "names it"))
    assert leaks == [] and tables() == before


@pytest.mark.rows("R-282")
@pytest.mark.parametrize("who", ["nobody", "an editor elsewhere", "a leader elsewhere", "the operator"])
def test_nobody_else_opens_a_letter(office, matters, client, who):
    if person := others(office)[who]:
        client.force_login(person)
    for name, address in letter_addresses(matters):
        answer = client.get(address)
        if name == "letter" or person is None:
            assert answer.status_code in REFUSED, name
        if not answer.streaming and answer["Content-Type"].startswith("text/"):
            assert SECRET not in answer.content.decode() and "甲公司" not in answer.content.decode()


@pytest.mark.rows("R-038")
def test_tokens_are_for_the_operator_alone(office, matters, client):
    token = AccessToken.objects.get()
    for person in (None, office.editor, office.reviewer, office.leader):
        if person:
            client.force_login(person)
        assert client.get(reverse("exchange:tokens")).status_code in REFUSED
        assert (
            client.post(reverse("exchange:tokens"), {"name": "x", "body": office.body.pk}).status_code
            in REFUSED
        )
        client.post(reverse("exchange:revoke", args=[token.pk]))
    token.refresh_from_db()
    assert token.revoked_at is None and AccessToken.objects.count() == 1


@pytest.mark.parametrize("name", ["plans:meeting", "policies_watch"])
@pytest.mark.parametrize("who", ["nobody", "an editor elsewhere", "a leader elsewhere", "the operator"])
def test_drafts_are_not_told_through_meetings_and_watches(office, client, name, who):
    document = office.document(title=SECRET, kind="normative")
    if person := others(office)[who]:
        client.force_login(person)
    for method in (client.get, client.post):
        answer = method(reverse(name, args=[document.pk]))
        assert answer.status_code in REFUSED and SECRET not in answer.content.decode()
