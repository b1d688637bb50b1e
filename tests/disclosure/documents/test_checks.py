"""What the editor is asked to confirm, and the panel that shows it."""

import datetime as dt

import pytest
import time_machine

from disclosure.documents.checks import checklist
from tests.disclosure.documents.editing import edit_url, form_data
from tests.offices import complete_package

pytestmark = pytest.mark.django_db


def to_confirm(page) -> dict[str, str]:
    return {reason.field: reason.message for reason in checklist(page).confirm}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"validity": "in_force", "expires_on": dt.date(2026, 5, 31)}, "是否改为“失效”"),
        ({"validity": "amended", "expires_on": dt.date(2026, 5, 31)}, "是否改为“失效”"),
        ({"validity": "in_force", "expires_on": dt.date(2026, 6, 1)}, ""),
        ({"validity": "lapsed", "expires_on": dt.date(2026, 5, 31)}, ""),
        ({"validity": "in_force", "effective_on": dt.date(2026, 7, 1)}, "应为“未生效”"),
        ({"validity": "not_yet", "effective_on": dt.date(2026, 6, 1)}, "应为“有效”"),
        ({"validity": "in_force", "effective_on": dt.date(2026, 6, 1)}, ""),
    ],
)
def test_validity_that_its_dates_contradict_is_to_be_confirmed(office, fields, words):
    with time_machine.travel("2026-06-01T10:00:00+08:00"):
        found = to_confirm(office.document(**fields)).get("validity", "")
    assert words in found and bool(words) == bool(found)


@pytest.mark.rows("R-046")
@pytest.mark.parametrize(
    ("note", "differs"), [("此件公开发布", False), ("(此件主动公开)", False), ("(此件依申请公开)", True)]
)
def test_the_printed_note_is_compared_with_the_attribute(office, note, differs):
    page = office.document(content=[("text", f"<p>特此通知。</p><p>{note}</p>")])
    assert ("openness" in to_confirm(page)) is differs


def test_the_editing_screen_shows_the_three_groups_and_leads_to_the_field(office, client):
    client.force_login(office.editor)
    page = office.document(kind="normative", document_number="", expires_on=dt.date(2020, 1, 1))
    complete_package(page)
    content = client.get(edit_url(page)).content.decode()
    assert "必须修改（1）" in content
    assert 'data-jump="document_number">行政规范性文件须有文号' in content
    assert "请确认（" in content
    assert 'data-jump="validity"' in content
    assert "已符合（" in content


def test_after_autosave_the_panel_follows_what_was_typed(office, client):
    client.force_login(office.editor)
    page = office.document(kind="normative", document_number="")
    complete_package(page)
    saved = client.post(
        edit_url(page),
        form_data(page, document_number="示政办发[2026]8号"),
        headers={"Accept": "application/json"},
    )
    assert saved.json()["success"]
    panel = client.get(f"/admin/editorial/{page.pk}/").content.decode()
    assert "必须修改（0）" in panel


def test_the_panel_is_for_those_who_may_edit(office, client):
    page = office.document()
    client.force_login(office.leader)
    assert client.get(f"/admin/editorial/{page.pk}/").status_code == 302
