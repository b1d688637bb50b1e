"""At once, on PostgreSQL: two sheets of one batch, two versions of one catalogue, one OA document twice."""

import json
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client

from disclosure.deposits.filings import make_version
from disclosure.deposits.handovers import prepare
from disclosure.deposits.models import CatalogueFiling, Deposit, Handover
from disclosure.deposits.selectors import waiting
from disclosure.documents.import_columns import Columns
from disclosure.documents.models import DocumentPage
from disclosure.exchange import services
from disclosure.exchange.models import OaDocument
from disclosure.exchange.services import create_token
from tests.offices import appoint

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time"),
]


def at_once(work, times: int = 4) -> list:
    """What each of several that begin at the same moment came to."""
    found: list = []
    barrier = threading.Barrier(times)

    def run() -> None:
        barrier.wait()
        try:
            found.append(work())
        except ValidationError as refused:
            found.append(refused.messages[0])
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == times
    return found


@pytest.mark.rows("R-032")
def test_what_waits_is_on_one_sheet_only(office, setting, archive, friday):
    for _ in range(3):
        office.publish(office.document())
    chosen = [deposit.pk for deposit in waiting(office.body, archive)]
    at_once(lambda: prepare(office.editor, office.body, archive, chosen, "in_person"))
    sheet = Handover.objects.get()
    assert sheet.sequence == 1 and set(Deposit.objects.values_list("handover", flat=True)) == {sheet.pk}


@pytest.mark.rows("R-032")
def test_sheets_made_at_once_are_numbered_without_gap(office, setting, archive, friday):
    for _ in range(4):
        office.publish(office.document())
    left = [deposit.pk for deposit in waiting(office.body, archive)]
    at_once(lambda: prepare(office.editor, office.body, archive, [left.pop()], "in_person"))
    assert sorted(Handover.objects.values_list("sequence", flat=True)) == [1, 2, 3, 4]


@pytest.mark.rows("R-037")
def test_one_content_is_one_version(office, setting, friday):
    office.publish(office.document())
    at_once(lambda: make_version(office.editor, office.body, "proactive"))
    assert CatalogueFiling.objects.get().version == 1


@pytest.mark.rows("R-038")
def test_the_same_document_of_the_oa_at_once_is_one_draft(office, monkeypatch):
    operator = appoint("yunwei-t", "运维甲", "operator", office.body)
    token = create_token("县政府办OA", office.body, operator)
    monkeypatch.setattr(services, "choose_columns", lambda *_: Columns(office.column, office.column))
    sent = json.dumps(
        {
            "oa_id": "OA-1", "title": "关于做好政务公开工作的通知", "attribute": "主动公开", "kind": "其他文件",
            "signed_on": "2026-03-02", "body": office.body.code, "text": "各乡镇人民政府：\n现将有关事项通知如下。",
        }
    )  # fmt: skip
    answers = at_once(
        lambda: Client().post(
            "/api/oa/documents/", sent, content_type="application/json",
            headers={"Authorization": f"Bearer {token}"},
        ).status_code
    )  # fmt: skip
    assert sorted(answers) == [200, 200, 200, 201]
    assert (DocumentPage.objects.count(), OaDocument.objects.count()) == (1, 1)
