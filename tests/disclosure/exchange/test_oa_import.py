"""The OA hands over signed documents: one draft for each, never public, and every mistake named."""

import base64
import io
import json

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from docx import Document

from disclosure.documents.enums import DocumentKind, Openness
from disclosure.documents.models import DocumentPage
from disclosure.exchange import services
from disclosure.exchange.enums import Outcome
from disclosure.exchange.models import AccessToken, OaDocument, TokenUse
from disclosure.exchange.services import create_token, revoke_token
from foundation.organisations.enums import PostKind
from foundation.organisations.models import Body
from foundation.signoff.gates import reasons
from foundation.signoff.services import publish_structure
from tests.offices import appoint

ADDRESS = "/api/oa/documents/"
TEXT = "各乡镇人民政府：\n一、总体要求\n为做好政务公开工作，现将有关事项通知如下，请认真贯彻执行。"
pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(office):
    return appoint("yunwei-x", "运维甲", PostKind.OPERATOR, office.body)


@pytest.fixture
def token(office, operator) -> str:
    return create_token("县政府办OA", office.body, operator)


@pytest.fixture
def payload(office) -> dict:
    return {
        "oa_id": "OA-2026-0001",
        "title": "关于做好政务公开工作的通知",
        "document_number": "示政办发[2026]3号",
        "attribute": "主动公开",
        "signed_on": "2026-03-02",
        "body": office.body.code,
        "kind": "其他文件",
        "text": TEXT,
        "item": office.column.item.number if office.column.item else None,
    }


def post(token: str, data, **headers):
    raw = data if isinstance(data, bytes | str) else json.dumps(data)
    return Client().post(
        ADDRESS, raw, content_type="application/json", headers={"Authorization": f"Bearer {token}"} | headers
    )


@pytest.fixture
def send(office, token, payload, monkeypatch):
    """Posts the payload with changes; the office's only column stands for every item."""
    from disclosure.documents.import_columns import Columns

    monkeypatch.setattr(services, "choose_columns", lambda *_: Columns(office.column, office.column))

    def sending(**changes):
        return post(token, {k: v for k, v in (payload | changes).items() if v is not ...})

    return sending


@pytest.mark.rows("R-038")
def test_a_signed_document_becomes_a_draft_with_attribute_and_number(office, send):
    answer = send(drafted_by=office.editor.username, unit=office.unit.name)
    assert answer.status_code == 201, answer.content.decode()
    told = answer.json()
    page = DocumentPage.objects.get(pk=told["id"])
    assert (page.title, page.document_number) == ("关于做好政务公开工作的通知", "示政办发〔2026〕3号")
    assert (page.openness, page.kind, str(page.written_on)) == (
        Openness.PROACTIVE,
        DocumentKind.OTHER,
        "2026-03-02",
    )
    assert (page.body, page.unit, page.owner) == (office.body, office.unit, office.editor)
    assert not page.live and page.has_unpublished_changes and not page.current_workflow_state
    assert told["state"] == "草稿" and str(page.pk) in told["edit_url"]
    assert "为做好政务公开工作" in str(page.content)
    office_client = Client()
    office_client.force_login(office.editor)
    assert office_client.get(told["edit_url"]).status_code == 200


@pytest.mark.rows("R-038")
def test_the_same_document_again_is_the_same_draft(send):
    first = send().json()
    again = send()
    assert (again.status_code, again.json()["id"]) == (200, first["id"])
    changed = send(title="另一个标题")
    assert changed.status_code == 200 and "没有改动" in changed.json()["warnings"][0]
    assert DocumentPage.objects.count() == 1
    assert list(TokenUse.objects.order_by("pk").values_list("outcome", flat=True)) == [
        Outcome.CREATED, Outcome.REPEATED, Outcome.REPEATED,
    ]  # fmt: skip


def test_another_document_with_the_same_number_is_told_to_be_there(send):
    page_id = send().json()["id"]
    answer = send(oa_id="OA-2", text=TEXT + "另一份")
    assert (answer.status_code, answer.json()["page_id"]) == (409, page_id)
    assert "示政办发〔2026〕3号" in answer.json()["errors"][""]


def test_a_deleted_draft_is_not_made_again(send):
    DocumentPage.objects.get(pk=send().json()["id"]).delete()
    answer = send()
    assert answer.status_code == 409 and "已被删除" in answer.json()["errors"]["oa_id"]


def test_an_attribute_that_withholds_keeps_its_reason_as_proposed(send):
    answer = send(
        attribute="依申请公开",
        attribute_reason="N9",
        attribute_basis="《条例》第十六条",
        attribute_note="只涉及一方",
    )
    page = DocumentPage.objects.get(pk=answer.json()["id"])
    assert (page.openness, page.openness_reason) == (Openness.ON_REQUEST, "N9")
    assert (page.openness_basis, page.openness_note) == ("《条例》第十六条", "只涉及一方")


def word_file() -> str:
    document = Document()
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return base64.b64encode(buffer.getvalue()).decode()


@pytest.mark.parametrize(
    "changes", [{"text": ..., "docx": word_file()}, {"text": ..., "html": f"<p>{TEXT}</p><script>alert(1)</script>"}],
    ids=["docx", "html"],
)  # fmt: skip
def test_the_text_may_come_as_word_or_html(send, changes):
    answer = send(**changes)
    assert answer.status_code == 201, answer.content.decode()
    content = str(DocumentPage.objects.get(pk=answer.json()["id"]).content)
    assert "为做好政务公开工作" in content and "alert" not in content


@pytest.mark.rows("R-038")
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"oa_id": ...}, "oa_id"),
        ({"oa_id": "x" * 101}, "oa_id"),
        ({"oa_id": 7}, "oa_id"),
        ({"title": ""}, "title"),
        ({"title": "甲" * 256}, "title"),
        ({"title": "甲\x00乙"}, "title"),
        ({"title": "甲\ud800"}, "title"),
        ({"title": ["甲"]}, "title"),
        ({"document_number": "三号"}, "document_number"),
        ({"attribute": "公开"}, "attribute"),
        ({"attribute": {}}, "attribute"),
        ({"attribute": ...}, "attribute"),
        ({"attribute_reason": "N99"}, "attribute_reason"),
        ({"signed_on": "2026-13-02"}, "signed_on"),
        ({"signed_on": 20260302}, "signed_on"),
        ({"body": "nobody"}, "body"),
        ({"unit": "没有的科室"}, "unit"),
        ({"kind": "小说"}, "kind"),
        ({"item": "甲"}, "item"),
        ({"item": True}, "item"),
        ({"item": 10**30}, "item"),
        ({"item": -1}, "item"),
        ({"drafted_by": "nobody"}, "drafted_by"),
        ({"drafted_by": "kezhang"}, "drafted_by"),
        ({"text": ...}, "text"),
        ({"html": "<p>x</p>"}, "text"),
        ({"text": ["x"]}, "text"),
        ({"text": ..., "docx": "不是base64"}, "docx"),
        ({"text": ..., "docx": base64.b64encode(b"hello").decode()}, "docx"),
        ({"text": ..., "docx": base64.b64encode(b"PK\x03\x04" + b"x" * 99).decode()}, "docx"),
        ({"别的": 1}, ""),
        ({"live": True}, ""),
    ],
    ids=str,
)
def test_every_mistake_names_its_field(send, changes, field):
    answer = send(**changes)
    assert answer.status_code in (400, 403, 422)
    assert field in answer.json()["errors"], answer.content.decode()
    assert not DocumentPage.objects.exists() and not OaDocument.objects.exists()
    assert TokenUse.objects.get().outcome == Outcome.REFUSED


def test_all_mistakes_are_told_at_once(send):
    answer = send(title="", attribute="x", signed_on="", text=...)
    assert {"title", "attribute", "signed_on", "text"} <= answer.json()["errors"].keys()


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"a":' * 50_000, b"1" * 10_000, b"NaN"],
    ids=range(9),
)  # fmt: skip
def test_what_is_no_json_is_told_to_be_none(token, raw):
    answer = post(token, raw)
    assert answer.status_code == 400 and "JSON" in answer.json()["errors"][""]


def test_too_much_is_refused(token, monkeypatch):
    from disclosure.exchange import api

    monkeypatch.setattr(api, "LARGEST_BYTES", 100)
    assert post(token, b"x" * 101).status_code == 413


def test_a_reader_that_breaks_is_no_error_of_the_server(send, monkeypatch):
    def broken(*_args):
        raise ZeroDivisionError

    monkeypatch.setattr(services, "read_document", broken)
    answer = send()
    assert answer.status_code == 422 and "平台运维" in answer.json()["errors"]["text"]


def test_without_a_column_the_item_is_named(token, payload):
    answer = post(token, payload | {"item": 999})
    assert answer.status_code == 422 and "999" in answer.json()["errors"]["item"]


@pytest.mark.rows("R-038")
def test_the_door_is_closed_without_a_token(office):
    assert post("x", {}).status_code == 404


@pytest.mark.parametrize("header", ["", "Bearer ", "Bearer wrong", "Basic eA==", "Bearer \u00ff"])
def test_a_wrong_token_opens_nothing(token, header):
    answer = Client().post(ADDRESS, "{}", content_type="application/json", headers={"Authorization": header})
    assert answer.status_code == 401 and not TokenUse.objects.exists()


def test_a_revoked_token_opens_nothing(office, token, operator):
    create_token("另一系统", office.body, operator)
    revoke_token(AccessToken.objects.get(name="县政府办OA"), operator)
    assert post(token, {}).status_code == 401


def test_only_posts_and_only_so_many(token, monkeypatch):
    assert Client().get(ADDRESS).status_code == 405
    monkeypatch.setattr(services, "MOST_IN_A_MINUTE", 2)
    assert [post(token, {}).status_code for _ in range(3)] == [400, 400, 429]


def test_the_token_itself_is_nowhere_in_the_database(token):
    assert token not in str(list(AccessToken.objects.values()))


def test_a_token_of_one_body_sends_for_that_body_only(send):
    Body.objects.create(name="别的局", code="other")
    answer = send(body="other")
    assert answer.status_code == 403 and "body" in answer.json()["errors"]


def test_uses_are_only_added_to(send):
    send()
    with pytest.raises(DatabaseError, match="只能追加"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM exchange_tokenuse")


def test_only_the_operator_makes_and_ends_tokens(office, operator, token):
    with pytest.raises(PermissionDenied):
        create_token("x", office.body, office.editor)
    with pytest.raises(PermissionDenied):
        revoke_token(AccessToken.objects.get(), office.editor)
    client, address = Client(), reverse("exchange:tokens")
    client.force_login(office.editor)
    assert client.get(address).status_code in (302, 403)
    client.force_login(operator)
    shown = client.post(address, {"name": "财政OA", "body": office.body.pk}).content.decode()
    assert "只显示这一次" in shown and AccessToken.objects.count() == 2
    client.post(reverse("exchange:revoke", args=[AccessToken.objects.get(name="财政OA").pk]))
    assert AccessToken.objects.usable().count() == 1
    assert "已停用" in client.get(address).content.decode()


@pytest.mark.rows("R-038")
def test_a_column_names_its_government_services_to_readers_and_in_the_catalogue(office):
    column = office.column
    column.services = "330784001 建筑工程施工许可\n\n330784002 施工图审查"
    assert not [one for one in reasons(column) if one.field == "services"]
    publish_structure(column, "测试")
    shown = Client().get(column.url).content.decode()
    assert "建筑工程施工许可（事项编码 330784001）" in shown
    page = office.publish(office.document())
    rows = json.loads(b"".join(Client().get("/catalogue/?format=json").streaming_content))
    assert "330784002 施工图审查" in next(row["services"] for row in rows if row["title"] == page.title)


@pytest.mark.parametrize("wrong", ["建筑工程施工许可", "330784001", "编码 名称"])
def test_a_service_without_code_or_name_is_not_submitted(office, wrong):
    office.column.services = wrong
    assert [one for one in reasons(office.column) if one.field == "services"]
