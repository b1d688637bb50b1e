"""Fixtures of the tests of documents."""

import pytest


@pytest.fixture
def media(settings, tmp_path) -> str:
    """A media folder of this test alone."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return settings.MEDIA_ROOT
