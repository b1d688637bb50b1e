"""Files of an office: a document attached to a page, an image in its text."""

import pytest

from .samples import document, image, page_with


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def annex(office):
    """An uploaded document, by the editor."""
    return document(office.editor)


@pytest.fixture
def picture(office):
    """An uploaded image, by the editor."""
    return image(office.editor)


@pytest.fixture
def draft(office, annex, picture):
    """A draft with an attachment, a picture and a further document linked from its text."""
    return page_with(office, annex, picture)
