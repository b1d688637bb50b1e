"""A later edit of a public page: 更正 with a public note, or 小修; asked anew every time."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from disclosure.documents.models import DocumentPage
from foundation.signoff.enums import Decision
from foundation.signoff.models import Seal
from tests.disclosure.documents.editing import edit_url, form_data

pytestmark = pytest.mark.django_db
NOTE = "第二条中的“12日”更正为“21日”"


def fresh(page) -> DocumentPage:
    return DocumentPage.objects.get(pk=page.pk)


def edit(office, page, kind: str = "", note: str = "", **fields) -> DocumentPage:
    """A new draft of a page, saved as code saves it."""
    page = fresh(page)
    for name, value in ({"overview": f"概述{Seal.objects.count()}"} | fields).items():
        setattr(page, name, value)
    if kind:
        page.state_change(kind, note)
    page.save_revision(user=office.editor)
    return fresh(page)


def submit(office, page) -> None:
    page.get_workflow().start(page, office.editor)


def published(office, page) -> DocumentPage:
    submit(office, page)
    for user in office.approvers:
        page = office.decide(page, user)
    return fresh(page)


def test_a_new_page_is_not_asked(office):
    assert published(office, office.document()).corrections == []


@pytest.mark.parametrize(
    ("kind", "note", "message"),
    [("", "", "更正"), ("correction", "", "更正说明"), ("correction", "  ", "更正说明")],
)
def test_a_change_of_a_public_page_says_what_it_is(office, kind, note, message):
    page = edit(office, office.publish(office.document()), kind, note)
    with pytest.raises(ValidationError, match=message):
        submit(office, page)
    assert fresh(page).get_latest_revision_as_object().overview != ""  # the draft is kept


def test_a_correction_is_told_to_the_public_and_keeps_the_first_date(office, client):
    page = office.publish(office.document())
    first, number = page.first_published_at, page.index_number
    page = published(office, edit(office, page, "correction", NOTE))
    assert (page.first_published_at, page.index_number) == (first, number)
    html = client.get(page.get_url()).content.decode()
    assert "更正记录" in html
    assert NOTE in html
    record = Seal.objects.filter(page_id=page.pk, decision=Decision.PUBLISHED).last()
    assert (record.step, record.opinion) == ("更正公开", NOTE)


def test_a_minor_edit_is_not(office, client):
    page = published(office, edit(office, office.publish(office.document()), "minor"))
    assert "更正记录" not in client.get(page.get_url()).content.decode()


def test_the_live_version_stays_until_the_correction_is_signed(office, client):
    page = office.publish(office.document())
    page = edit(office, page, "correction", NOTE, overview="更正后的概述")
    submit(office, page)
    html = client.get(page.get_url()).content.decode()
    assert "更正后的概述" not in html
    assert NOTE not in html


def test_the_next_change_is_asked_anew(office):
    page = published(office, edit(office, office.publish(office.document()), "correction", NOTE))
    page = edit(office, page)
    with pytest.raises(ValidationError, match="更正"):
        submit(office, page)


def test_history_lists_corrections_newest_first(office):
    page = office.publish(office.document())
    for kind, note in (("correction", "第一次"), ("minor", ""), ("correction", "第二次")):
        page = published(office, edit(office, page, kind, note))
    assert [correction.note for correction in page.corrections] == ["第二次", "第一次"]


def test_approvers_read_the_note_they_sign(office, client):
    page = edit(office, office.publish(office.document()), "correction", NOTE)
    submit(office, page)
    client.force_login(office.head, backend="django.contrib.auth.backends.ModelBackend")
    state = fresh(page).current_workflow_task_state
    html = client.get(reverse("signoff:review", args=[state.pk])).content.decode()
    assert "本次修改：更正" in html
    assert NOTE in html
    seals = Seal.objects.filter(page_id=page.pk)
    before = seals.last().content_digest
    edit_again = fresh(page).get_latest_revision_as_object()
    edit_again.change_note = "另一说明"
    assert edit_again.current_digest() != before


@pytest.fixture
def form(office, client):
    """The editor's form of a page as the browser sends it."""
    client.force_login(office.editor, backend="django.contrib.auth.backends.ModelBackend")

    def send(page, **data):
        page = fresh(page)
        return client.post(edit_url(page), form_data(page, **{"overview": "改过的概述"} | data))

    return send


def test_the_form_asks_of_a_live_page_only(office, client, form):
    draft, live = office.document(), office.publish(office.document())
    assert "本次修改" not in client.get(edit_url(draft)).content.decode()
    assert "本次修改" in client.get(edit_url(live)).content.decode()


def test_saving_a_draft_asks_nothing_and_submitting_keeps_what_was_typed(office, form):
    page = office.publish(office.document())
    assert form(page, **{"action-save": "1"}).status_code == 302
    refused = form(page, **{"action-submit": "1", "change_kind": "correction", "overview": "打了很久的概述"})
    html = refused.content.decode()
    assert "更正须写明更正说明" in html
    assert "打了很久的概述" in html
    done = form(page, **{"action-submit": "1", "change_kind": "correction", "change_note": NOTE})
    assert done.status_code == 302
    page = fresh(page)
    assert page.workflow_in_progress
    assert page.get_latest_revision_as_object().change_note == NOTE


def test_after_publication_the_form_starts_empty(office, client, form):
    page = published(office, edit(office, office.publish(office.document()), "correction", NOTE))
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert NOTE not in html
    refused = form(page, **{"action-submit": "1"})
    assert "请选择本次修改是“更正”“变更”还是“小修”" in refused.content.decode()
