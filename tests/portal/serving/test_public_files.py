"""Pictures and attachments: in the right size and format, kept like pages, gone with them."""

import lxml.html
import pytest
from django.test import Client

from tests.foundation.signoff.files.samples import document, image, page_with


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def illustrated(office):
    """A live page with an attachment and a picture in its text."""
    return office.publish(page_with(office, document(office.editor), image(office.editor)))


def test_a_picture_is_offered_in_three_formats_and_two_sizes(illustrated):
    page = lxml.html.fromstring(Client().get(illustrated.url).content)
    (picture,) = page.xpath("//article//picture")
    assert [source.get("type") for source in picture.xpath(".//source")] == ["image/avif", "image/webp"]
    (shown,) = picture.xpath(".//img")
    assert shown.get("loading") == "lazy" and shown.get("width") and shown.get("height")
    for address in {source.get("srcset").split()[0] for source in picture.xpath(".//source")}:
        answer = Client().get(address)
        assert answer.status_code == 200
        assert answer["Content-Type"] in ("image/avif", "image/webp")


def test_files_of_live_pages_are_kept_and_those_of_drafts_never(office, illustrated):
    page = lxml.html.fromstring(Client().get(illustrated.url).content)
    (shown,) = page.xpath("//article//picture//img")
    attachment = document(office.editor)
    public = [shown.get("src"), illustrated.attachments.get().document.url]
    for address in public:
        answer = Client().get(address)
        assert answer.status_code == 200, address
        assert answer["Surrogate-Key"] == "site files", address

    editor = Client()
    editor.force_login(office.editor)
    answer = editor.get(attachment.url)
    assert answer.status_code == 200
    assert "Surrogate-Key" not in answer

    office.take_down(illustrated)
    for address in public:
        assert Client().get(address).status_code == 404, address
