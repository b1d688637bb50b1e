"""What a token of one body learns of others, and what no field may carry."""

import pytest

from disclosure.documents.models import DocumentPage
from disclosure.exchange.models import TokenUse
from foundation.organisations.models import Body, Unit
from tests.disclosure.exchange.test_oa_import import operator, payload, post, send, token  # noqa: F401
from tests.offices import appoint

pytestmark = pytest.mark.django_db


@pytest.fixture
def stranger(office):
    """A draft of another body under a number that the OA is going to send."""
    other = Body.objects.create(name="示范县财政局", code="sfx-czj")
    return office.document(body=other, document_number="示政办发〔2026〕3号", title="尚未公开的资金安排")


@pytest.mark.rows("R-038")
def test_a_document_of_another_body_is_not_told_by_its_title(stranger, send):  # noqa: F811
    answer = send()
    assert answer.status_code == 409
    assert stranger.title not in answer.content.decode() and "page_id" not in answer.json()
    assert stranger.title not in TokenUse.objects.get().words


def test_accounts_cannot_be_found_out(office, send):  # noqa: F811
    unit = Unit.objects.create(body=office.body, name="秘书科")
    appoint("bieke", "别科人", "editor", office.body, unit)
    told = [send(drafted_by=name).json()["errors"]["drafted_by"] for name in ("bieke", "meiyou")]
    assert told[0].replace("bieke", "") == told[1].replace("meiyou", "")


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", "上一行\n下一行"), ("oa_id", "a\nb"), ("title", "甲\u2028乙"), ("signed_on", "2026-W10-1")],
)
def test_a_line_has_no_break_and_a_day_is_written_one_way(send, field, value):  # noqa: F811
    answer = send(**{field: value})
    assert answer.status_code == 400 and field in answer.json()["errors"]
    assert not DocumentPage.objects.exists()


def test_an_explanation_may_have_lines(send):  # noqa: F811
    fields = {"attribute": "不予公开", "attribute_reason": "N7", "attribute_basis": "条例第十六条"}
    assert send(**fields, attribute_note="一、讨论记录。\n二、未形成正式决定。").status_code == 201
