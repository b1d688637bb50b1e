"""密级 is fixed at drafting; anything classified is refused and goes to the register instead (R-074)."""

import pytest

from disclosure.documents.models import DocumentPage
from tests.disclosure.documents.editing import edit_url, form_data

pytestmark = pytest.mark.django_db


@pytest.mark.rows("R-074")
@pytest.mark.parametrize(("level", "label"), [("secret", "秘密"), ("confidential", "机密"), ("top", "绝密")])
def test_a_classified_draft_is_not_stored(office, client, level, label):
    page = office.document()
    before = page.revisions.count()
    client.force_login(office.editor)
    data = form_data(page, overview="不应保存的内容", secret_level=level)
    answer = client.post(edit_url(page), data)
    text = answer.content.decode()
    assert f"您选择的密级为“{label}”" in text
    assert "涉密登记" in text
    assert page.revisions.count() == before
    assert (
        "不应保存的内容" not in DocumentPage.objects.get(pk=page.pk).get_latest_revision_as_object().overview
    )


@pytest.mark.rows("R-074")
def test_the_form_asks_for_it_and_hides_the_upload_of_what_is_classified(office, client):
    page = office.document()
    client.force_login(office.editor)
    text = client.get(edit_url(page)).content.decode()
    assert 'name="secret_level" value="none"' in text
    assert "{&quot;secret_level&quot;: [&quot;none&quot;]}" in text
    saved = client.post(edit_url(page), form_data(page, overview="无密级", secret_level="none"))
    assert saved.status_code == 302
