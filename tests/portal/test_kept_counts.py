"""Counts that are kept between publications are right after each of them."""

import pytest
from django.test import Client

from tests.public import read

pytestmark = pytest.mark.django_db


@pytest.mark.rows("R-011", "R-102")
def test_what_is_published_and_what_is_taken_down_is_counted_at_once(
    office, django_capture_on_commit_callbacks
):
    def counts() -> tuple[int, int]:
        entries = Client().get("/api/v1/documents/").json()["count"]
        catalogue = Client().get("/api/v1/catalogue/").json()["count"]
        assert catalogue == entries
        return entries, len(read("/library/").xpath("//tbody/tr"))

    with django_capture_on_commit_callbacks(execute=True):
        first = office.publish(office.document())
    assert counts() == (1, 1)
    with django_capture_on_commit_callbacks(execute=True):
        office.publish(office.document())
    assert counts() == (2, 2)
    with django_capture_on_commit_callbacks(execute=True):
        office.take_down(first)
    assert counts() == (1, 1)
