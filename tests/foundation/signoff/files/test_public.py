"""The public gets a file exactly while a live page uses it; staff get it when they work on it."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from disclosure.documents.models import Attachment, DocumentPage
from foundation.organisations.enums import PostKind
from foundation.organisations.models import User
from tests.offices import appoint

from .samples import PDF, document, image, page_with, signed_in

pytestmark = pytest.mark.django_db


def _status(client, url: str) -> int:
    return client.get(url).status_code


def _body(response) -> bytes:
    return b"".join(response.streaming_content)


@pytest.mark.rows("R-061", "R-285")
def test_a_document_is_public_from_signature_to_takedown(
    office, client, draft, annex, django_assert_max_num_queries
):
    assert _status(client, annex.url) == 404
    page = office.submit(draft)
    for user in office.approvers:
        assert _status(client, annex.url) == 404
        page = office.decide(page, user)

    with django_assert_max_num_queries(6):
        response = client.get(annex.url)
    assert response.status_code == 200
    assert _body(response) == PDF
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'"

    office.take_down(page)
    assert _status(client, annex.url) == 404


@pytest.mark.rows("R-061", "R-285")
def test_a_picture_is_public_as_a_rendition_only(
    office, client, draft, picture, django_assert_max_num_queries
):
    rendition = picture.get_rendition("width-4")
    assert _status(client, rendition.url) == 404
    page = office.publish(draft)
    with django_assert_max_num_queries(2):
        response = client.get(rendition.url)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert "public" in response["Cache-Control"]
    assert _status(client, picture.file.url) == 404
    office.take_down(page)
    assert _status(client, rendition.url) == 404


def test_a_changed_draft_of_a_live_page_publishes_nothing(office, client, draft, annex):
    page = office.publish(draft)
    fresh = document(office.editor, "新附表")
    page = DocumentPage.objects.get(pk=page.pk)
    page.attachments = [Attachment(document=fresh, title="新附表")]
    page = _new_version_of(page, office)
    assert (_status(client, annex.url), _status(client, fresh.url)) == (200, 404)
    office.publish(page)
    # The new file is out, the one it replaced is not any more.
    assert (_status(client, annex.url), _status(client, fresh.url)) == (404, 200)


def _new_version_of(page, office):
    page.save_revision(user=office.editor)
    return DocumentPage.objects.get(pk=page.pk)


def test_a_document_linked_from_the_text_is_public_with_its_page(office, client, annex):
    page = page_with(office, linked=annex)
    assert _status(client, annex.url) == 404
    office.publish(page)
    assert _status(client, annex.url) == 200


@pytest.mark.parametrize("path", ["documents/", "uploaded_files/", "images/", "", "./"])
def test_nothing_else_below_media_has_an_address(path, office, client, draft, annex, picture):
    office.publish(draft)
    assert _status(client, annex.file.url) == 404
    assert _status(client, f"/media/{path}x.pdf") == 404
    assert _status(client, f"/media/{path}../../settings.py") == 404
    assert _status(signed_in(office.editor), annex.file.url) == 404


def test_who_may_open_a_file_that_is_not_public(office, client, draft, annex, picture):
    rendition = picture.get_rendition("width-4")
    outsider = appoint("waibu", "外科长", PostKind.UNIT_HEAD, office.body, _other_unit(office))
    reader = User.objects.create_user("duzhe", password="x")
    page = office.submit(draft)
    expected = {
        office.editor: 200,  # wrote it
        office.head: 200,  # decides the open step
        outsider: 404,  # signs for another unit
        reader: 404,  # no access to the admin
    }
    for user, status in expected.items():
        for url in (annex.url, rendition.url, picture.file.url):
            response = signed_in(user).get(url)
            assert response.status_code == status, (user, url)
            if status == 200:
                assert "Cookie" in response["Vary"]
                assert url == annex.url or "no-store" in response["Cache-Control"]
    office.decide(page, office.head)
    assert _status(signed_in(office.secrecy), annex.url) == 200
    assert _status(signed_in(office.head), annex.url) == 200, "whoever signed it may look again"


def _other_unit(office):
    from foundation.organisations.models import Unit

    return Unit.objects.create(body=office.body, name="秘书科")


def test_a_document_that_is_no_pdf_is_a_download(office, client):
    text = document(office.editor)
    text.file.name = default_storage.save("documents/名单.txt", text.file)
    text.save()
    office.publish(page_with(office, text))
    response = client.get(text.url)
    assert response["Content-Disposition"].startswith("attachment")
    assert client.get(reverse("wagtaildocs_serve", args=[text.pk, "other.txt"])).status_code == 404


def test_stored_names_cannot_be_guessed(office):
    names = {document(office.editor).file.name for _ in range(2)} | {image(office.editor).file.name}
    assert len(names) == 3
    for name in names:
        folder, token, _base = name.split("/")
        assert folder in ("documents", "original_images")
        assert len(token) == 22
    assert document(office.editor).filename == "附表.pdf"
